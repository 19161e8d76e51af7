import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.conversations import (
    AnswerFigures,
    Conversations,
    Exchange,
    Rating,
    Status,
    automatic_title,
)
from jarvis.errors import ConversationNotFound, InvalidRequest

ANA, BEN = "ana", "ben"


@pytest.fixture
def store(tmp_path):
    store = Conversations(tmp_path / "conversations.db")
    yield store
    store.close()


def talk(store, question="Hello", answer="Hi there", person=ANA):
    """A conversation of one turn."""
    conversation = store.create(person)
    store.ask(person, conversation.id, question)
    turn = store.begin_answer(person, conversation.id, f"turn-{time.monotonic_ns()}")
    store.save_answer(turn.id, answer, Status.DONE, AnswerFigures(model="m"))
    return conversation


def test_a_turn_is_there_after_reopening(tmp_path):
    store = Conversations(tmp_path / "c.db")
    conversation = talk(store)
    store.close()
    again = Conversations(tmp_path / "c.db")
    thread = again.thread(ANA, conversation.id)
    assert [(m.role, m.content, m.status) for m in thread] == [
        ("user", "Hello", Status.DONE),
        ("assistant", "Hi there", Status.DONE),
    ]
    again.close()


def test_nobody_reaches_another_persons_conversation(store):
    conversation = talk(store)
    assert store.recent(BEN) == []
    for reach in (
        lambda: store.thread(BEN, conversation.id),
        lambda: store.get(BEN, conversation.id),
        lambda: store.rename(BEN, conversation.id, "mine"),
        lambda: store.delete(BEN, conversation.id),
        lambda: store.ask(BEN, conversation.id, "hm"),
        lambda: store.begin_answer(BEN, conversation.id, "turn-x"),
    ):
        with pytest.raises(ConversationNotFound):
            reach()
    assert len(store.thread(ANA, conversation.id)) == 2


def test_an_edited_question_is_a_branch_and_the_old_one_can_be_shown_again(store):
    conversation = talk(store, "Old question", "Old answer")
    first = store.thread(ANA, conversation.id)[0]
    edited = store.ask(ANA, conversation.id, "New question", instead_of=first.id)
    thread = store.thread(ANA, conversation.id)
    assert [m.content for m in thread] == ["New question"]
    assert thread[0].siblings == (first.id, edited.id)
    store.show_branch(ANA, conversation.id, first.id)
    assert [m.content for m in store.thread(ANA, conversation.id)] == ["Old question", "Old answer"]


def test_another_answer_stands_beside_the_first(store):
    conversation = talk(store)
    answer = store.thread(ANA, conversation.id)[-1]
    other = store.begin_answer(ANA, conversation.id, "turn-2", instead_of=answer.id)
    assert store.thread(ANA, conversation.id)[-1].siblings == (answer.id, other.id)


def test_delete_can_be_undone_and_then_erases(tmp_path):
    store = Conversations(tmp_path / "c.db", undo_seconds=0)
    first, second = talk(store, "a secret word"), talk(store)
    store.delete(ANA, first.id)
    assert [c.id for c in store.recent(ANA)] == [second.id]
    store.restore(ANA, first.id)
    assert len(store.recent(ANA)) == 2
    store.delete(ANA, first.id)
    time.sleep(0.01)
    store.delete(ANA, second.id)  # erases what was deleted longer ago
    with pytest.raises(ConversationNotFound):
        store.restore(ANA, first.id)
    store.close()
    assert b"a secret word" not in (tmp_path / "c.db").read_bytes()


def test_search_finds_titles_and_messages_and_takes_signs_as_they_are(store):
    talk(store, "Plan a trip to Lugo", "Take the train")
    talk(store, "What is 100% of 5?", "5")
    assert [c.title for c in store.recent(ANA, "TRAIN")] == ["Plan a trip to Lugo"]
    assert [c.title for c in store.recent(ANA, "100%")] == ["What is 100% of 5?"]
    assert store.recent(ANA, "%") == store.recent(ANA, "100%")
    assert store.recent(ANA, "_") == []


def test_a_title_is_never_empty(store):
    conversation = talk(store)
    store.rename(ANA, conversation.id, "  Greetings \n again ")
    assert store.get(ANA, conversation.id).title == "Greetings again"
    with pytest.raises(InvalidRequest):
        store.rename(ANA, conversation.id, " \n ")


@given(st.text(max_size=300))
def test_automatic_titles_are_one_short_line(question):
    title = automatic_title(question)
    assert title
    assert len(title) <= 49
    assert len(title.splitlines()) == 1


WRITER = """
import sys, time
from pathlib import Path
from jarvis.conversations import AnswerFigures, Conversations, Status
store = Conversations(Path(sys.argv[1]))
c = store.create("ana")
store.ask("ana", c.id, "one")
store.begin_answer("ana", c.id, "turn-1")
store.save_answer("turn-1", "finished", Status.DONE, AnswerFigures())
store.ask("ana", c.id, "two")
store.begin_answer("ana", c.id, "turn-2")
store.save_answer("turn-2", "half of", Status.WRITING, AnswerFigures())
print("acknowledged", flush=True)
time.sleep(60)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    path = tmp_path / "c.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "acknowledged\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    store = Conversations(path)
    assert store.recover() == 1
    (conversation,) = store.recent(ANA)
    assert [(m.content, m.status) for m in store.thread(ANA, conversation.id)] == [
        ("one", Status.DONE),
        ("finished", Status.DONE),
        ("two", Status.DONE),
        ("half of", Status.INTERRUPTED),
    ]
    store.close()


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("## What is **this** `code`?", "What is this code?"),
        ("\n\n- first point\n- second", "first point"),
        ("snake_case and 2*3", "snake_case and 2*3"),
        ("a" * 60, "a" * 48 + "…"),
        ("", "…"),
    ],
)
def test_automatic_titles_leave_markup_out(question, title):
    assert automatic_title(question) == title


def answer_of(store, conversation, person=ANA):
    return store.thread(person, conversation.id)[-1]


def test_a_rating_stays_and_can_be_changed_and_withdrawn(tmp_path):
    store = Conversations(tmp_path / "c.db")
    conversation = talk(store)
    turn = answer_of(store, conversation).id
    assert answer_of(store, conversation).rating == Rating()
    down = Rating("incorrect", ("too_long", "not_true"), "It is 5, ¿no?")
    store.rate(ANA, turn, down)
    store.close()
    store = Conversations(tmp_path / "c.db")
    assert answer_of(store, conversation).rating == down
    store.rate(ANA, turn, Rating())
    assert answer_of(store, conversation).rating == Rating()
    store.close()


def test_only_answers_are_rated_and_only_by_their_person(store):
    conversation = talk(store)
    question, answer = store.thread(ANA, conversation.id)
    for person, message in ((BEN, answer.id), (ANA, question.id), (ANA, "turn-nowhere")):
        with pytest.raises(ConversationNotFound):
            store.rate(person, message, Rating("correct"))
    store.delete(ANA, conversation.id)
    with pytest.raises(ConversationNotFound):
        store.rate(ANA, answer.id, Rating("correct"))


def test_a_turn_leads_to_its_words_until_they_are_deleted(store):
    conversation = talk(store, "How far?", "5 km")
    turn = answer_of(store, conversation).id
    store.rate(ANA, turn, Rating("correct"))
    assert store.exchange(turn) == Exchange(ANA, "How far?", "5 km", Rating("correct"))
    assert store.exchange(store.thread(ANA, conversation.id)[0].id) is None
    store.delete(ANA, conversation.id)
    assert store.exchange(turn) is None


def test_words_outside_conversations_are_kept_and_then_forgotten(tmp_path):
    store = Conversations(tmp_path / "c.db")
    store.keep_text("turn-1", "api", "the old question", "the old answer")
    assert store.exchange("turn-1") == Exchange("api", "the old question", "the old answer")
    assert store.forget_texts(time.time() - 60) == 0
    assert store.forget_texts(time.time() + 1) == 1
    assert store.exchange("turn-1") is None
    assert b"the old question" not in everything_in(tmp_path)
    store.close()


def test_erasing_leaves_no_word_on_the_disk_while_the_store_is_open(tmp_path):
    store = Conversations(tmp_path / "c.db")
    erased, kept = talk(store, "a secret word"), talk(store, "a harmless word")
    store.rate(ANA, answer_of(store, erased).id, Rating("incorrect", comment="a secret reason"))
    assert b"a secret reason" in everything_in(tmp_path)
    store.erase(erased.id)
    assert b"a secret" not in everything_in(tmp_path)
    assert [c.id for c in store.recent(ANA)] == [kept.id]
    with pytest.raises(ConversationNotFound):
        store.erase(erased.id)
    store.close()


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())
