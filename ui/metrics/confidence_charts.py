"""Charts of how sure decisions were, and whether rightly so. Pure."""

from collections.abc import Mapping, Sequence

from jarvis.telemetry.calibration import Reliability
from jarvis.telemetry.statistics import BUCKETS
from ui.charts import ACCENT, GROUND, HOVER, INK_SOFT, WARN, Chart, Part, Tick, axis, layout
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
    names = [Tick(number, BUCKET_NAMES[name]) for number, name in enumerate(counts)]
    return Chart(
        data=[_bars(counts, shares, words)],
        layout=layout(
            margin={"l": 8, "r": 8, "t": 24, "b": 8},
            xaxis=axis(names, tickangle=0, range=[-0.5, len(shares) - 0.5]),
            yaxis=axis(visible=False, range=[0, max(shares)]),
        ),
        label=words.metrics.buckets_finding.format(
            high=percent(shares[-1] + shares[-2], words), low=percent(shares[0], words)
        ),
    )


def _bars(counts: Mapping[str, int], shares: Sequence[float], words: Words) -> Part:
    return {
        "type": "bar",
        "x": list(range(len(shares))),
        "y": list(shares),
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


def reliability(found: Sequence[Reliability], words: Words) -> Chart | None:
    """Accuracy of what was said with a confidence; larger points are more decisions."""
    points = [bucket for bucket in found if bucket.count]
    if not points:
        return None
    texts = [_said(point, words) for point in points]
    return Chart(
        data=[_perfect(), _points(points, texts)],
        layout=layout(
            xaxis=share_axis(words, range=[0, 1.03], title=_title(words.metrics.confidence)),
            yaxis=share_axis(words, range=[0, 1.03], title=_title(words.metrics.accuracy)),
            annotations=[_below_the_line(words.metrics.perfect)],
        ),
        label=f"{words.metrics.reliability}: {'; '.join(texts)}.",
    )


def _points(points: Sequence[Reliability], texts: Sequence[str]) -> Part:
    most = max(point.count for point in points)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [point.confidence for point in points],
        "y": [point.accuracy for point in points],
        "line": {"color": ACCENT, "width": 2},
        "marker": {
            "color": ACCENT,
            "size": [8 + 14 * (point.count / most) ** 0.5 for point in points],
            "opacity": 1,
            "line": {"color": GROUND, "width": 2},
        },
        "text": list(texts),
        "hovertemplate": HOVER,
        "cliponaxis": False,
    }


def _said(point: Reliability, words: Words) -> str:
    told = words.metrics.reliability_hover.format(
        confidence=percent(point.confidence or 0, words),
        accuracy=percent(point.accuracy or 0, words),
    )
    return f"{told} ({thousands(point.count, words)})"


def _perfect() -> Part:
    """Where every point of somebody who is right as often as they say would lie."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "line": {"color": INK_SOFT, "width": 1, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _below_the_line(text: str) -> Part:
    place = {"x": 0.3, "y": 0.26, "xanchor": "left", "yanchor": "top"}
    return {"text": text, "showarrow": False, **place}


def _title(text: str) -> Part:
    return {"text": text, "font": {"size": 12}, "standoff": 8}
