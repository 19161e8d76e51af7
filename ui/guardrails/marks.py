"""What guardrails did to a message: a mark in its row, and what stands behind it. Pure.

`assets/marks.js` opens a mark and takes what a person says of it to `ui.guardrails.routes`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final, get_args

from jarvis.conversations import Mark, Rating, StoredMessage
from jarvis.guardrails import answer_guard
from ui.guardrails.words import Outcome
from ui.words import Words

GUARDRAIL: Final = "guardrail"
"""The reason, among those of a thumb, that says that a check was wrong."""

WITHHELD = "content_filter"
"""How an answer ended that a check has stopped."""

GRAVEST_FIRST: tuple[Outcome, ...] = get_args(Outcome)
ACTIONS: dict[str, Outcome] = {"ask_again": "ask_again", "block": "block"}
REPLACED = ("pii", "secret")
ENDED = ("repetition", "length")


def outcome(mark: Mark) -> Outcome:
    """What became of what was found."""
    if mark.action in ACTIONS:
        return ACTIONS[mark.action]
    if mark.check == "failed":
        return "unchecked"
    if mark.check == "grounding":
        return "unsupported"
    if mark.action != "mask":
        return "flag"
    if mark.check in ENDED:
        return "ended"
    return "replaced" if mark.check in REPLACED else "removed"


def name(check: str, kind: str, words: Words) -> str:
    """What was found, as a person calls it; of a kind that we have no word for, the check."""
    said = words.guardrails
    if check == "failed":
        return said.broken.format(check=said.checks.get(kind, kind))
    unknown = said.checks.get(check, check)
    return said.kinds.get(check, {}).get(kind, unknown[:1].upper() + unknown[1:])


def became(mark: Mark, words: Words) -> str:
    """What became of it."""
    by_direction = words.guardrails.outcomes[outcome(mark)]
    return by_direction.get(mark.direction, by_direction["output"])


def why(mark: Mark, words: Words) -> str:
    """How that helps."""
    said = words.guardrails.why
    return said.get(mark.kind) or said.get(mark.check, "")


def summary(marks: Sequence[Mark], words: Words) -> list[str]:
    """How often each outcome there was, in few words, the gravest first."""
    counts = Counter[Outcome]()
    for mark in marks:
        counts[outcome(mark)] += mark.count
    short = words.guardrails.short
    return [
        short[one][counts[one] > 1].format(count=counts[one])
        for one in GRAVEST_FIRST
        if counts[one]
    ]


def shield(message: StoredMessage, turn: str, rating: Rating, words: Words) -> str:
    """The button in a message's row; "" where there is nothing to tell.

    Args:
        turn: what an appeal is about: the answer, of a question the one that follows it; "" while
            there is none.
        rating: of that answer.
    """
    if not message.marks:
        return ""
    said = summary(message.marks, words)
    label = escape(words.guardrails.marks_label.format(summary=", ".join(said)))
    appealed = str(GUARDRAIL in rating.reasons).lower()
    text = "" if _is_quiet(message.marks) else f"<span>{escape(said[0])}</span>"
    return (
        f'<button type="button" class="shield {outcome(_gravest(message.marks))}" data-do="marks"'
        f' data-turn="{escape(turn)}" data-appealed="{appealed}" aria-haspopup="dialog"'
        f' title="{label}" aria-label="{label}">{text}</button>'
        f"<template>{_list(message.marks, words)}</template>"
    )


def _gravest(marks: Sequence[Mark]) -> Mark:
    return min(marks, key=lambda mark: GRAVEST_FIRST.index(outcome(mark)))


def _is_quiet(marks: Sequence[Mark]) -> bool:
    """Whether all that is told is that there are details of people."""
    return all(mark.check == "pii" and outcome(mark) == "flag" for mark in marks)


def _list(marks: Sequence[Mark], words: Words) -> str:
    ordered = sorted(marks, key=lambda mark: GRAVEST_FIRST.index(outcome(mark)))
    return f"<ul>{''.join(_item(mark, words) for mark in ordered)}</ul>"


def _item(mark: Mark, words: Words) -> str:
    times = words.guardrails.times.format(count=mark.count) if mark.count > 1 else ""
    often = f" <small>{escape(times)}</small>" if times else ""
    return (
        f"<li><b>{escape(name(mark.check, mark.kind, words))}</b>{often}"
        f"<p>{escape(became(mark, words))}</p><p>{escape(why(mark, words))}</p></li>"
    )


def withheld(message: StoredMessage, words: Words) -> tuple[StoredMessage, str]:
    """An answer without the English sentence that stands for what a check withheld of it, and the
    same in the page's language. What config.toml says of a block stays as it is.
    """
    if message.figures.finish_reason != WITHHELD:
        return message, ""
    said = words.guardrails
    notices = {answer_guard.REST_WITHHELD: said.withheld_rest, answer_guard.WITHHELD: said.withheld}
    for english, notice in notices.items():
        if message.content.endswith(english):
            shown = message.content.removesuffix(english).rstrip()
            return replace(message, content=shown), _notice(notice, said.withheld_hint)
    silent = not message.content.strip()
    return message, _notice(said.unanswered, said.unanswered_hint) if silent else ""


def _notice(told: str, hint: str) -> str:
    return f'<p class="withheld" role="note"><b>{escape(told)}</b> {escape(hint)}</p>'


def endings(message: StoredMessage, words: Words) -> list[str]:
    """What the line of figures says of how checks ended an answer."""
    said = words.guardrails
    repeated = any(mark.check == "repetition" for mark in message.marks)
    stopped = message.figures.finish_reason == WITHHELD
    lines = ((stopped, said.withheld_line), (repeated, said.ended_line))
    return [line for holds, line in lines if holds]


def marks_card(words: Words) -> str:
    """The card that a mark opens: one for all messages."""
    said = words.guardrails
    return f"""<div class="card" id="marks" popover role="dialog" aria-labelledby="marks-title"
 tabindex="-1"><h2 id="marks-title">{escape(said.marks_title)}</h2><div id="marks-list"></div>
<div class="acts"><button type="button" class="quiet" data-do="appeal"
>{escape(said.appeal)}</button><span class="noted" hidden><span role="status"
 data-noted="{escape(said.appeal_noted)}"></span>
<button type="button" class="link" data-do="take-back">{escape(words.undo)}</button></span></div>
<div class="problem" role="alert" hidden></div></div>"""
