"""A conversation as the chat shows it."""

from dataclasses import replace

import pytest

from jarvis.assistant import Finished
from jarvis.conversations import Status, StoredMessage
from models.types import Message, Usage
from ui.english import ENGLISH
from ui.failure import Failure, failure
from ui.history import history
from ui.running import Snapshot
from ui.spanish import SPANISH
from ui.transcript import quiet_line, transcript

QUESTION = StoredMessage("q", "user", "2 < 3?", Status.DONE, 0.0, ("q",))
ANSWER = StoredMessage(
    "turn-1",
    "assistant",
    "Yes.",
    Status.DONE,
    1.0,
    ("turn-1",),
    model="small",
    first_token_seconds=0.123,
    tokens_per_second=98.4,
)
FINISHED = Finished("turn-1", "small", "scripted", "length", Usage(1, 1), 0.0, 0.1, 9.0, 1.0)


def texts(messages) -> list[str]:
    return [part["text"] for m in messages for part in m["content"] if part["type"] == "text"]


def html(messages) -> str:
    return "".join(part.get("value", "") for m in messages for part in m["content"])


@pytest.mark.parametrize(
    ("status", "end"),
    [(Status.DONE, ""), (Status.STOPPED, " · stopped"), (Status.INTERRUPTED, " · interrupted")],
)
def test_the_quiet_line_says_how_an_answer_came_and_ended(status, end) -> None:
    line = quiet_line(replace(ANSWER, status=status), ENGLISH)
    assert line == f"small · 0.12 s to first word · 98 tokens/s{end}"


def test_the_quiet_line_says_when_the_limit_cut_it() -> None:
    live = Snapshot("turn-1", finished=FINISHED, done=True)
    assert quiet_line(ANSWER, ENGLISH, live).endswith(" · cut off at the length limit")


def test_spanish_writes_a_comma() -> None:
    assert "0,12 s" in quiet_line(ANSWER, SPANISH)


def test_figures_and_buttons_are_never_part_of_the_text() -> None:
    shown = transcript([QUESTION, ANSWER], ENGLISH)
    assert texts(shown) == ["2 < 3?", "Yes."]
    assert "0.12 s to first word" in html(shown)
    assert 'data-text="2 &lt; 3?"' in html(shown)


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (Snapshot("turn-1", place=1), "You are next in the queue"),
        (Snapshot("turn-1", place=4), "Number 4 in the queue"),
        (Snapshot("turn-1"), "Loading the model"),
        (Snapshot("turn-1", started=True), "Reading"),
    ],
)
def test_waiting_is_said_where_the_answer_will_be(live, said) -> None:
    shown = transcript([QUESTION, ANSWER], ENGLISH, live)
    assert said in html(shown[-1:])
    assert texts(shown) == ["2 < 3?"]


def test_a_growing_answer_takes_the_stored_ones_place() -> None:
    live = Snapshot("turn-1", started=True, text="<think>Hm.</think>Ye")
    shown = transcript([QUESTION, ANSWER], ENGLISH, live)
    assert texts(shown) == ["2 < 3?", "Hm.", "Ye"]
    assert shown[1]["metadata"] == {"title": "How it got there", "status": "done"}


def test_a_failure_shows_its_message_hint_and_kind_escaped() -> None:
    failed = replace(ANSWER, status=Status.FAILED, content="", note="The note.")
    live = Snapshot("turn-1", done=True)
    told = html(transcript([failed], ENGLISH, live, Failure("It <broke>.", "Mend it.", "Kind")))
    for part in ("It &lt;broke&gt;.", "Mend it.", "Kind", "Try again"):
        assert part in told
    assert "The note." in html(transcript([failed], ENGLISH))


def test_an_unknown_error_says_where_the_log_is() -> None:
    told = failure(ZeroDivisionError("secret"), ENGLISH, "the/log")
    assert "the/log" in told.hint
    assert "secret" not in f"{told.message} {told.hint}"


def test_versions_lead_to_their_neighbours() -> None:
    second = replace(ANSWER, siblings=("turn-0", "turn-1", "turn-2"))
    told = html(transcript([second], ENGLISH))
    assert "2/3" in told
    assert 'data-message="turn-0"' in told
    assert 'data-message="turn-2"' in told


def test_a_model_is_told_answers_without_thoughts_and_no_unanswered_questions() -> None:
    thought = replace(ANSWER, content="<think>Hm.</think>Yes.")
    silent = replace(ANSWER, content="", status=Status.FAILED)
    assert history([QUESTION, silent, QUESTION, thought, QUESTION]) == (
        Message("user", "2 < 3?"),
        Message("assistant", "Yes."),
        Message("user", "2 < 3?"),
    )
