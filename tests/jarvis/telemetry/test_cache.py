"""Answers are read once for each state of the ledger."""

import asyncio

from jarvis.telemetry.cache import Cache
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry.statistics import summary
from jarvis.telemetry_settings import TelemetrySettings


async def test_an_answer_holds_until_a_commit(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    await asyncio.wrap_future(ledger.run(lambda connection: None))
    cache = Cache(ledger)

    first = await cache.get(summary, Filter())
    assert await cache.get(summary, Filter()) is first
    assert (cache.hits, cache.misses) == (1, 1)
    assert await cache.get(summary, Filter(agent="a")) is not first

    at = now()
    decision = Decision(new_id("decision", at), at, "report", "a", "x", confidence=0.5)
    await asyncio.wrap_future(ledger.record(decision))
    assert (await cache.get(summary, Filter())).accuracy.total_decisions == 1
    given = Feedback(decision.id, "correct", "api", "p")
    await asyncio.wrap_future(ledger.give_feedback(given))
    assert (await cache.get(summary, Filter())).accuracy.correct_count == 1
    assert (cache.hits, cache.misses) == (1, 4)
    ledger.close()
