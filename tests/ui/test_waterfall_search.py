"""A search among a turn's stages: what it consisted of is told in words."""

from datetime import UTC, datetime

from jarvis.telemetry.records import Decision, Stage
from jarvis.telemetry.traces import Trace
from ui.english import ENGLISH
from ui.waterfall import bars

AT = datetime(2026, 3, 10, tzinfo=UTC)


def stage(operation: str, **attributes: float) -> Stage:
    told = {f"jarvis.retrieval.{name}_ms": value for name, value in attributes.items()}
    return Stage("t", operation, "root", AT, 30.0, operation, operation, None, told)


def test_the_parts_of_a_search_are_named_and_timed() -> None:
    turn = Decision("turn", AT, "turn", "jarvis", "chat")
    searched = (stage("retrieval", embed=7.25, dense=0.0, lexical=12.0), stage("rerank"))
    search, rerank = bars(Trace(turn, searched), ENGLISH)
    assert search.label == "looking things up"
    assert search.note == "embedding the question 7.2 ms · by words 12 ms"
    assert rerank.label == "putting passages in order"
