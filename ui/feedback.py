"""Thumbs under an answer, and the cards in which a person says more. HTML only.

`assets/feedback.js` brings it to life, `ui.review_routes` takes what is said.
"""

import json
from html import escape
from typing import Literal, get_args

from jarvis.conversations import Rating
from ui.buttons import icon_button
from ui.words import Words, escaped

Bad = Literal[
    "not_true",
    "did_not_follow",
    "incomplete",
    "too_long",
    "out_of_date",
    "harmful",
    "guardrail",
    "other",
]
Good = Literal["accurate", "clear", "thorough", "other"]

COMMENT_CHARACTERS = 2000


def thumbs(rating: Rating, words: Words) -> str:
    """Up, down, and a menu for what lies between; the row carries what was said already."""
    buttons = (
        _thumb("rate up", words.rate_up, "correct", rating),
        _thumb("rate down", words.rate_down, "incorrect", rating),
        _thumb("rate-menu between", words.rate_more, "partially_correct", rating),
    )
    return (
        f'<span class="rating" role="group" aria-label="{escape(words.rate)}"'
        f' data-word="{rating.word or ""}" data-reasons="{escape(json.dumps(rating.reasons))}"'
        f' data-comment="{escape(rating.comment)}">{"".join(buttons)}</span>'
    )


def _thumb(kind: str, label: str, word: str, rating: Rating) -> str:
    pressed = str(word == rating.word).lower()
    return icon_button(kind, label, {"data-word": word, "aria-pressed": pressed})


def feedback_cards(words: Words) -> str:
    """The thumbs' menu, and the card that asks why: one of each, for all answers."""
    safe = escaped(words)
    return f"""<div class="card menu" id="rate-menu" popover role="menu">
<button type="button" role="menuitemcheckbox" aria-checked="false" data-do="partly"
>{safe.rate_partly}</button>
<button type="button" role="menuitem" data-do="why">{safe.rate_why}</button></div>
<form class="card" id="why" popover role="dialog" aria-labelledby="why-title"
 data-good="{safe.rate_why_good}" data-bad="{safe.rate_why_bad}"
 data-thanks="{safe.rate_thanks}" data-withdrawn="{safe.rate_withdrawn}">
<h2 id="why-title"></h2>
{_chips("bad", get_args(Bad), words)}{_chips("good", get_args(Good), words)}
<label for="why-comment">{safe.rate_comment}</label>
<textarea id="why-comment" rows="3" maxlength="{COMMENT_CHARACTERS}"></textarea>
<div class="acts"><span>{safe.rate_stays}</span>
<button type="button" class="quiet" data-do="why-skip">{safe.rate_skip}</button>
<button type="submit" class="strong">{safe.save}</button></div></form>"""


def _chips(kind: str, reasons: tuple[str, ...], words: Words) -> str:
    """Reasons of which several may be chosen."""
    chips = "".join(
        f'<label class="chip"><input type="checkbox" value="{reason}">'
        f"<span>{escape(words.rate_reasons[reason])}</span></label>"
        for reason in reasons
    )
    return f'<div class="reasons {kind}" role="group" aria-labelledby="why-title">{chips}</div>'
