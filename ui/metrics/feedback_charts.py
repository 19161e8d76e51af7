"""The chart of what people said. Pure."""

from collections.abc import Mapping

from jarvis.telemetry.grouped import Judged
from ui.charts import ACCENT, BAD, GROUND, INK, WARN, Chart, Part, layout
from ui.figures import percent, thousands
from ui.words import Words

COLOURS = {"correct": ACCENT, "partially_correct": WARN, "incorrect": BAD}
"""By the verdict, in the order in which they are drawn."""


def feedback_words(judged: Judged, words: Words) -> Chart | None:
    """Each verdict's share of all, as a ring around their number."""
    if not judged.count:
        return None
    counts = {verdict: getattr(judged, verdict) for verdict in COLOURS}
    correct, partly, incorrect = (thousands(count, words) for count in counts.values())
    return Chart(
        data=[_ring(counts, judged.count, words)],
        layout=layout(
            showlegend=True,
            legend=_legend_below(),
            annotations=[_in_the_middle(thousands(judged.count, words))],
        ),
        label=words.metrics.feedback_words_finding.format(
            correct=correct, partly=partly, incorrect=incorrect
        ),
    )


def _ring(counts: Mapping[str, int], total: int, words: Words) -> Part:
    return {
        "type": "pie",
        "values": list(counts.values()),
        "labels": [
            f"{words.verdicts[verdict]}: {thousands(count, words)} "
            f"({percent(count / total, words)})"
            for verdict, count in counts.items()
        ],
        "hole": 0.64,
        "sort": False,
        "direction": "clockwise",
        "marker": {"colors": list(COLOURS.values()), "line": {"color": GROUND, "width": 2}},
        "textinfo": "none",
        "hovertemplate": "%{label}<extra></extra>",
    }


def _in_the_middle(text: str) -> Part:
    return {"text": text, "showarrow": False, "font": {"size": 24, "color": INK}}


def _legend_below() -> Part:
    place = {"orientation": "v", "x": 0.5, "xanchor": "center", "y": -0.06, "yanchor": "top"}
    look = {"font": {"size": 13, "color": INK}, "itemclick": False, "itemdoubleclick": False}
    return place | look
