"""The review queue as cards. Pure: what waits comes in, what it looks like goes out.

Nobody sees another's chat: whose words may be shown is decided in here, in `may_read`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from jarvis.conversations import Exchange
from jarvis.telemetry.guardrails import OUTCOMES
from jarvis.telemetry.review import Pending
from jarvis.telemetry.tally import Tally, tallies
from ui.figures import span
from ui.guardrails.marks import name
from ui.reasoning import split_reasoning
from ui.words import Words

CUT_CHARACTERS = 360
"""Longer texts are cut until somebody wants to see all."""

PROGRAMS = "api"
"""The person of turns that programs ask for: nobody's chat."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that waits.

    Attributes:
        exchange: its words; None where they are erased, or may not be read.
        readable: whether the one who looks may read them.
        retrieved: what was looked up for it, as attributes of the stages that did.
    """

    pending: Pending
    exchange: Exchange | None = None
    readable: bool = True
    retrieved: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the queue: `counts` are of all of it, by priority."""

    cases: Sequence[Case]
    counts: Mapping[int, int]
    offset: int
    size: int


def may_read(exchange: Exchange, viewer: str) -> bool:
    """Whether its words may be shown: one's own chat, or what a program asked."""
    return exchange.person in (viewer, PROGRAMS)


def review_cards(page: Page, now: datetime, words: Words) -> str:
    """The queue: how many wait of each priority, the cards, and the way to the next ones."""
    if not any(page.counts.values()):
        return f'<p id="review-empty" class="none">{escape(words.review_empty)}</p>'
    cards = "".join(_card(case, now, words) for case in page.cases)
    return f"{_counts(page.counts, words)}{cards}{_pager(page, words)}"


def _counts(counts: Mapping[int, int], words: Words) -> str:
    items = "".join(
        f'<li class="p{priority}"><b>{counts[priority]}</b> P{priority}'
        f"<span>{escape(within)}</span></li>"
        for priority, within in enumerate(words.review_within)
    )
    return f'<ul id="review-counts">{items}</ul>'


def _card(case: Case, now: datetime, words: Words) -> str:
    it = case.pending
    return (
        f'<article id="review-{escape(it.id)}" data-turn="{escape(it.id)}" class="p{it.priority}">'
        f"{_heading(it, now, words)}{_guardrails(it, words)}{_body(case, words)}"
        f"{_thumb(case, words)}{_verdicts(it, words)}</article>"
    )


def _heading(it: Pending, now: datetime, words: Words) -> str:
    facts = [f"{it.agent} · {it.task_type}"]
    if it.confidence is not None:
        facts.append(words.review_confidence.format(percent=round(it.confidence * 100)))
    facts += [fact for fact in (it.model, it.error_type) if fact]
    listed = " · ".join(f"<span>{escape(fact)}</span>" for fact in facts)
    late = " late" if it.overdue(now) else ""
    return (
        f'<header><b class="priority">P{it.priority}</b>'
        f'<span class="facts">{listed}</span>'
        f'<span class="due{late}">{escape(_due(it, now, words))}</span></header>'
    )


def _due(it: Pending, now: datetime, words: Words) -> str:
    if it.due is None:
        return words.review_no_date
    said = words.review_overdue if it.overdue(now) else words.review_due
    return said.format(time=span(abs((it.due - now).total_seconds())))


def _guardrails(it: Pending, words: Words) -> str:
    """Of an appeal, and of a turn that was stopped: what the checks found. Kinds, no words."""
    found = tallies(it.guard_findings)
    stopped = any(OUTCOMES.get(one.action) == "blocked" for one in found)
    if not it.appeal and not stopped:
        return ""
    said = words.metrics.guard_appeal if it.appeal else words.metrics.guard_stopped
    chips = "".join(f'<span class="chip">{escape(_finding(one, words))}</span>' for one in found)
    return f'<div class="said"><b>{escape(said)}</b>{chips}</div>'


def _finding(found: Tally, words: Words) -> str:
    """Such as: question: GitHub token, masked."""
    place = words.metrics.guard_places.get(found.direction, found.direction)
    action, _ = words.guardrails.actions.get(found.action, (found.action, ""))
    times = f" ×{found.count}" if found.count > 1 else ""
    return f"{place}: {name(found.check, found.kind, words)}{times}, {action}"


def _body(case: Case, words: Words) -> str:
    it = case.pending
    if it.kind == "report":
        parts = ((words.review_decision, it.decision), (words.review_metadata, it.metadata))
        return "".join(_json(heading, text, words) for heading, text in parts if text)
    if not case.readable:
        return f'<p class="note">{escape(words.review_another)}</p>'
    if case.exchange is None:
        return f'<p class="note">{escape(words.review_erased)}</p>'
    answer = split_reasoning(case.exchange.answer)[1]
    retrieved = (json.dumps(found) for found in case.retrieved)
    return (
        _text(words.review_question, case.exchange.question, words)
        + _text(words.review_answer, answer, words)
        + "".join(_json(words.review_retrieved, found, words) for found in retrieved)
    )


def _json(heading: str, body: str, words: Words) -> str:
    """JSON with a line a value."""
    readable = json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    return _text(heading, readable, words, kind="words json")


def _text(heading: str, text: str, words: Words, kind: str = "words") -> str:
    """A text as it was written; the whole of a long one is a press away."""
    shown = f"<p>{escape(text)}</p>"
    if len(text) > CUT_CHARACTERS:
        cut = text[:CUT_CHARACTERS].rsplit(maxsplit=1)[0]
        shown = (
            f"<details><summary><span>{escape(cut)} …</span>"
            f" <b>{escape(words.review_show_all)}</b></summary>{shown}</details>"
        )
    return f'<div class="{kind}"><h4>{escape(heading)}</h4>{shown}</div>'


def _thumb(case: Case, words: Words) -> str:
    """What was said of it already. Reasons are chosen from a list, the comment is a person's."""
    it = case.pending
    if it.word is None or it.word == "withdrawn":
        return ""
    said = words.review_said.format(word=words.verdicts[it.word])
    chips = [words.rate_reasons.get(reason, reason) for reason in it.reasons]
    listed = "".join(f'<span class="chip">{escape(chip)}</span>' for chip in chips)
    comment = case.exchange.rating.comment if case.exchange else ""
    quoted = f"<blockquote>{escape(comment)}</blockquote>" if comment else ""
    return f'<div class="said"><span>{escape(said)}</span>{listed}{quoted}</div>'


def _verdicts(it: Pending, words: Words) -> str:
    buttons = "".join(
        f'<button type="button" class="quiet" data-do="verdict" data-word="{word}"'
        f' data-marked="{escape(words.review_marked.format(word=said))}">'
        f"{escape(said.capitalize())}</button>"
        for word, said in words.verdicts.items()
    )
    trace = (
        f'<button type="button" class="link" data-do="trace" data-turn="{escape(it.id)}">'
        f"{escape(words.review_trace)}</button>"
        if it.kind == "turn"
        else ""
    )
    undo = (
        '<button type="button" class="link" data-do="verdict" data-word="withdrawn">'
        f"{escape(words.undo)}</button>"
    )
    return (
        f'<div class="acts"><span class="verdicts">{buttons}</span>'
        f'<span class="marked" hidden><span role="status"></span> {undo}</span>{trace}</div>'
    )


def _pager(page: Page, words: Words) -> str:
    count = sum(page.counts.values())
    if count <= page.size and not page.offset:
        return ""
    last = page.offset + len(page.cases)
    shown = words.review_range.format(first=page.offset + 1, last=last, count=count)
    back, on = max(0, page.offset - page.size), page.offset + page.size
    return (
        f'<nav id="review-pager">{_leaf(words.review_back, back, page.offset == 0)}'
        f"<span>{escape(shown)}</span>{_leaf(words.review_on, on, last >= count)}</nav>"
    )


def _leaf(label: str, offset: int, off: bool) -> str:
    disabled = " disabled" if off else ""
    return (
        f'<button type="button" class="quiet" data-do="review-page" data-offset="{offset}"'
        f"{disabled}>{escape(label)}</button>"
    )
