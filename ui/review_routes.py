"""What the page's scripts ask for around feedback: thumbs, the review queue, a turn's waterfall.

The figures of a turn may be seen by anybody who sees the Metrics tab, which is made of the same
figures: stages hold no text, and name no person. Words are shown to those who may read them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from jarvis.conversations import Conversations, Rating
from jarvis.errors import (
    ConversationNotFound,
    DecisionNotFound,
    DocumentNotFound,
    JarvisError,
    KnowledgeUnavailable,
    LedgerUnavailable,
    SpokeTooLong,
)
from jarvis.judging import judge, rate
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Verdict, Word
from jarvis.telemetry.review import Pending, pending, pending_counts
from jarvis.telemetry.traces import Trace, trace_of
from ui.charts import Chart
from ui.failure import Failure, failure
from ui.feedback import COMMENT_CHARACTERS, Bad, Good
from ui.language import Language
from ui.review_cards import Case, Page, may_read, review_cards
from ui.session import person_of
from ui.waterfall import trace_card, trace_figure
from ui.words import Words

PAGE_SIZE = 20

REVIEW_DAYS = 90
"""What is older than this waits in vain."""

STATUS: dict[type[JarvisError], int] = {
    ConversationNotFound: 404,
    DecisionNotFound: 404,
    DocumentNotFound: 404,
    KnowledgeUnavailable: 503,
    LedgerUnavailable: 503,
    SpokeTooLong: 409,
}


class Rated(BaseModel):
    """What a person says of an answer; without a word, what was said is taken back."""

    word: Verdict | None
    reasons: Annotated[list[Bad | Good], Field(max_length=10)] = []
    comment: Annotated[str, Field(max_length=COMMENT_CHARACTERS)] = ""

    def rating(self) -> Rating:
        """As it is kept."""
        return Rating(self.word, tuple(self.reasons), self.comment.strip())


class Judged(BaseModel):
    """A verdict of the review queue."""

    word: Word


class Queue(BaseModel):
    """The review queue as HTML; `seen` changes when it may have changed."""

    html: str
    seen: str


class Shown(BaseModel):
    """A turn's waterfall: HTML, and a chart if there is anything to draw."""

    html: str
    figure: Chart | None


def review_routes(
    ledger: Ledger, store: Conversations, words: dict[Language, Words], log_file: str
) -> APIRouter:
    """The routes, under /page."""
    router = APIRouter(prefix="/page")

    @router.post("/rating/{turn}", status_code=204)
    async def give_rating(turn: str, rated: Rated, language: Language, request: Request) -> None:
        said = words[language]
        with told(said, log_file, (said.rate_unknown, said.rate_unknown_hint)):
            await rate(ledger, store, person_of(request), turn, rated.rating())

    @router.post("/review/{decision}", status_code=204)
    async def give_verdict(
        decision: str, judged: Judged, language: Language, request: Request
    ) -> None:
        with told(words[language], log_file):
            await judge(ledger, store, person_of(request), decision, judged.word)

    @router.get("/review", response_model=Queue, responses={204: {"description": "As before"}})
    async def queue(
        language: Language,
        request: Request,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
        seen: str = "",
    ) -> Queue | Response:
        minute = now().replace(second=0, microsecond=0)
        fresh = f"{ledger.generation}/{minute:%d%H%M}/{offset}"
        if seen == fresh:
            return Response(status_code=204)
        with told(words[language], log_file):
            page = await ledger.read(lambda: waiting(ledger, store, person_of(request), offset))
        return Queue(html=review_cards(page, now(), words[language]), seen=fresh)

    @router.get("/trace/{decision}")
    async def trace(decision: str, language: Language) -> Shown:
        said = words[language]
        with told(said, log_file, (said.trace_unknown, "")):
            found = await ledger.read(lambda: trace_of(ledger, decision))
        return Shown(html=trace_card(found, said), figure=trace_figure(found, said))

    return router


@contextmanager
def told(words: Words, log_file: str, unknown: tuple[str, str] | None = None) -> Iterator[None]:
    """What goes wrong inside the block is answered with message and hint, for people.

    Args:
        unknown: message and hint of a turn that isn't in the ledger.
    """
    try:
        yield
    except JarvisError as error:
        said = failure(error, words, log_file)
        if unknown and isinstance(error, DecisionNotFound):
            said = Failure(*unknown, said.kind)
        raise HTTPException(STATUS.get(type(error), 400), asdict(said)) from error


def waiting(ledger: Ledger, store: Conversations, viewer: str, offset: int) -> Page:
    """A part of the review queue as `viewer` may see it. Blocking.

    Raises:
        LedgerUnavailable
    """
    since = now() - timedelta(days=REVIEW_DAYS)
    counts = pending_counts(ledger, since)
    offset = min(offset, max(0, sum(counts.values()) - 1) // PAGE_SIZE * PAGE_SIZE)
    found = pending(ledger, since, PAGE_SIZE, offset)
    return Page([_case(ledger, store, it, viewer) for it in found], counts, offset, PAGE_SIZE)


def _case(ledger: Ledger, store: Conversations, it: Pending, viewer: str) -> Case:
    exchange = store.exchange(it.id) if it.kind == "turn" else None
    if exchange is None:
        return Case(it)
    if not may_read(exchange, viewer):
        return Case(it, readable=False)
    return Case(it, exchange, retrieved=_retrieved(trace_of(ledger, it.id)))


def _retrieved(trace: Trace) -> Sequence[dict[str, Any]]:
    return [s.attributes for s in trace.stages if s.operation == Operation.RETRIEVAL]
