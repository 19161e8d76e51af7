"""The telemetry contract, as a client meets it that was written to its page."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from jarvis.telemetry.ids import new_id
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.api.conftest import SETTINGS, Client, ledger_app

BASE = "/api/dora/ai-telemetry"
EXAMPLE = {
    "agent_id": "deployment-risk-predictor",
    "task_type": "deployment_risk",
    "decision": {"action": "approve", "risk_score": 0.15, "recommendations": ["watch it"]},
    "confidence": 0.92,
    "execution_time_ms": 150,
    "metadata": {"model_version": "v1.2.3", "features_used": 15},
}

NOTHING_CHECKED = {"checked": 0, "flagged": 0, "masked": 0, "blocked": 0}


def nested(depth):
    value = []
    for _ in range(depth - 1):
        value = [value]
    return value


async def recorded(client, **changes):
    response = await client.post(f"{BASE}/record/", EXAMPLE | changes)
    assert response.status_code == 201, response.text
    return response.json()


async def test_the_contracts_example(client, ledger):
    before = datetime.now(UTC)
    answer = await recorded(client)
    assert set(answer) == {"id", "agent_id", "task_type", "confidence_score", "created_at"}
    assert answer["agent_id"] == "deployment-risk-predictor"
    assert answer["task_type"] == "deployment_risk"
    assert answer["confidence_score"] == 0.92
    assert answer["created_at"].endswith("Z")
    created = datetime.fromisoformat(answer["created_at"])
    assert before - timedelta(seconds=1) <= created <= datetime.now(UTC)
    [(decision, metadata)] = ledger.rows("SELECT decision, metadata FROM details")
    assert json.loads(decision) == EXAMPLE["decision"]
    assert json.loads(metadata) == EXAMPLE["metadata"]
    [(created_row,)] = ledger.rows("SELECT created FROM decisions")
    assert created_row.replace(tzinfo=UTC) == created


async def test_feedback_replaces_what_counts_and_keeps_its_history(client, ledger):
    id_ = (await recorded(client))["id"]
    for word, accuracy in [("correct", 1.0), ("incorrect", 0.0), ("partially_correct", 0.5)]:
        response = await client.post(f"{BASE}/{id_}/feedback/", {"feedback": word})
        assert response.status_code == 200
        assert response.json() == {"id": id_, "human_feedback": word, "accuracy": accuracy}
    figures = (await client.get(f"{BASE}/stats/")).json()["accuracy"]
    assert figures["total_with_feedback"] == 1
    assert figures["accuracy_avg"] == 0.5
    assert figures["partially_correct_count"] == 1
    assert ledger.rows("SELECT count(*), any_value(source) FROM feedbacks") == [(3, "api")]


async def test_the_statistics_have_the_fields_of_the_contract(client):
    for confidence, ms in [(0.3, 100), (0.92, 200), (1, 300)]:
        await recorded(client, confidence=confidence, execution_time_ms=ms)
    stats = (await client.get(f"{BASE}/stats/", days=30)).json()
    accuracy = {
        "total_decisions": 3,
        "total_with_feedback": 0,
        "accuracy_avg": None,
        "correct_count": 0,
        "incorrect_count": 0,
        "partially_correct_count": 0,
    }
    distribution = {
        "total_decisions": 3,
        "distribution": {
            "low_0_50": {"count": 1, "percentage": 33.33},
            "medium_50_70": {"count": 0, "percentage": 0},
            "good_70_85": {"count": 0, "percentage": 0},
            "high_85_95": {"count": 1, "percentage": 33.33},
            "very_high_95_100": {"count": 1, "percentage": 33.33},
        },
    }
    assert stats == {
        "period_days": 30,
        "accuracy": accuracy,
        "confidence_distribution": distribution,
        "execution_time": {
            "avg_execution_time_ms": 200,
            "min_execution_time_ms": 100,
            "max_execution_time_ms": 300,
            "p50_execution_time_ms": 200,
            "p95_execution_time_ms": pytest.approx(290),
            "p99_execution_time_ms": pytest.approx(298),
        },
        "guardrails": {
            **dict.fromkeys(("turns", "input", "context", "output"), NOTHING_CHECKED),
            "appeals": 0,
            "appeal_rate": None,
            "findings": [],
            "days": [],
        },
    }
    agent = (await client.get(f"{BASE}/agent/{EXAMPLE['agent_id']}/", days=30)).json()
    assert agent == {
        "agent_id": EXAMPLE["agent_id"],
        "total_decisions": 3,
        "avg_confidence": pytest.approx(0.74),
        "avg_execution_time_ms": 200,
        "task_types": [{"task_type": "deployment_risk", "count": 3}],
        "accuracy_metrics": accuracy,
    }
    filters = {"agent_id": EXAMPLE["agent_id"]}
    answer = (await client.get(f"{BASE}/accuracy/", **filters, task_type="", days=7)).json()
    assert answer == {
        "period_days": 7,
        "filters": filters,
        "accuracy": accuracy,
        "confidence_distribution": distribution,
    }
    other = (await client.get(f"{BASE}/accuracy/", task_type="other")).json()
    assert other["filters"] == {"task_type": "other"}
    assert other["accuracy"]["total_decisions"] == 0


async def test_the_statistics_tell_what_the_guardrails_did(client, ledger):
    at = datetime.now(UTC)
    masked = Decision(
        new_id("turn", at),
        at,
        "turn",
        "jarvis",
        "chat",
        input_verdict="mask",
        output_verdict="allow",
        guard_findings=("input:secret:jwt:mask:2",),
    )
    await asyncio.wrap_future(ledger.record(masked))
    appeal = Feedback(masked.id, "incorrect", "page", "ana", ("guardrail",))
    await asyncio.wrap_future(ledger.give_feedback(appeal))
    told = (await client.get(f"{BASE}/stats/")).json()["guardrails"]
    once = NOTHING_CHECKED | {"checked": 1, "masked": 1}
    assert told == {
        "turns": once,
        "input": once,
        "context": NOTHING_CHECKED,
        "output": NOTHING_CHECKED | {"checked": 1},
        "appeals": 1,
        "appeal_rate": 1.0,
        "findings": [
            {
                "check": "secret",
                "kind": "jwt",
                "flagged": 0,
                "masked": 2,
                "blocked": 0,
                "appealed": 2,
            }
        ],
        "days": [{"date": at.date().isoformat(), "turns": once, "appeals": 1}],
    }


async def test_every_path_works_without_its_slash(client):
    response = await client.post(f"{BASE}/record", EXAMPLE)
    assert response.status_code == 201
    id_ = response.json()["id"]
    word = {"feedback": "correct"}
    assert (await client.post(f"{BASE}/{id_}/feedback", word)).status_code == 200
    for path in ("stats", "accuracy", f"agent/{EXAMPLE['agent_id']}"):
        assert (await client.get(f"{BASE}/{path}")).status_code == 200


async def test_a_commit_makes_what_was_cached_stale(client):
    async def total():
        return (await client.get(f"{BASE}/stats/")).json()["accuracy"]["total_decisions"]

    assert await total() == 0
    for expected in (1, 2):
        await recorded(client)
        assert await total() == expected
    id_ = (await recorded(client))["id"]
    await total()
    await client.post(f"{BASE}/{id_}/feedback/", {"feedback": "correct"})
    assert (await client.get(f"{BASE}/stats/")).json()["accuracy"]["accuracy_avg"] == 1


@pytest.mark.parametrize("name", ["a/b", "a b", "ñandú/✓", "100%", "a?b#c"])
@pytest.mark.parametrize("end", ["", "/"])
async def test_an_agents_name_may_hold_anything(standing_client, name, end):
    await recorded(standing_client, agent_id=name)
    answer = await standing_client.get(f"{BASE}/agent/{quote(name, safe='')}{end}")
    assert answer.status_code == 200
    assert answer.json()["agent_id"] == name
    assert (await standing_client.get(f"{BASE}/accuracy/", agent_id=name)).json()["filters"] == {
        "agent_id": name
    }


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("agent/nobody/", "nobody"),
        ("agent/%00/", "agent"),
        ("agent/", "agent"),
        ("agent/" + "x" * 200, "agent"),
    ],
)
async def test_an_unknown_agent_is_not_found(standing_client, path, said):
    response = await standing_client.get(f"{BASE}/{path}")
    assert response.status_code == 404
    assert said in response.json()["error"]["message"]


@pytest.mark.parametrize(
    "id_",
    [
        "nothing",
        "%F0%9F%98%80",
        "a%00b",
        pytest.param(new_id("decision"), id="an id of ours"),
        "decision-ffffffffffff7fffbfffffffffffffff",  # its time is beyond the year 9999
        "x" * 5000,
    ],
)
async def test_feedback_to_what_was_never_recorded_is_not_found(standing_client, id_):
    response = await standing_client.post(f"{BASE}/{id_}/feedback/", {"feedback": "correct"})
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "decision_not_found"


async def test_the_same_record_with_the_same_key_counts_once(client, ledger):
    key = {"Idempotency-Key": "k-1"}
    first, second = [
        (await client.post(f"{BASE}/record/", EXAMPLE, **key)).json() for _ in range(2)
    ]
    assert first == second
    together = await asyncio.gather(
        *(client.post(f"{BASE}/record/", EXAMPLE, **{"Idempotency-Key": "k-2"}) for _ in range(5))
    )
    assert len({response.json()["id"] for response in together}) == 1
    assert ledger.rows("SELECT count(*) FROM decisions") == [(2,)]


async def test_another_record_under_a_used_key_is_refused_not_lost_silently(client):
    key = {"Idempotency-Key": "k"}
    await client.post(f"{BASE}/record/", EXAMPLE, **key)
    response = await client.post(f"{BASE}/record/", EXAMPLE | {"confidence": 0.1}, **key)
    assert response.status_code == 400
    assert "idempotency-key" in response.json()["error"]["message"]


async def test_machines_do_not_share_keys(ledger):
    ids = set()
    for address in ("127.0.0.1", "10.0.0.2"):
        client = Client(ledger_app(ledger), address=address)
        async with client.http:
            response = await client.post(f"{BASE}/record/", EXAMPLE, **{"Idempotency-Key": "k"})
            ids.add(response.json()["id"])
    assert len(ids) == 2


BAD = [
    *[({field: ...}, field) for field in EXAMPLE if field != "metadata"],
    *[({"agent_id": value}, "agent_id") for value in ("", " \t", "x" * 101, "a\0b", 7, None)],
    *[({"task_type": value}, "task_type") for value in ("", " ", "x" * 51, "a\0b", ["x"])],
    *[
        ({"confidence": value}, "confidence")
        for value in (-0.01, 1.01, True, "0.5", None, float("nan"), float("inf"), 10**400)
    ],
    *[
        ({"execution_time_ms": value}, "execution_time_ms")
        for value in (0, -1, 1.5, 150.0, True, "150", None, 10**12, 10**400, float("nan"))
    ],
    *[({"metadata": value}, "metadata") for value in ([], "x", 1, nested(65), {"a": nested(64)})],
    ({"decision": nested(65)}, "decision"),
    ({"decision": {"a": [float("-inf")]}}, "decision"),
    ({"decision": [10**400]}, "decision"),
    ({"agent_id": "\ud800"}, "agent_id"),
    ({"task_type": "\udfff"}, "task_type"),
    ({"decision": {"a": "\ud800"}}, "decision"),
    ({"decision": {"\ud800": 1}}, "decision"),
    ({"metadata": {"\ud800": 1}}, "metadata"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
async def test_a_bad_field_is_named_with_the_reason(
    standing_client, standing_ledger, changes, field
):
    before = standing_ledger.generation
    body = {name: value for name, value in (EXAMPLE | changes).items() if value is not ...}
    response = await standing_client.post(f"{BASE}/record/", body)
    assert response.status_code == 400
    message = response.json()["error"]["message"]
    assert message.startswith(f"{field}: ")
    assert len(message) > len(field) + 5
    assert standing_ledger.generation == before, "nothing was recorded"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b'{"a": "\xff"}',
        b"[" * 100_000,
        b'{"agent_id":' * 50_000,
        b'{"decision": ' + b"9" * 10_000 + b"}",
        b'{"metadata": {"\\ud800": NaN}, "decision": "\xed\xa0\x80"}',
    ],
)
async def test_what_is_no_object_of_json_is_a_400(standing_client, body):
    response = await standing_client.post(f"{BASE}/record/", body)
    assert response.status_code == 400
    assert response.json()["error"]["message"]


async def test_a_form_is_a_400(standing_client):
    response = await standing_client.http.post(f"{BASE}/record/", data={"agent_id": "x"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"agent_id": "x" * 100, "task_type": "😀" * 50},
        {"confidence": 0, "execution_time_ms": 1},
        {"confidence": 1, "execution_time_ms": 10 * 365 * 24 * 3600 * 1000},
        {"decision": nested(64), "metadata": {"a": nested(63)}},
        {"decision": None, "metadata": None},
        {"decision": "just words", "metadata": {}},
        {"decision": [10**300, 2**70, 1e-320, "\0", "😀", {"": {}}], "agent_id": " 'x'; -- "},
    ],
)
async def test_what_is_just_within_bounds_is_kept_as_it_is(
    standing_client, standing_ledger, changes
):
    id_ = (await recorded(standing_client, **changes))["id"]
    kept = standing_ledger.rows("SELECT decision FROM details WHERE id = $id", {"id": id_})
    assert json.loads(kept[0][0]) == (EXAMPLE | changes)["decision"]


@pytest.mark.parametrize("word", ["right", "", None, 1, "CORRECT", "withdrawn", ["correct"]])
async def test_an_unknown_word_of_feedback_is_a_400(standing_client, word):
    id_ = (await recorded(standing_client))["id"]
    response = await standing_client.post(f"{BASE}/{id_}/feedback/", {"feedback": word})
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("feedback: ")


@pytest.mark.parametrize("path", ["stats", "accuracy", "agent/deployment-risk-predictor"])
@pytest.mark.parametrize("days", ["0", "-1", "3651", "x", "1.5", "", "9" * 30, "NaN"])
async def test_days_out_of_range_are_a_400(standing_client, path, days):
    response = await standing_client.get(f"{BASE}/{path}/", days=days)
    assert response.status_code == 400
    assert "days" in response.json()["error"]["message"]


async def test_the_longest_period_is_answered(client):
    await recorded(client)
    stats = (await client.get(f"{BASE}/stats/", days=3650)).json()
    assert stats["accuracy"]["total_decisions"] == 1


async def pieces(size, count):
    for _ in range(count):
        yield b" " * size


async def test_a_body_that_is_too_large_is_a_413(client, ledger):
    large = EXAMPLE | {"metadata": {"x": "y" * 10_000_000}}
    assert (await client.post(f"{BASE}/record/", large)).status_code == 413
    streamed = await client.http.post(
        f"{BASE}/record/",
        content=pieces(100_000, 11),
        headers={"content-type": "application/json"},
    )
    assert streamed.status_code == 413
    assert "1,048,576" in streamed.json()["error"]["message"]


async def test_a_body_of_just_the_size_is_read(ledger):
    body = json.dumps(EXAMPLE).encode()
    for most, status in [(len(body), 201), (len(body) - 1, 413)]:
        limited = TelemetrySettings(body_max_bytes=most)
        client = Client(ledger_app(ledger, limited))
        async with client.http:
            assert (await client.post(f"{BASE}/record/", body)).status_code == status


async def test_programs_are_told_while_recording_is_off(tmp_path):
    ledger = Ledger(tmp_path / "off", replace(SETTINGS, recording=False))
    ledger.start()
    client = Client(ledger_app(ledger))
    async with client.http:
        for response in (
            await client.post(f"{BASE}/record/", EXAMPLE),
            await client.get(f"{BASE}/stats/"),
            await client.post(f"{BASE}/{new_id('decision')}/feedback/", {"feedback": "correct"}),
        ):
            assert response.status_code == 503
            assert int(response.headers["retry-after"]) > 0
            assert response.json()["error"]["hint"]
    ledger.close()
