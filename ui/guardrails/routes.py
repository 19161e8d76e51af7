"""What the page's scripts ask for around guardrails: "this was wrong", and taking that back.

An appeal is feedback on the turn, so that it lands in the review queue; what the person had said
of the answer besides stays.
"""

from dataclasses import replace

from fastapi import APIRouter, Request
from pydantic import BaseModel

from jarvis.conversations import Conversations, Rating
from jarvis.judging import rate
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Verdict
from ui.guardrails.marks import GUARDRAIL
from ui.language import Language
from ui.review_routes import told
from ui.session import person_of
from ui.words import Words


class Appeal(BaseModel):
    """A check was wrong; or it wasn't after all, and the thumb is again what it was `before`."""

    wrong: bool
    before: Verdict | None = None


class Given(BaseModel):
    """What a person thinks of an answer now; `before`, what they thought until then."""

    word: Verdict | None
    reasons: tuple[str, ...]
    comment: str
    before: Verdict | None


def appealed(rating: Rating) -> Rating:
    """The rating with the appeal, beside what was said already."""
    reasons = (*taken_back(rating, None).reasons, GUARDRAIL)
    return replace(rating, word="incorrect", reasons=reasons)


def taken_back(rating: Rating, before: Verdict | None) -> Rating:
    """The rating without the appeal. Who has said more since then still finds the answer wrong."""
    reasons = tuple(reason for reason in rating.reasons if reason != GUARDRAIL)
    more = bool(reasons or rating.comment)
    return replace(rating, word=before or ("incorrect" if more else None), reasons=reasons)


def guardrail_routes(
    ledger: Ledger, store: Conversations, words: dict[Language, Words], log_file: str
) -> APIRouter:
    """The routes, under /page."""
    router = APIRouter(prefix="/page")

    @router.post("/appeal/{turn}")
    async def appeal(turn: str, said: Appeal, language: Language, request: Request) -> Given:
        speaking = words[language]
        exchange = store.exchange(turn)
        was = exchange.rating if exchange else Rating()
        now = appealed(was) if said.wrong else taken_back(was, said.before)
        with told(speaking, log_file, (speaking.rate_unknown, speaking.rate_unknown_hint)):
            await rate(ledger, store, person_of(request), turn, now)
        return Given(word=now.word, reasons=now.reasons, comment=now.comment, before=was.word)

    return router
