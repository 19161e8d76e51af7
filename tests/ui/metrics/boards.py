"""Dashboards to draw: one that is full, with an agent whose name is markup, and an empty one."""

from datetime import UTC, datetime, timedelta

from jarvis.telemetry.dashboard import Dashboard, dashboard
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.guard_time import CheckTime, GuardTime
from jarvis.telemetry.guardrails import Guardrails, guardrails
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.knowledge import Knowledge, knowledge
from jarvis.telemetry.records import Decision, Feedback, Stage, Voiced
from jarvis.telemetry.sources import UsedPassage
from jarvis.telemetry.voice import VoiceFigures, voice
from jarvis.telemetry.writing import insert, stage_row, voice_row
from tests.jarvis.telemetry.conftest import MemoryReader

NOW = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
MARKUP = '<a href="https://elsewhere">agent</a>'


def full() -> Dashboard:
    """Ten agents; a hundred judged decisions, of which nobody is as right as they say."""
    reader = MemoryReader()
    for number in range(120):
        created = NOW - timedelta(hours=7 * number)
        turn = number % 10 == 0
        row = Decision(
            id=new_id("turn" if turn else "dec", created),
            created=created,
            kind="turn" if turn else "report",
            agent="jarvis" if turn else MARKUP if number % 10 == 1 else f"agent-{number % 10}",
            task_type="chat" if turn else "deployment",
            confidence=0.3 + number % 7 / 10,
            execution_ms=100.0 + number,
            first_token_ms=50.0 if turn else None,
            model=MARKUP if turn else None,
            error_type="GenerationFailed" if number == 20 else None,
        )
        reader.add(row)
        if number < 102:
            word = "correct" if number % 3 == 0 else "incorrect"
            reader.add(Feedback(row.id, word, "page", "p"))
    board = dashboard(reader, Filter(), ("deployment",), NOW)
    reader.connection.close()
    return board


def empty() -> Dashboard:
    reader = MemoryReader()
    board = dashboard(reader, Filter(), (), NOW)
    reader.connection.close()
    return board


TIME = GuardTime(2.4, 12.5, [CheckTime("pii", 1234, 1.5), CheckTime("secret", 1234, 0.4)])


def guarded() -> Guardrails:
    """Twenty days with a turn each: blocked, masked, flagged and let through, and two appeals."""
    reader = MemoryReader()
    for number in range(20):
        created = NOW - timedelta(days=number)
        word = ("block", "mask", "flag", "allow")[number % 4]
        row = Decision(
            id=new_id("turn", created),
            created=created,
            kind="turn",
            agent="jarvis",
            task_type="chat",
            input_verdict=word,
            output_verdict="allow",
            guard_findings=None if word == "allow" else (f"input:secret:jwt:{word}:1",),
        )
        reader.add(row)
        if number in (0, 1):
            reader.add(Feedback(row.id, "incorrect", "page", "p", ("guardrail",)))
    period = guardrails(reader, Filter(), NOW)
    reader.connection.close()
    return period


def searched() -> Knowledge:
    """Twenty days with a question each; on five the documents said nothing, on five the answer
    named none of them.
    """
    reader = MemoryReader()
    for number in range(20):
        created = NOW - timedelta(days=number)
        kind = number % 4
        used = (
            UsedPassage(1, "a1", 0.8, 0.5, 2.0, kind != 1),
            UsedPassage(2, "b2", 0.4, 0.3, None, False),
        )
        row = Decision(
            id=new_id("turn", created),
            created=created,
            kind="turn",
            agent="jarvis",
            task_type="chat",
            trace=f"{number:032x}",
            searched="found" if kind else "nothing",
            sources=tuple(map(str, used)) if kind else None,
        )
        stages = [
            Stage(row.trace, f"{stage}{number}", "r", created, ms, stage, stage, None, {})
            for stage, ms in (("retrieval", 40.0), ("embeddings", 7.0))
        ]
        reader.add(row)
        insert(reader.connection, "span", [stage_row(stage) for stage in stages])
        if number < 4:
            reader.add(Feedback(row.id, "incorrect" if kind == 1 else "correct", "page", "p"))
    period = knowledge(reader, Filter(), NOW)
    reader.connection.close()
    return period


def spoken() -> VoiceFigures:
    """Twenty days with a spoken turn each, every fourth interrupted; on one, nothing was heard.
    The longer ago, the longer the wait; two recognisers, of which one's name is markup.
    """
    reader = MemoryReader()
    for number in range(20):
        created = NOW - timedelta(days=number)
        heard = number != 19
        row = Voiced(
            turn=new_id("turn", created),
            speech_seconds=3.0,
            recognition_ms=100.0 + number,
            first_clause_ms=500.0 + number if heard else None,
            first_sound_ms=700.0 + 50 * number if heard else None,
            interrupted=number % 4 == 0,
            heard_share=0.5 if number % 4 == 0 else 1.0,
            spoken_seconds=6.0,
            longest_gap_ms=30.0 if heard else None,
            recogniser=MARKUP if number % 5 == 0 else "Starter",
            recognition_confidence=0.8,
            voice="Plain",
            language="en",
        )
        insert(reader.connection, "voice", [voice_row(row, created, NOW)])
    period = voice(reader, Filter(), NOW)
    reader.connection.close()
    return period
