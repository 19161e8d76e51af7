"""The rows of the Metrics tab's tables, as HTML by the id of their place. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from jarvis.telemetry.dashboard import Dashboard, Turn, others
from jarvis.telemetry.grouped import Figures
from ui.buttons import icon_button
from ui.figures import duration, percent, thousands
from ui.metrics.drawing import SHOWN
from ui.metrics.times import moment
from ui.words import Words


def rows(board: Dashboard, now: datetime, words: Words) -> dict[str, str]:
    """Every table's rows but the targets'."""
    said = words.metrics
    agents = _groups(board.agents, board.total, words)
    accuracy = [(name, *_accuracy(figures, words)) for name, figures in agents.items()]
    feedback = [(name, *_feedback(figures, words)) for name, figures in agents.items()]
    times = [
        (name, *_times(figures, words)) for name, figures in list(board.task_types.items())[:SHOWN]
    ]
    turns = "".join(turn_row(turn, now, words) for turn in board.recent)
    return {
        "rows-accuracy-agents": body(accuracy, said.no_times),
        "rows-feedback-agents": body(feedback, said.no_times),
        "rows-execution-tasks": body(times, said.no_times),
        "rows-turns": turns or _nothing(said.no_turns, 8),
    }


def _groups(groups: Mapping[str, Figures], total: Figures, words: Words) -> dict[str, Figures]:
    """Those with the most decisions, and all others as one."""
    shown = dict(list(groups.items())[:SHOWN])
    left = others(total, list(shown.values()))
    return {**shown, words.metrics.others: left} if left.decisions > 0 else shown


def _accuracy(figures: Figures, words: Words) -> tuple[str, str, str]:
    return (
        thousands(figures.decisions, words),
        share(figures.judged.accuracy, words),
        share(figures.feedback_rate, words),
    )


def _feedback(figures: Figures, words: Words) -> tuple[str, str, str]:
    return (
        thousands(figures.decisions, words),
        thousands(figures.judged.count, words),
        share(figures.feedback_rate, words),
    )


def _times(figures: Figures, words: Words) -> tuple[str, str, str]:
    spread = figures.spread
    taken = (figures.mean_ms, spread.p95 if spread else None, spread.p99 if spread else None)
    mean, p95, p99 = (took(value, words) for value in taken)
    return mean, p95, p99


def share(value: float | None, words: Words) -> str:
    """A share, 0 to 1, in percent; a dash where there is none."""
    return words.metrics.no_figure if value is None else percent(value, words)


def took(milliseconds: float | None, words: Words) -> str:
    """How long something took; a dash where nothing was timed."""
    return words.metrics.no_figure if milliseconds is None else duration(milliseconds, words)


def body(table: Sequence[Sequence[str]], nothing: str, columns: int = 4) -> str:
    """Rows of text, each with its name first; of no rows, one that says how to come by some."""
    if not table:
        return _nothing(nothing, columns)
    return "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for name, *cells in table
    )


def _nothing(text: str, columns: int) -> str:
    return f'<tr class="nothing"><td colspan="{columns}">{escape(text)}</td></tr>'


def turn_row(turn: Turn, now: datetime, words: Words) -> str:
    """One of the latest turns, with a button that shows how it went."""
    said = words.metrics
    button = icon_button("trace", words.trace_open, {"data-turn": turn.id})
    cells = (
        turn.task_type,
        turn.model or said.no_figure,
        share(turn.confidence, words),
        took(turn.first_token_ms, words),
        said.failed.format(error=turn.error_type)
        if turn.error_type
        else took(turn.execution_ms, words),
        words.verdicts[turn.verdict] if turn.verdict else said.no_figure,
    )
    return (
        f'<tr><th scope="row">{escape(moment(turn.created, now, words))}</th>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}<td>{button}</td></tr>"
    )
