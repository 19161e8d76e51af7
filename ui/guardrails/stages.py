"""A turn's checks among its stages: those that found nothing stand together. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Stage
from ui.words import Words


def folded(stages: Iterable[Stage]) -> Iterator[Stage]:
    """The stages; in the place of quiet checks of one direction, one as long as all of them."""
    together: Stage | None = None
    for stage in stages:
        if together is not None and _quiet(stage) and _way(stage) == _way(together):
            together = _with(together, stage)
            continue
        if together is not None:
            yield together
        together = stage if _quiet(stage) else None
        if together is None:
            yield stage
    if together is not None:
        yield together


def about(stage: Stage, words: Words) -> str:
    """Which check it was, and of what; "" of what is no check of ours."""
    said, way = words.guardrails, _way(stage)
    if way is None:
        return ""
    check = str(stage.attributes.get(names.GUARDRAIL_CHECK, ""))
    told = [said.checks[check]] if check in said.checks else []
    return ", ".join([*told, said.directions.get(way, way)])


def _quiet(stage: Stage) -> bool:
    """Whether it is a check that found nothing, and didn't fail."""
    quiet = stage.attributes.get(names.GUARDRAIL_VERDICT) == "allow"
    return stage.operation == Operation.GUARDRAIL and quiet and not stage.error_type


def _way(stage: Stage) -> str | None:
    return stage.attributes.get(names.GUARDRAIL_DIRECTION)


def _with(one: Stage, other: Stage) -> Stage:
    direction = {names.GUARDRAIL_DIRECTION: _way(one), names.GUARDRAIL_VERDICT: "allow"}
    lasted = one.duration_ms + other.duration_ms
    return replace(one, duration_ms=lasted, attributes=direction, name=one.operation)
