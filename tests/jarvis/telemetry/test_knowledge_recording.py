"""Searches on their way into the ledger: spans, rows, counters, and files from before them."""

import json
import shutil

import duckdb
import pytest

from jarvis.telemetry import names
from jarvis.telemetry.export import export
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.forgetting import forget
from jarvis.telemetry.guardrails import Verdicts, guardrails
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.knowledge import Asked, UsedDocument, knowledge
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.migrating import MIGRATIONS
from jarvis.telemetry.names import Operation
from jarvis.telemetry.prometheus import Metrics
from jarvis.telemetry.records import Decision
from jarvis.telemetry.sources import UsedPassage
from jarvis.telemetry.spans import SpanRows
from jarvis.telemetry.tracing import Tracing
from jarvis.telemetry.verify import verify
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.test_older_schemas import opened
from tests.jarvis.telemetry.test_prometheus import PRESENT, samples
from tests.jarvis.telemetry.test_tracing import Kept, about

USED = str(UsedPassage(812, "9f1c", 0.83, 0.57, None, True))
LEFT = str(UsedPassage(7, "ab", 0.4, None, 2.5, False))


@pytest.fixture
def second_schema(tmp_path):
    """The steps that Jarvis had before it read documents."""
    (folder := tmp_path / "second").mkdir()
    for step in ("0001_ledger.sql", "0002_guardrails.sql"):
        shutil.copy(MIGRATIONS / step, folder)
    return folder


@pytest.fixture
def ledger(tmp_path, second_schema):
    """A ledger whose file had a checked turn before there were searches."""
    folder = tmp_path / "ledger"
    with opened(folder, second_schema) as connection:
        connection.execute(
            "INSERT INTO decision (id, created, kind, agent, task_type, output_verdict)"
            " VALUES (?, ?, 'turn', 'jarvis', 'chat', 'mask')",
            [new_id("turn"), now().replace(tzinfo=None)],
        )
    ledger = Ledger(folder, TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


def searched(**given):
    created = now()
    known = {"searched": "found", "best_score": 0.83, "sources": (USED, LEFT)} | given
    return Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **known)


def test_a_file_from_before_searches_takes_them(ledger):
    ledger.record(searched()).result(30)
    told = knowledge(ledger, Filter(1))
    assert told.total == Asked(1, 1, 1)
    assert told.documents == [UsedDocument("9f1c", 1, 1), UsedDocument("ab", 1, 0)]
    assert guardrails(ledger, Filter(1)).total.output == Verdicts(1, 0, 1, 0)


def test_sources_are_exported_and_the_ledger_is_sound(ledger, tmp_path):
    ledger.record(searched()).result(30)
    target = tmp_path / "files"
    export(ledger, target, "parquet")
    found = duckdb.sql(f"SELECT sources FROM '{target}/decisions.parquet' WHERE sources NOT NULL")
    assert found.fetchall() == [([USED, LEFT],)]
    assert all(finding.well for finding in verify(ledger, tmp_path / "ledger"))


def test_of_a_forgotten_conversation_only_ids_and_figures_stay(ledger, tmp_path):
    ledger.record(searched(conversation="c1", person="ana")).result(30)
    ledger.close()
    with opened(tmp_path / "ledger") as connection:
        assert forget(connection, tmp_path / "ledger", "c1") == 1
        left = "SELECT conversation, person, sources FROM decisions WHERE sources NOT NULL"
        assert connection.execute(left).fetchall() == [(None, None, [USED, LEFT])]


def test_a_turn_keeps_its_search_and_no_words_of_it():
    kept = Kept()
    trace = Tracing(SpanRows(kept, lambda decision: None)).turn(about(new_id("turn")))
    given = (USED, "diary.pdf: my secret")
    trace.end({names.SEARCHED: "found", names.BEST_SCORE: 0.83, names.SOURCES: given})
    (decision,) = kept.decisions
    assert (decision.searched, decision.best_score) == ("found", 0.83)
    assert decision.sources == (USED,)
    (stage,) = kept.stages
    assert not [name for name in stage.attributes if name.startswith("jarvis.knowledge")]


def test_reading_a_document_is_a_stage_and_no_decision():
    kept = Kept()
    tracing = Tracing(SpanRows(kept, lambda decision: None))
    tracing.background(Operation.READ, 1.5, {names.DOCUMENT: "9f1c", names.BYTES: None}, "pdf")
    assert kept.decisions == []
    (stage,) = kept.stages
    assert (stage.operation, stage.name, stage.parent) == (
        "read_document",
        "read_document pdf",
        None,
    )
    assert stage.duration_ms == pytest.approx(1500)
    assert json.loads(json.dumps(stage.attributes)) == {names.DOCUMENT: "9f1c"}


def test_searches_and_their_sources_are_counted():
    metrics = Metrics(PRESENT, task_types=("chat",))
    metrics.observe_turn(searched())
    metrics.observe_turn(searched(searched="nothing", sources=None))
    metrics.observe_turn(searched(searched=None, sources=None))
    found = samples(metrics)
    assert found["jarvis_knowledge_searches_total", ("outcome", "found")] == 1
    assert found["jarvis_knowledge_searches_total", ("outcome", "nothing")] == 1
    assert found["jarvis_knowledge_sources_total", ("named", "yes")] == 1
    assert found["jarvis_knowledge_sources_total", ("named", "no")] == 1
