"""Charts of how sure decisions were, and whether rightly so. Pure."""

from collections.abc import Mapping

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.statistics import BUCKETS
from ui.charts import (
    ACCENT,
    GROUND,
    HOVER,
    INK_SOFT,
    WARN,
    Chart,
    Part,
    Tick,
    axis,
    layout,
)
from ui.figures import percent, thousands
from ui.metrics.drawing import share_axis
from ui.words import Words

BUCKET_NAMES = dict(
    zip(BUCKETS, ("0–50 %", "50–70 %", "70–85 %", "85–95 %", "95–100 %"), strict=True)
)
BUCKET_COLOURS = (WARN, INK_SOFT, INK_SOFT, ACCENT, ACCENT)


def buckets(counts: Mapping[str, int], words: Words) -> Chart | None:
    """How many decisions have which confidence."""
    total = sum(counts.values())
    if not total:
        return None
    shares = [count / total for count in counts.values()]
    bars = {
        "type": "bar",
        "x": list(range(len(shares))),
        "y": shares,
        "width": 0.7,
        "marker": {"color": list(BUCKET_COLOURS), "cornerradius": 4},
        "text": [percent(share, words) for share in shares],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            f"{BUCKET_NAMES[name]}: {thousands(count, words)}" for name, count in counts.items()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    names = [Tick(number, BUCKET_NAMES[name]) for number, name in enumerate(counts)]
    return Chart(
        data=[bars],
        layout=layout(
            margin={"l": 8, "r": 8, "t": 24, "b": 8},
            xaxis=axis(names, tickangle=0, range=[-0.5, len(shares) - 0.5]),
            yaxis=axis(visible=False, range=[0, max(shares)]),
        ),
        label=words.metrics.buckets_finding.format(
            high=percent(shares[-1] + shares[-2], words), low=percent(shares[0], words)
        ),
    )


def reliability(board: Dashboard, words: Words) -> Chart | None:
    """Accuracy of what was said with a confidence; larger points are more decisions."""
    points = [
        (bucket.confidence, bucket.accuracy, bucket.count)
        for bucket in board.calibration.buckets
        if bucket.confidence is not None and bucket.accuracy is not None
    ]
    if not points:
        return None
    most = max(count for _, _, count in points)
    said = [
        words.metrics.reliability_hover.format(
            confidence=percent(confidence, words), accuracy=percent(accuracy, words)
        )
        + f" ({thousands(count, words)})"
        for confidence, accuracy, count in points
    ]
    found = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [confidence for confidence, _, _ in points],
        "y": [accuracy for _, accuracy, _ in points],
        "line": {"color": ACCENT, "width": 2},
        "marker": {
            "color": ACCENT,
            "size": [8 + 14 * (count / most) ** 0.5 for _, _, count in points],
            "line": {"color": GROUND, "width": 2},
        },
        "text": said,
        "hovertemplate": HOVER,
        "cliponaxis": False,
    }
    perfect = {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "line": {"color": INK_SOFT, "width": 1, "dash": "dash"},
        "hoverinfo": "skip",
    }
    said_so = {"text": words.metrics.perfect, "x": 0.3, "y": 0.26, "showarrow": False}
    return Chart(
        data=[perfect, found],
        layout=layout(
            xaxis=share_axis(words, range=[0, 1.03], title=_title(words.metrics.confidence)),
            yaxis=share_axis(words, range=[0, 1.03], title=_title(words.metrics.accuracy)),
            annotations=[{**said_so, "xanchor": "left", "yanchor": "top"}],
        ),
        label=" ".join(dict.fromkeys([*said])),
    )


def _title(text: str) -> Part:
    return {"text": text, "font": {"size": 12}, "standoff": 8}
