"""What the ledger teaches, over HTTP."""

import asyncio

import pytest

from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.records import Decision, Feedback

PATH = "/internal/insights"


def turn(**fields):
    at = now()
    fields = {"agent": "jarvis", "task_type": "chat", "error_type": "", "kind": "turn"} | fields
    return Decision(id=new_id("turn", at), created=at, **fields)


async def test_an_empty_ledger_teaches_nothing(client):
    assert (await client.get(PATH)).json() == {
        "period_days": 7,
        "key_figures": {
            "total_decisions": 0,
            "feedback_rate": None,
            "accuracy_avg": None,
            "avg_confidence": None,
            "p95_execution_time_ms": None,
            "error_rate": None,
        },
        "errors": [],
        "intents": [],
        "prompts": [],
        "contested": [],
        "pending_review": {"P0": 0, "P1": 0, "P2": 0, "P3": 0},
        "self_assessments": [],
    }


async def test_errors_dislikes_and_what_waits(client, ledger):
    failed = [turn(error_type="ContextTooLong") for _ in range(4)]
    other = turn(error_type="GenerationFailed", priority=1)
    good = turn(task_type="voice", prompt_name="brief", prompt_version="2", confidence=0.9)
    bad = [turn(prompt_name="assistant", prompt_version="1", execution_ms=100) for _ in range(3)]
    for one in (*failed, other, good, *bad):
        await asyncio.wrap_future(ledger.record(one))
    given = [
        (good, "correct"),
        (bad[0], "incorrect"),
        (bad[1], "incorrect"),
        (bad[1], "partially_correct"),
        (failed[0], "incorrect"),
        (failed[0], "withdrawn"),
        (other, "withdrawn"),
    ]
    for of, word in given:
        await asyncio.wrap_future(ledger.give_feedback(Feedback(of.id, word, "api", "p")))

    told = (await client.get(PATH, days=1)).json()
    first, second = told["errors"]
    assert (first["error_type"], first["count"], first["share"]) == ("ContextTooLong", 4, 0.8)
    assert first["last"].endswith("Z")
    assert len(first["examples"]) == 3
    assert set(first["examples"]) <= {one.id for one in failed}
    assert (second["error_type"], second["share"]) == ("GenerationFailed", 0.2)
    assert told["intents"] == [
        {
            "name": "chat",
            "version": None,
            "total_decisions": 8,
            "total_with_feedback": 2,
            "incorrect_count": 1,
            "accuracy_avg": 0.25,
        },
        {
            "name": "voice",
            "version": None,
            "total_decisions": 1,
            "total_with_feedback": 1,
            "incorrect_count": 0,
            "accuracy_avg": 1,
        },
    ]
    assert [(p["name"], p["version"], p["accuracy_avg"]) for p in told["prompts"]] == [
        ("assistant", "1", 0.25),
        ("brief", "2", 1),
    ]
    assert told["key_figures"] == {
        "total_decisions": 9,
        "feedback_rate": pytest.approx(3 / 9),
        "accuracy_avg": pytest.approx(1.5 / 3),
        "avg_confidence": 0.9,
        "p95_execution_time_ms": 100,
        "error_rate": pytest.approx(5 / 9),
    }
    assert told["pending_review"]["P1"] == 1


async def test_what_people_appeal_against_is_told_the_most_contested_first(client, ledger):
    masked = [
        turn(input_verdict="mask", guard_findings=(f"input:secret:{kind}:mask:1",))
        for kind in ("jwt", "jwt", "password", "api_key")
    ]
    for one in masked:
        await asyncio.wrap_future(ledger.record(one))
    for one in masked[:3]:
        appeal = Feedback(one.id, "incorrect", "page", "p", ("guardrail",))
        await asyncio.wrap_future(ledger.give_feedback(appeal))
    told = (await client.get(PATH)).json()["contested"]
    assert [(one["check"], one["kind"], one["appealed"]) for one in told] == [
        ("secret", "jwt", 2),
        ("secret", "password", 1),
    ]


async def test_only_withdrawn_words_are_no_dislike(client, ledger):
    one = turn(prompt_name="assistant")
    await asyncio.wrap_future(ledger.record(one))
    for word in ("incorrect", "withdrawn"):
        await asyncio.wrap_future(ledger.give_feedback(Feedback(one.id, word, "page", "p")))
    told = (await client.get(PATH)).json()
    assert (told["intents"], told["prompts"]) == ([], [])


async def test_self_assessments_are_told_latest_first(client):
    said = [
        {"agent_id": "tuner", "assessment": "Long contexts fail.", "confidence": 0.4},
        {"agent_id": "tuner", "assessment": {"weak": ["voice"], "n": 1e3}, "confidence": None},
    ]
    for one in said:
        response = await client.post(PATH, one)
        assert response.status_code == 201
        assert response.json() == one
        told = (await client.get(PATH)).json()["self_assessments"]
        assert {k: v for k, v in told[0].items() if k != "created_at"} == one
    assert [one["assessment"] for one in told] == [said[1]["assessment"], said[0]["assessment"]]
    assert told[0]["created_at"].endswith("Z")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agent_id": " "}, "agent_id"),
        ({"assessment": ""}, "assessment"),
        ({"assessment": 7}, "assessment"),
        ({"assessment": ["x"]}, "assessment"),
        ({"assessment": {"a": float("nan")}}, "assessment"),
        ({"assessment": "\ud800"}, "assessment"),
        ({"confidence": 2}, "confidence"),
    ],
)
async def test_a_bad_assessment_is_a_400_that_names_the_field(standing_client, changes, field):
    body = {"agent_id": "tuner", "assessment": "fine", "confidence": 1} | changes
    response = await standing_client.post(PATH, body)
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith(field)


async def test_a_large_assessment_is_a_413(standing_client):
    response = await standing_client.post(PATH, {"agent_id": "a", "assessment": "x" * 2_000_000})
    assert response.status_code == 413
