"""What the Metrics tab's scripts ask for: the figures as HTML and charts, and the chart library."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.alerts import Alerts
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry_settings import TargetSettings
from models.background import in_daemon_thread
from models.residents import Residents
from ui.header import Standing
from ui.language import Language
from ui.machine import Machine
from ui.metrics.boards import Board, Boards
from ui.metrics.charts import charts
from ui.metrics.guard_board import guard_html
from ui.metrics.guard_charts import guard_over_time
from ui.metrics.keys import calibration, feedback_total, key_numbers, target_rows
from ui.metrics.knowledge_board import knowledge_html
from ui.metrics.knowledge_charts import knowledge_over_time
from ui.metrics.state import alert_list, ledger_state, machine, models_in_memory, notices
from ui.metrics.tables import rows
from ui.metrics.voice_board import voice_html
from ui.metrics.voice_charts import voice_over_time
from ui.words import Words

Period = Literal["1", "7", "30", "90", "365"]
"""Days, as the words name them; a query holds text."""

LONGEST_NAME = 200
WEEK_SECONDS = 7 * 24 * 3600

Names = Callable[[Sequence[str]], Mapping[str, str]]
Name = Annotated[str, Query(max_length=LONGEST_NAME)]


def no_names(ids: Sequence[str]) -> Mapping[str, str]:
    """Of no document."""
    return {}


class MetricsAnswer(BaseModel):
    """What changed since the page last asked.

    Attributes:
        version: what the page sends as `seen`; empty while there are no figures.
        html: by the id of its place.
        charts: by the name of their place; None is a chart that would be empty.
        choices: what the period can be narrowed to, by the filter's name; None is as before.
    """

    version: str
    html: dict[str, str]
    charts: dict[str, dict[str, Any] | None]
    choices: dict[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What the tab is about.

    Attributes:
        names: of documents, by their ids; of those that are still there. Blocking.
    """

    ledger: Ledger
    alerts: Alerts
    residents: Residents
    targets: TargetSettings
    machine: Machine
    names: Names = no_names


def metrics_routes(about: Sources, words: Mapping[Language, Words]) -> APIRouter:
    """The routes, under /page."""
    router = APIRouter(prefix="/page")
    boards = Boards(about.ledger, about.targets.critical)

    @router.get("/metrics")
    async def metrics(
        language: Language,
        days: Period = "30",
        agent: Name = "",
        task: Name = "",
        model: Name = "",
        seen: Name = "",
    ) -> MetricsAnswer:
        said = words[language]
        which = Filter(int(days), agent or None, task or None, model or None)
        html = await _present(about, said)
        try:
            board = await boards.get(which)
        except LedgerUnavailable:  # which the notices say already
            return MetricsAnswer(version="", html=html, charts={})
        if board.version == seen:
            return MetricsAnswer(version=seen, html=html, charts={})
        html |= await _documents(board, about.names, said)
        return _answer(board, about.targets, which, html, said)

    @router.get("/plotly.min.js")
    async def plotly() -> FileResponse:
        if (script := plotly_script()) is None:
            raise HTTPException(404)
        caching = {"Cache-Control": f"private, max-age={WEEK_SECONDS}"}
        return FileResponse(script, media_type="text/javascript", headers=caching)

    return router


def plotly_script() -> Path | None:
    """Where the plotting library's script lies; importing the package would take a second."""
    package = find_spec("plotly")
    if package is None or not package.submodule_search_locations:
        return None
    script = Path(package.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
    return script if script.is_file() else None


async def _present(about: Sources, words: Words) -> dict[str, str]:
    """What is so at this moment, whatever the ledger's figures are."""
    active, ledger, models = about.alerts.active, about.ledger.status, about.residents
    here = await in_daemon_thread(about.machine.now, "machine")
    return {
        "metrics-notices": notices(active, ledger, words),
        "alerts": alert_list(active, about.alerts.history, now(), words),
        "ledger": ledger_state(ledger, words),
        "machine": machine(here, words),
        "models-in-memory": models_in_memory(
            Standing(models.active, models.coming, models.failures), words
        ),
    }


async def _documents(board: Board, names: Names, words: Words) -> dict[str, str]:
    """What documents did, under their names of this moment."""
    ids = [used.document for used in board.knowledge.documents]
    named = await in_daemon_thread(partial(names, ids), "document-names")
    return knowledge_html(board.knowledge, named, words)


def _answer(
    board: Board, targets: TargetSettings, which: Filter, html: dict[str, str], words: Words
) -> MetricsAnswer:
    figures = board.figures
    drawn = {
        **charts(figures, targets, words),
        "guard-time": guard_over_time(board.guardrails, figures, words),
        "knowledge-time": knowledge_over_time(board.knowledge, figures, words),
        "voice-time": voice_over_time(board.voice, figures, words),
    }
    choices = figures.choices
    return MetricsAnswer(
        version=board.version,
        html={
            **html,
            **key_numbers(figures, which.days, words),
            "rows-targets": target_rows(figures, targets, words),
            "calibration": calibration(figures.calibration, words),
            "feedback-total": feedback_total(figures, targets, words),
            **guard_html(board.guardrails, board.guard_time, words),
            **voice_html(board.voice, words),
            **rows(figures, now(), words),
        },
        charts={name: asdict(chart) if chart else None for name, chart in drawn.items()},
        choices={"agent": choices.agents, "task": choices.task_types, "model": choices.models},
    )
