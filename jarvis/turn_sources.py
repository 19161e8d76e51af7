"""What one turn takes from a person's documents, and which of it the answer names.

It asks the knowledge room, has the guards read what was found, and numbers it; how a search works
is the business of `jarvis.knowledge`, and how citations are told from text that of `jarvis.citing`.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from jarvis.citing import Citer, abstention
from jarvis.guardrails.quoting import Source
from jarvis.knowledge.documents import Hit, Retrieval, Scope
from jarvis.knowledge.expanding import Expansion, expand
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge.question import Question
from jarvis.stored import Cited, Grounds, Search
from jarvis.telemetry import names
from jarvis.telemetry.sources import UsedPassage
from jarvis.turn import Sourced, TurnRequest
from models.chat import ChatModel
from models.errors import ModelError
from models.types import ChatDelta, Usage

PATIENCE_SECONDS = 5.0
"""How long the first question after a start waits for the embedder; then words have to do."""

Reading = Callable[[tuple[Source, ...]], Awaitable[tuple[Source | None, ...]]]
"""The guards: texts as a model may see them, None for one that it may not."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A search, for the ledger.

    Attributes:
        began: in the seconds of `time.perf_counter`.
    """

    retrieval: Retrieval
    began: float
    seconds: float


class TurnSources:
    """The documents' part of one turn. It looks for the question as the guards let it in: what they
    hide goes no further, not even to the model that words a question anew.

    Attributes:
        searched: whether the documents were asked, and spoke.
        looked: the search itself; None where there was none.
    """

    def __init__(self, knowledge: Knowledge | None, request: TurnRequest) -> None:
        self.searched: Search = ""
        self.looked: Looked | None = None
        self._knowledge = knowledge
        self._asked = Question.of("")
        self._hits: tuple[Hit, ...] = ()
        self._given = 0
        self._strict = request.scope is not None and request.scope.strict
        self._citer: Citer | None = None

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Inside the block no document is embedded: somebody waits for an answer."""
        if self._knowledge is None:
            yield
            return
        self._knowledge.library.pause()
        try:
            yield
        finally:
            self._knowledge.library.resume()

    async def found(self, request: TurnRequest, model: ChatModel, read: Reading) -> TurnRequest:
        """The request with the passages that its answer shall rest on, as the guards let them."""
        if self._knowledge is None or request.scope is None:
            return request
        *earlier, question = [m.content for m in request.messages if m.role == "user"] or [""]
        self._asked = Question.of(question, earlier)
        if not self._asked.searchable:
            return request
        if not self._strict and not await asyncio.to_thread(
            self._knowledge.store.count, request.scope
        ):
            return request  # and nobody waits for a model that has nothing to look through
        retrieval = await self._search(self._knowledge, request.scope, model, question, earlier)
        if not retrieval.speaks:
            self.searched = "nothing"
            return request
        least = self._knowledge.settings.least_score
        hits = [hit for hit in retrieval.hits if hit.score >= least]
        texts = await read(tuple(Source(about(hit), hit.context) for hit in hits))
        pairs = [(hit, text) for hit, text in zip(hits, texts, strict=True) if text is not None]
        self._hits = tuple(hit for hit, _ in pairs)
        self._given = len(request.sources)
        self.searched = "found" if pairs else "nothing"
        return replace(request, sources=(*request.sources, *(text for _, text in pairs)))

    def fewer(self, request: TurnRequest) -> TurnRequest | None:
        """The request without its last passage, for a model that can't read so much; None if it
        has none of ours.
        """
        if not self._hits:
            return None
        self._hits = self._hits[:-1]
        if not self._hits:
            self.searched = "nothing"
        return replace(request, sources=request.sources[:-1])

    async def _search(
        self,
        knowledge: Knowledge,
        scope: Scope,
        model: ChatModel,
        question: str,
        earlier: Sequence[str],
    ) -> Retrieval:
        began = time.perf_counter()
        await asyncio.to_thread(knowledge.embedder, PATIENCE_SECONDS)
        extra: Expansion | None = None
        if knowledge.expands(model.name):
            extra = await expand(model, self._asked.text)
        retrieval = await asyncio.to_thread(
            knowledge.retriever.search,
            question,
            scope,
            knowledge.settings.passages,
            earlier=earlier,
            extra=extra,
        )
        self.looked = Looked(retrieval, began, time.perf_counter() - began)
        return retrieval

    @property
    def abstains(self) -> bool:
        """Whether the answer is that the documents don't say."""
        return self._strict and self.searched == "nothing"

    def abstention(self) -> ChatDelta:
        """The answer where the documents say nothing, and nothing else was wanted."""
        said = abstention(self._asked.text)
        return ChatDelta(said, finish_reason="stop", usage=Usage(0, 0))

    def told(self) -> Sourced | None:
        """What a page shows of it; None where no document was asked."""
        return Sourced(self.grounds()) if self.searched else None

    async def cited(
        self, pieces: AsyncIterator[ChatDelta], request: TurnRequest
    ) -> AsyncIterator[ChatDelta]:
        """The answer, its citations set right.

        Args:
            request: its `sources` are the numbered texts of the prompt.
        """
        if not self._hits or request.json_schema is not None:
            async for piece in pieces:
                yield piece
            return
        self._citer = Citer(
            [source.text for source in request.sources],
            names=[source.name for source in request.sources],
        )
        try:
            async for piece in pieces:
                yield self._citer.take(piece)
        except ModelError:
            if rest := self._citer.end():  # what it wrote before it broke off
                yield rest
            raise

    def grounds(self) -> Grounds:
        """What the answer rests on, as far as it has come."""
        doubted = self._citer.doubted if self._citer else ()
        return Grounds(self._named(), self.searched, doubted)

    def figures(self) -> dict[str, Any]:
        """The search and its sources, for the turn's row. Ids and scores, no words."""
        if not self.searched:
            return {}
        found = self.looked.retrieval.hits if self.looked else ()
        given = [
            UsedPassage(one.passage, one.document, one.score, one.dense, one.lexical, one.used)
            for one in self._named()
        ]
        return {
            names.SEARCHED: self.searched,
            names.BEST_SCORE: found[0].score if found else None,
            names.SOURCES: tuple(map(str, given)) or None,
        }

    def _named(self) -> tuple[Cited, ...]:
        """The passages by number, and which of them the answer names so far."""
        named = self._citer.cited if self._citer else frozenset()
        return tuple(
            Cited(
                number=number,
                passage=hit.passage.id,
                document=hit.passage.document,
                name=hit.passage.name,
                heading=hit.passage.heading,
                page=hit.passage.page,
                line=hit.passage.line,
                score=hit.score,
                dense=hit.dense,
                lexical=hit.lexical,
                used=number in named,
            )
            for number, hit in enumerate(self._hits, self._given + 1)
        )


def about(hit: Hit) -> str:
    """What a passage is called in a prompt: its document, where in it, and under which heading."""
    passage = hit.passage
    page = f"page {passage.page}" if passage.page else ""
    return ", ".join(part for part in (passage.name, page, passage.heading) if part)
