"""Charts of how often Jarvis and other agents were right. Pure."""

from collections.abc import Mapping
from itertools import islice

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.grouped import Figures
from jarvis.telemetry_settings import TargetSettings
from ui.charts import ACCENT, INK, Chart, Part, layout, limit, named
from ui.figures import percent, thousands
from ui.metrics.drawing import SHOWN, line, names_axis, share_axis, slot_texts, time_axis
from ui.words import Words


def accuracy_time(board: Dashboard, targets: TargetSettings, words: Words) -> Chart | None:
    """Accuracy in each slot, beside its target."""
    values = [slot.figures.judged.accuracy for slot in board.timeline]
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high, last = (percent(value, words) for value in (min(known), max(known), known[-1]))
    return Chart(
        data=[line(values, slot_texts(board, values, lambda value: percent(value, words), words))],
        layout=layout(
            xaxis=time_axis(board, words),
            yaxis=share_axis(words, range=[-0.03, 1.05]),
            shapes=[limit(targets.accuracy, along="x")],
        ),
        label=words.metrics.accuracy_time_finding.format(low=low, high=high, last=last),
    )


def accuracy_tasks(
    tasks: Mapping[str, Figures], targets: TargetSettings, words: Words
) -> Chart | None:
    """Accuracy of the tasks with the most decisions, among those with feedback."""
    rated = {name: figures for name, figures in tasks.items() if figures.judged.count}
    shown = dict(islice(rated.items(), SHOWN))
    if not shown:
        return None
    shares = {name: figures.judged.accuracy or 0.0 for name, figures in shown.items()}
    best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    high, low = percent(shares[best], words), percent(shares[worst], words)
    return Chart(
        data=[_bars(shown, words), _numbers(shares, words)],
        layout=layout(
            xaxis=share_axis(words, range=[0, 1.14]),
            yaxis=names_axis(list(shown)),
            shapes=[limit(targets.accuracy, along="y")],
        ),
        label=words.metrics.accuracy_tasks_finding.format(
            best=best, high=high, worst=worst, low=low
        ),
    )


def _bars(shown: Mapping[str, Figures], words: Words) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [figures.judged.accuracy for figures in shown.values()],
        "y": list(range(len(shown))),
        "width": 0.55,
        "marker": {"color": ACCENT, "cornerradius": 4},
        "hovertext": [_said(name, figures, words) for name, figures in shown.items()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _said(name: str, figures: Figures, words: Words) -> str:
    """What pointing at a bar says: "deployment: 82 % (With feedback: 1,204 / 3,311)"."""
    judged, all_ = thousands(figures.judged.count, words), thousands(figures.decisions, words)
    accuracy = percent(figures.judged.accuracy or 0, words)
    return f"{named(name)}: {accuracy} ({words.metrics.rated}: {judged} / {all_})"


def _numbers(shares: Mapping[str, float], words: Words) -> Part:
    """The shares, one under the other beside the bars, where the target doesn't cross them."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1.03] * len(shares),
        "y": list(range(len(shares))),
        "text": [percent(share, words) for share in shares.values()],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
