"""Finds the passages that answer a question, and says when none does. It knows no turn.

What either leg found is measured on both sides, fused, freed of repetitions, read again by a
re-ranker where there is one and the order is unclear, and handed out with what surrounds it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jarvis.errors import JarvisError
from jarvis.knowledge.choosing import chosen
from jarvis.knowledge.coverage import shares
from jarvis.knowledge.documents import Hit, Passage, Retrieval, Scope
from jarvis.knowledge.expanding import Expansion
from jarvis.knowledge.fusion import Evidence, score, with_extras, with_reranked
from jarvis.knowledge.legs import Legs, Meaning, Stages, Wanted, Words
from jarvis.knowledge.neighbours import REACH, joined
from jarvis.knowledge.question import Question
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder
from models.reranking import Reranker

WIDE = 50
"""Passages that each leg brings, at least."""

MOST = 100
"""Passages that can be asked for."""

RERANKED = 12
"""Passages that a re-ranker reads."""

UNCLEAR = 0.1
"""The margin of the best passage's score over the next, below which a re-ranker is asked."""

IN_CONTEXT = 10
"""Of the best, that are handed out with their neighbours."""

NO_RERANKER = "The re-ranker didn't answer: {reason}"


class Retriever:
    """Searches a person's documents. Blocking; safe from any thread.

    Args:
        embedder: the one whose vectors the index holds, while there is one.
        reranker: None while there is none.
    """

    def __init__(
        self,
        store: Store,
        index: VectorIndex,
        settings: KnowledgeSettings,
        embedder: Callable[[], Embedder | None],
        reranker: Callable[[], Reranker | None] = lambda: None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._reranker = reranker
        self._legs = Legs(store, index, embedder)

    def search(
        self,
        question: str,
        scope: Scope,
        limit: int = 10,
        *,
        earlier: Sequence[str] = (),
        extra: Expansion | None = None,
    ) -> Retrieval:
        """The passages that answer a question best, and whether they do.

        Args:
            question: as a person wrote it, of any length.
            limit: how many passages, 1 to 100.
            earlier: what they wrote before, oldest first; a follow-up takes its subject from it.
            extra: what a chat model made of the question.

        Raises:
            KnowledgeUnavailable: nothing can be searched now.
        """
        asked = Question.of(question, earlier)
        searched = self._store.count(scope) if asked.searchable else 0
        if not searched:
            return Retrieval((), asked.text, speaks=False, seconds={})
        extra, stages = extra or Expansion(), Stages()
        if extra.seconds:
            stages.seconds["expand"] = extra.seconds
        limit = max(1, min(limit, MOST))
        wordings = tuple(map(Question.of, extra.wordings))
        wanted = Wanted(asked, scope, max(WIDE, limit), wordings, extra.passage)
        meaning, words = self._legs.run(wanted, stages)
        with stages.timed("fuse"):
            hits = self._fused(wanted, meaning, words, limit)
        hits, note = self._reranked(asked.text, hits, stages)
        return Retrieval(
            hits=self._in_context(hits),
            question=asked.text,
            speaks=bool(hits) and hits[0].score >= self._settings.least_score,
            seconds=stages.seconds,
            searched=searched,
            note=" ".join(filter(None, (words.note, meaning.note, note))),
        )

    def _fused(self, wanted: Wanted, meaning: Meaning, words: Words, limit: int) -> list[Hit]:
        """What both legs found, best first."""
        pool = _quoting(wanted.question, words, dict.fromkeys((*meaning.found, *words.found)))
        passages = self._store.passages(pool)
        measured = self._legs.measured(meaning, list(passages))
        covered = _covered(wanted, list(passages.values()))
        best = max(words.bm25.values(), default=1.0)
        hits = {
            key: _hit(passage, words, best, covered[key], measured.get(key))
            for key, passage in passages.items()
        }
        ranked = sorted(hits, key=lambda key: (-hits[key].score, key))
        return [hits[key] for key in chosen(ranked, passages, limit)]

    def _reranked(self, question: str, hits: list[Hit], stages: Stages) -> tuple[list[Hit], str]:
        """The hits in a better order, where their scores leave it open; and what went wrong."""
        reranker = self._reranker() if self._settings.rerank == "auto" else None
        if reranker is None or len(hits) < 2 or hits[0].score - hits[1].score >= UNCLEAR:
            return hits, ""
        first = hits[:RERANKED]
        try:
            with stages.timed("rerank"):
                told = reranker.scores(question, [_read(hit.passage) for hit in first])
        except JarvisError as error:
            return hits, NO_RERANKER.format(reason=error.message)
        better = [
            replace(hit, reranked=one, score=with_reranked(hit.score, one))
            for hit, one in zip(first, told, strict=True)
        ]
        return sorted([*better, *hits[RERANKED:]], key=lambda hit: -hit.score), ""

    def _in_context(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        told = {hit.passage.id for hit in hits[:IN_CONTEXT]}
        near = [
            replace(
                hit,
                context=joined(hit.passage, self._store.around(hit.passage.id, REACH, REACH), told),
            )
            for hit in hits[:IN_CONTEXT]
        ]
        return (*near, *hits[IN_CONTEXT:])


def _hit(
    passage: Passage,
    words: Words,
    best: float,
    covered: float,
    measured: tuple[float, float] | None,
) -> Hit:
    """A passage with its score.

    Args:
        best: the best BM25 of all.
        covered: the share of the question's words that it has.
        measured: its cosine with the question, and how near that is.
    """
    cosine, nearness = measured or (None, None)
    exact = words.exact(passage.id)
    evidence = Evidence(
        words=covered,
        meaning=nearness,
        matching=words.bm25.get(passage.id, 0.0) / best,
        exact=len(exact) / len(words.holding) if words.holding else None,
    )
    return Hit(
        passage=passage,
        score=score(evidence),
        dense=cosine,
        lexical=words.bm25.get(passage.id),
        context=passage.text,
        exact=exact,
    )


def _quoting(asked: Question, words: Words, pool: Mapping[int, None]) -> list[int]:
    """The pool; where the question quotes, those that hold each quotation."""
    if not asked.phrases or words.note:
        return list(pool)
    held = frozenset.intersection(*(words.holding[phrase] for phrase in asked.phrases))
    return [key for key in pool if key in held]


def _covered(wanted: Wanted, passages: Sequence[Passage]) -> dict[int, float]:
    own = shares(wanted.question, passages)
    others = [shares(wording, passages) for wording in wanted.wordings]
    return {
        key: max(share, with_extras(share, [other[key] for other in others]))
        for key, share in own.items()
    }


def _read(passage: Passage) -> str:
    return f"{passage.heading}\n{passage.text}".strip()
