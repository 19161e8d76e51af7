"""A conversation as the chat shows it."""

from dataclasses import replace

import pytest

from jarvis.conversations import AnswerFigures, Rating, Status, StoredMessage
from jarvis.errors import JarvisError
from models.types import Message
from ui.english import ENGLISH
from ui.failure import Failure, failure, failure_of
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
    AnswerFigures(model="small", first_token_seconds=0.123, tokens_per_second=98.4),
)


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


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (AnswerFigures(finish_reason="length"), "cut off at the length limit"),
        (AnswerFigures(dropped=4), "without the oldest 4 messages, which no longer fit"),
        (AnswerFigures(finish_reason="stop"), ""),
    ],
)
def test_the_quiet_line_says_what_was_left_out(figures, said) -> None:
    assert quiet_line(replace(ANSWER, figures=figures), ENGLISH) == said


def test_a_long_question_is_read_before_their_eyes() -> None:
    live = Snapshot("turn-1", started=True, progress=0.4)
    assert "40 %" in html(transcript([QUESTION, ANSWER], ENGLISH, live))


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


FAILED = AnswerFigures(error="QueueFull", note="64 <questions> wait.", hint="Later.")


def test_a_failure_shows_its_message_hint_and_kind_escaped() -> None:
    failed = replace(ANSWER, status=Status.FAILED, content="", figures=FAILED)
    live = Snapshot("turn-1", done=True)
    told = html(transcript([failed], ENGLISH, live, Failure("It <broke>.", "Mend it.", "Kind")))
    for part in ("It &lt;broke&gt;.", "Mend it.", "Kind", "Try again"):
        assert part in told
    later = html(transcript([failed], ENGLISH))
    for part in ("64 &lt;questions&gt; wait.", "Later.", "QueueFull"):
        assert part in later


def test_in_spanish_a_failure_is_told_in_spanish_with_the_english_figures() -> None:
    told = failure_of(FAILED, SPANISH, "the/log")
    assert told.message == SPANISH.problems["QueueFull"][0]
    assert told.detail == "64 <questions> wait."
    failed = replace(ANSWER, status=Status.FAILED, content="", figures=FAILED)
    assert "64 &lt;questions&gt; wait." in html(transcript([failed], SPANISH))


def test_every_error_that_a_page_can_meet_is_told_in_spanish() -> None:
    on_the_terminal = {"ConfigError", "DataDirectoryInUse", "PortInUse", "HostRefused"}

    def kinds(error: type) -> set[type]:
        return {error}.union(*(kinds(kind) for kind in error.__subclasses__()))

    known = kinds(JarvisError) - {JarvisError}
    told = {kind for kind in known if kind.__name__ not in on_the_terminal}
    assert set(SPANISH.problems) <= {kind.__name__ for kind in told}
    for kind in told:
        error = kind.__new__(kind)
        JarvisError.__init__(error, "What happened.", "What to do.")
        assert failure(error, SPANISH, "").detail == "What happened.", kind


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


def test_answers_with_text_have_thumbs_that_show_what_was_said() -> None:
    rated = replace(ANSWER, rating=Rating("incorrect", ("too_long",), 'So "long"!'))
    told = html(transcript([QUESTION, rated], ENGLISH))
    assert told.count('class="rating"') == 1
    assert 'data-word="incorrect" aria-pressed="true"' in told
    assert 'data-word="correct" aria-pressed="false"' in told
    assert 'data-reasons="[&quot;too_long&quot;]" data-comment="So &quot;long&quot;!"' in told


def test_an_answer_without_text_has_no_thumbs_but_tells_how_it_came_about() -> None:
    silent = replace(ANSWER, content="<think>Hm.</think>", status=Status.STOPPED)
    told = html(transcript([silent], ENGLISH))
    assert 'class="rating"' not in told
    assert 'data-do="trace"' in told
    assert 'data-turn="turn-1"' in told
