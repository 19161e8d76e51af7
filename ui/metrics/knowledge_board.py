"""What documents did for answers, as numbers and rows: HTML by the id of its place. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

from jarvis.telemetry.comparing import LEAST, compare
from jarvis.telemetry.knowledge import Asked, Knowledge, SearchTime, Thumbs, UsedDocument
from jarvis.telemetry.names import Operation
from ui.figures import duration, thousands
from ui.metrics.keys import figure
from ui.metrics.panels import chart, panels, place, table
from ui.metrics.tables import body, share
from ui.words import Words

UNASKED = Knowledge(Asked(), {}, Thumbs(), Thumbs(), [], [])
"""Before anything is known."""


def knowledge_frame(words: Words) -> str:
    """The section before anything is known; each place has its size from the start."""
    said = words.metrics.knowledge
    thumbs = ("", said.up, said.down, said.share_up)
    times = (said.stage, said.runs, said.median, "p95")
    used = (said.document, said.answers, said.named)
    verdict = '<p class="note" id="knowledge-verdict">&nbsp;</p>'
    return f'<p class="lead">{escape(said.introduction)}</p>' + panels(
        place(
            "knowledge-numbers",
            said.searches,
            said.searches_note,
            _numbers(UNASKED, words),
            wide=True,
        ),
        chart("knowledge-time", said.time, said.time_note, said.time_none),
        table("knowledge-documents", said.documents, said.documents_note, used, wide=False),
        table("knowledge-thumbs", said.thumbs, said.thumbs_note, thumbs, wide=False, below=verdict),
        table("knowledge-times", said.times, said.times_note, times, wide=False),
    )


def knowledge_html(period: Knowledge, names: Mapping[str, str], words: Words) -> dict[str, str]:
    """Everything but the chart.

    Args:
        names: of documents by their ids; one that isn't there is told as gone.
    """
    said = words.metrics.knowledge
    both = ((said.with_sources, period.with_sources), (said.without, period.without))
    thumbs = [(name, *_thumbs(one, words)) for name, one in both if one.up + one.down]
    times = [(said.stages[one.operation], *_time(one, words)) for one in period.times]
    used = [(names.get(one.document, said.gone), *_used(one, words)) for one in period.documents]
    return {
        "knowledge-numbers": _numbers(period, words),
        "rows-knowledge-thumbs": body(thumbs, said.thumbs_none),
        "knowledge-verdict": verdict(period.with_sources, period.without, words),
        "rows-knowledge-times": body(times, said.none),
        "rows-knowledge-documents": body(used, said.documents_none, columns=3),
    }


def _numbers(period: Knowledge, words: Words) -> str:
    """The large numbers."""
    said, total = words.metrics.knowledge, period.total
    found = said.hit_rate_note.format(count=thousands(total.found, words))
    told = (
        figure(said.asked, thousands(total.searches, words), said.asked_note),
        figure(said.hit_rate, share(total.hit_rate, words), found),
        figure(said.nothing, thousands(total.nothing, words), said.nothing_note),
        figure(said.citing, share(total.citing_rate, words), said.citing_note),
        _p95(period.times, words),
    )
    return f'<dl class="figures">{"".join(told)}</dl>'


def _p95(times: Sequence[SearchTime], words: Words) -> str:
    said = words.metrics.knowledge
    whole = next((one for one in times if one.operation == Operation.RETRIEVAL), None)
    if whole is None:
        return figure(said.p95, words.metrics.no_figure, said.p95_none)
    note = said.p95_note.format(p50=duration(whole.p50_ms, words))
    return figure(said.p95, duration(whole.p95_ms, words), note)


def verdict(sourced: Thumbs, without: Thumbs, words: Words) -> str:
    """Whether sources help, as far as so many thumbs can tell."""
    told = compare(sourced.up, sourced.up + sourced.down, without.up, without.up + without.down)
    points = sorted(round(abs(end) * 100) for end in (told.low, told.high))
    text = words.metrics.knowledge.verdicts[told.verdict]
    return escape(text.format(least=LEAST, low=points[0], high=points[1]))


def _thumbs(thumbs: Thumbs, words: Words) -> tuple[str, str, str]:
    up, down = thousands(thumbs.up, words), thousands(thumbs.down, words)
    return up, down, share(thumbs.share_up, words)


def _time(time: SearchTime, words: Words) -> tuple[str, str, str]:
    return (
        thousands(time.runs, words),
        duration(time.p50_ms, words),
        duration(time.p95_ms, words),
    )


def _used(used: UsedDocument, words: Words) -> tuple[str, str]:
    return thousands(used.answers, words), thousands(used.cited, words)
