"""How one turn went."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Decision, Stage
from jarvis.telemetry.traces import Trace
from ui.charts import ACCENT, BAD, INK, INK_SOFT
from ui.english import ENGLISH
from ui.spanish import SPANISH
from ui.waterfall import bars, sureness, trace_card, trace_figure

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TURN = Decision(
    "turn-1",
    NOON,
    "turn",
    "jarvis",
    "chat",
    confidence=0.91,
    execution_ms=1234.0,
    person="ana",
    conversation="c1",
    model="small",
    device="cuda:0",
    input_tokens=1500,
    tokens_per_second=98.4,
)


def stage(id_: str, parent: str | None, after_ms: int, ms: float, operation: str, **more: object):
    began = NOON + timedelta(milliseconds=after_ms)
    name, error = more.pop("name", operation), more.pop("error", None)
    return Stage("t", id_, parent, began, ms, operation, name, error, more)


ATTRIBUTES = {
    "gen_ai.usage.input_tokens": 31,
    "jarvis.cached_tokens": 12,
    "jarvis.dropped_messages": 0,
    "gen_ai.agent.name": "jarvis",
}

STAGES = (
    stage("a", None, 0, 1234.0, "invoke_agent", name="invoke_agent jarvis"),
    stage("b", "a", 3, 12.4, "guardrail", name="guardrail <pii>", error="Blocked"),
    stage("c", "a", 20, 1200.0, "chat", name="chat small", **ATTRIBUTES),
    stage("d", "c", 40, 0.4, "execute_tool"),
)
TRACE = Trace(TURN, STAGES)


def test_bars_begin_where_their_stage_began_and_lie_within_their_parent() -> None:
    drawn = bars(TRACE, ENGLISH)
    assert [bar.start_ms for bar in drawn] == [0, 3, 20, 40]
    assert [bar.depth for bar in drawn] == [0, 1, 1, 2]
    assert [bar.label for bar in drawn] == [
        "the whole turn",
        "checking",
        "writing",
        "using a tool",
    ]


def test_stages_that_name_each_other_as_parents_are_drawn_all_the_same() -> None:
    circle = (stage("a", "b", 0, 1, "chat"), stage("b", "a", 0, 1, "chat"))
    assert [bar.depth for bar in bars(Trace(TURN, circle), ENGLISH)] == [1, 1]


def test_chart_and_table_show_the_same_numbers() -> None:
    chart, card = trace_figure(TRACE, ENGLISH), trace_card(TRACE, ENGLISH)
    assert chart is not None
    (drawn,) = chart.data
    assert drawn["base"] == [0, 3, 20, 40]
    assert drawn["x"] == [1234.0, 12.4, 1200.0, 0.4]
    assert drawn["marker"]["color"] == [INK_SOFT, BAD, ACCENT, ACCENT]
    for number in ("1.23 s", "12 ms", "1.20 s", "0.4 ms", "20 ms", "3.0 ms"):
        assert number in card
    assert "4 stages in 1.23 s; the longest is writing with 1.20 s." in chart.label


def test_the_table_names_what_was_at_work_errors_and_attributes() -> None:
    card = trace_card(TRACE, ENGLISH)
    for part in (
        "&lt;pii&gt;",
        "Blocked",
        "31 gen_ai.usage.input_tokens",
        "12 tokens known from before",
    ):
        assert part in card
    assert "left out" not in card
    assert "jarvis" not in card


def check(id_: str, name: str, after_ms: int, verdict: str, **more: object) -> Stage:
    attributes = {
        "jarvis.guardrail.check": name,
        "jarvis.guardrail.direction": "input",
        "jarvis.guardrail.verdict": verdict,
        **more,
    }
    return stage(id_, "a", after_ms, 0.2, "guardrail", name=f"guardrail {name}", **attributes)


def test_checks_that_found_nothing_stand_together() -> None:
    stages = (
        stage("a", None, 0, 100, "invoke_agent"),
        check("b", "hidden", 1, "allow"),
        check("c", "secret", 2, "mask", **{"jarvis.guardrail.found": 2}),
        check("d", "pii", 3, "allow"),
        check("e", "toxicity", 4, "allow"),
        stage("f", "a", 20, 80, "chat"),
    )
    drawn = bars(Trace(TURN, stages), ENGLISH)
    assert [(bar.about, round(bar.duration_ms, 1), bar.note) for bar in drawn[1:4]] == [
        ("invisible characters, what you write", 0.2, ""),
        ("secrets, what you write", 0.2, "2 found"),
        ("what you write", 0.4, ""),
    ]


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_every_operation_has_its_word(words) -> None:
    assert set(words.trace_operations) == set(Operation)


def test_figures_are_told_in_words_and_name_nobody() -> None:
    card = trace_card(TRACE, ENGLISH)
    for part in ("small", "cuda:0", "1,500", "98 tokens/s", "sure, 91 %"):
        assert part in card
    for secret in ("ana", "c1", ENGLISH.trace_figures["error_type"]):
        assert f">{secret}<" not in card


def test_a_turn_without_stages_says_so_and_draws_nothing() -> None:
    bare = Trace(replace(TURN, trace=None), ())
    assert trace_figure(bare, ENGLISH) is None
    assert ENGLISH.trace_none in trace_card(bare, ENGLISH)


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (None, ""),
        (0.0, "unsure, 0 %"),
        (0.4999, "unsure, 50 %"),
        (0.5, "hesitant, 50 %"),
        (0.7, "fairly sure, 70 %"),
        (0.85, "sure, 85 %"),
        (0.95, "very sure, 95 %"),
        (1.0, "very sure, 100 %"),
    ],
)
def test_confidence_in_words(confidence, said) -> None:
    assert sureness(confidence, ENGLISH) == said


def test_spanish_writes_its_own_numbers() -> None:
    card = trace_card(TRACE, SPANISH)
    for part in ("1,23 s", "1.500", "todo el turno"):
        assert part in card


HEARD = {names.SPEECH_SECONDS: 2.5, names.SPEECH_CONFIDENCE: 0.8312}


def test_listening_and_speaking_have_a_name_and_a_colour_of_their_own() -> None:
    aloud = (
        stage("a", None, 0, 900.0, "invoke_agent"),
        stage("b", "a", 0, 120.0, Operation.SPEECH_TO_TEXT, **HEARD),
        stage("c", "a", 130, 700.0, "chat"),
        stage("d", "a", 400, 300.0, Operation.TEXT_TO_SPEECH),
        stage("e", "a", 700, 3.0, Operation.TEXT_TO_SPEECH, error="GenerationFailed"),
    )
    drawn = bars(Trace(TURN, aloud), ENGLISH)
    assert [bar.colour for bar in drawn] == [INK_SOFT, INK, ACCENT, INK, BAD]
    assert [drawn[1].label, drawn[3].label] == ["listening", "speaking"]
    assert drawn[1].note == "0.83 confidence in the words · 2.50 seconds of speech"
    assert [bar.label for bar in bars(Trace(TURN, aloud), SPANISH)][1:4:2] == ["escuchar", "hablar"]
