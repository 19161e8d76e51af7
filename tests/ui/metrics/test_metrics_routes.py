"""What the Metrics tab's scripts ask for, over a real ledger."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from jarvis.telemetry.alerts import Alerts
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback, Voiced
from jarvis.telemetry_settings import ALERTS, TargetSettings, TelemetrySettings
from models.residents import Residents
from ui.english import ENGLISH
from ui.machine import Machine
from ui.metrics.routes import Sources, metrics_routes, plotly_script
from ui.spanish import SPANISH


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


def client(ledger: Ledger, data_dir: Path) -> httpx.AsyncClient:
    about = Sources(ledger, Alerts(ALERTS), Residents(), TargetSettings(), Machine(data_dir))
    app = FastAPI()
    app.include_router(metrics_routes(about, {"en": ENGLISH, "es": SPANISH}))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://jarvis/page")


@pytest.fixture
async def page(ledger, tmp_path):
    async with client(ledger, tmp_path) as asking:
        yield asking


async def ask(page, **wanted):
    answer = await page.get("/metrics", params={"language": "en", **wanted})
    assert answer.status_code == 200, answer.text
    return answer.json()


def record(ledger: Ledger, agent: str = "other", **more) -> Decision:
    created = now() - timedelta(minutes=1)
    row = Decision(
        new_id("dec", created), created, "report", agent, "deployment", 0.9, 120.0, **more
    )
    return ledger.record(row).result(30)


async def test_a_new_ledger_says_how_to_fill_it(page) -> None:
    shown = await ask(page)
    assert set(shown["charts"].values()) == {None}
    assert "Ask Jarvis something" in shown["html"]["rows-turns"]
    assert shown["choices"] == {"agent": [], "task": [], "model": []}


async def test_a_thumb_moves_the_figures(page, ledger) -> None:
    row = record(ledger)
    before = await ask(page)
    assert before["html"]["key-decisions"] == "1"
    assert before["charts"]["feedback-words"] is None
    ledger.give_feedback(Feedback(row.id, "incorrect", "page", "p")).result(30)
    after = await ask(page, seen=before["version"])
    assert after["html"]["key-accuracy"] == "0.0\xa0%"
    assert after["charts"]["feedback-words"]["data"][0]["values"] == [0, 0, 1]


async def test_what_the_guardrails_did_is_shown(page, ledger) -> None:
    record(ledger, input_verdict="mask", guard_findings=("input:secret:jwt:mask:1",))
    shown = await ask(page)
    assert "Checked" in shown["html"]["guard-numbers"]
    assert sum(shown["charts"]["guard-time"]["data"][0]["y"]) == 1
    assert (await ask(page, agent="nobody"))["charts"]["guard-time"] is None


async def test_what_was_spoken_is_shown_once_its_sound_has_ended(page, ledger) -> None:
    turn = record(ledger)
    before = await ask(page)
    assert before["charts"]["voice-time"] is None
    voiced = Voiced(
        *(turn.id, 2.0, 100.0, 300.0, 500.0, False, 1.0, 4.0, 10.0, "Starter", 0.9, "Plain", "en")
    )
    ledger.voiced(voiced).result(30)
    after = await ask(page, seen=before["version"])
    assert "<dd>500 ms</dd>" in after["html"]["voice-numbers"]
    assert len(after["charts"]["voice-time"]["data"]) == 3
    assert (await ask(page, agent="nobody"))["charts"]["voice-time"] is None


async def test_what_was_seen_is_not_sent_again_but_the_present_is(page, ledger) -> None:
    record(ledger)
    first = await ask(page)
    again = await ask(page, seen=first["version"])
    assert again["version"] == first["version"]
    assert again["charts"] == {}
    assert again["choices"] is None
    assert "machine" in again["html"]
    assert "key-decisions" not in again["html"]


async def test_filters_narrow_what_is_shown(page, ledger) -> None:
    record(ledger, "a")
    record(ledger, "b")
    assert (await ask(page, agent="a"))["html"]["key-decisions"] == "1"
    assert (await ask(page, agent="a"))["choices"]["agent"] == ["a", "b"]
    assert (await ask(page, agent="nobody"))["html"]["key-decisions"] == "0"
    assert (await ask(page, days=1, task="deployment"))["html"]["key-decisions"] == "2"


@pytest.mark.parametrize(
    "wrong",
    [{"days": "31"}, {"days": "-1"}, {"days": "x"}, {"language": "fr"}, {"agent": "a" * 201}],
)
async def test_what_no_page_asks_is_refused(page, wrong) -> None:
    answer = await page.get("/metrics", params={"language": "en", **wrong})
    assert answer.status_code == 422


async def test_without_a_ledger_the_page_says_why(tmp_path) -> None:
    off = Ledger(tmp_path, TelemetrySettings(recording=False))
    off.start()
    async with client(off, tmp_path) as page:
        shown = await ask(page, language="es")
    assert "No se está registrando nada." in shown["html"]["metrics-notices"]
    assert shown["version"] == ""
    assert shown["charts"] == {}


async def test_the_chart_library_comes_from_the_installed_package(page) -> None:
    script = plotly_script()
    assert script is not None
    answer = await page.get("/plotly.min.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "max-age" in answer.headers["cache-control"]
    assert len(answer.content) == script.stat().st_size
