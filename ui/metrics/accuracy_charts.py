"""Charts of how often Jarvis and other agents were right. Pure."""

from collections.abc import Mapping

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.grouped import Figures
from jarvis.telemetry_settings import TargetSettings
from ui.charts import ACCENT, BAD, GROUND, INK, WARN, Chart, layout, limit, named
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
    rated = {
        name: accuracy
        for name, figures in tasks.items()
        if (accuracy := figures.judged.accuracy) is not None
    }
    shown = dict(list(rated.items())[:SHOWN])
    if not shown:
        return None
    texts = [percent(accuracy, words) for accuracy in shown.values()]
    best, worst = max(shown, key=shown.__getitem__), min(shown, key=shown.__getitem__)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": list(shown.values()),
        "y": list(range(len(shown))),
        "width": 0.55,
        "marker": {"color": ACCENT, "cornerradius": 4},
        "hovertext": [_of(name, tasks[name], words) for name in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    numbers = {
        "type": "scatter",
        "mode": "text",
        "x": [1.03] * len(shown),
        "y": list(range(len(shown))),
        "text": texts,
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return Chart(
        data=[bars, numbers],
        layout=layout(
            xaxis=share_axis(words, range=[0, 1.14]),
            yaxis=names_axis(list(shown)),
            shapes=[limit(targets.accuracy, along="y")],
        ),
        label=words.metrics.accuracy_tasks_finding.format(
            best=best,
            high=percent(shown[best], words),
            worst=worst,
            low=percent(shown[worst], words),
        ),
    )


def _of(name: str, figures: Figures, words: Words) -> str:
    """What pointing at a bar says: "deployment: 82 % (With feedback: 1,204 / 3,311)"."""
    judged, all_ = thousands(figures.judged.count, words), thousands(figures.decisions, words)
    accuracy = percent(figures.judged.accuracy or 0, words)
    return f"{named(name)}: {accuracy} ({words.metrics.rated}: {judged} / {all_})"


def feedback_words(board: Dashboard, words: Words) -> Chart | None:
    """What people said, as shares of all that was said."""
    judged = board.total.judged
    if not judged.count:
        return None
    counts = {word: getattr(judged, word) for word in ("correct", "partially_correct", "incorrect")}
    names = [
        f"{words.verdicts[word]}: {thousands(count, words)} "
        f"({percent(count / judged.count, words)})"
        for word, count in counts.items()
    ]
    ring = {
        "type": "pie",
        "values": list(counts.values()),
        "labels": names,
        "hole": 0.64,
        "sort": False,
        "direction": "clockwise",
        "marker": {"colors": [ACCENT, WARN, BAD], "line": {"color": GROUND, "width": 2}},
        "textinfo": "none",
        "hovertemplate": "%{label}<extra></extra>",
    }
    total = {"text": thousands(judged.count, words), "showarrow": False}
    correct, partly, incorrect = (thousands(count, words) for count in counts.values())
    return Chart(
        data=[ring],
        layout=layout(
            showlegend=True,
            legend={"orientation": "v", "x": 0.5, "xanchor": "center", "y": -0.06, "yanchor": "top"}
            | {"font": {"size": 13, "color": INK}, "itemclick": False, "itemdoubleclick": False},
            annotations=[{**total, "font": {"size": 24, "color": INK}}],
        ),
        label=words.metrics.feedback_words_finding.format(
            correct=correct, partly=partly, incorrect=incorrect
        ),
    )
