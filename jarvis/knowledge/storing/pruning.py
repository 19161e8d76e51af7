"""Leaves the commonest words out of a search that would take long for them.

BM25 is worked out for every passage that holds any of a question's words. Among many passages,
words that stand in most of them take nearly all of the time, and hardly change the order: they
weigh least. The rarest are kept, as many as together stand in a bounded number of passages.
"""

import re
import sqlite3
import threading
from itertools import accumulate

from cachetools import TTLCache

POSTINGS = 15_000
"""Passages that the terms of a search stand in, added up over the terms: 10 ms of BM25."""

COMMON = 300
"""Passages from which on counting a word takes longer than a search should wait."""

COUNTED_SECONDS = 24 * 3600

LEAST = 4
"""Terms that are kept however common: a word and its stem, twice."""

TERM = re.compile(r'(?:words|stems):"([^"]*)"')
EITHER = " OR "


class Pruning:
    """Knows how common words are. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Counting a word reads all of its places; hours later it is about as common.
        self._counts: TTLCache[str, int] = TTLCache(maxsize=50_000, ttl=COUNTED_SECONDS)

    def count_common(self, db: sqlite3.Connection) -> None:
        """Count the commonest words at once, which takes a second or two among many passages, so
        that no search waits for it; the others are counted when they are asked for, in no time.
        """
        rows = db.execute("SELECT term, doc FROM passage_terms WHERE doc >= ?", (COMMON,))
        counts = {row["term"]: int(row["doc"]) for row in rows}
        with self._lock:
            self._counts.update(counts)

    def pruned(self, db: sqlite3.Connection, match: str) -> str:
        """An expression with the same meaning, less the commonest of its alternatives.

        Args:
            match: what `question.matching` writes. Anything but alternatives comes back as it is:
                a phrase that is needed leaves few passages anyhow.
        """
        alternatives = match.split(EITHER)
        if not all(TERM.fullmatch(one) for one in alternatives):
            return match
        (passages,) = db.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()
        if passages * len(alternatives) <= POSTINGS:
            return match
        counts = {one: self._count(db, one) for one in alternatives}
        rarest = sorted(dict.fromkeys(alternatives), key=lambda one: counts[one])
        sums = accumulate(counts[one] for one in rarest)
        absent = sum(not count for count in counts.values())
        within = sum(total <= POSTINGS for total in sums)
        kept = set(rarest[: max(within, absent + LEAST)])
        return EITHER.join(one for one in alternatives if one in kept)

    def _count(self, db: sqlite3.Connection, alternative: str) -> int:
        """Passages that hold the rarest word of a term, in either column."""
        found = TERM.fullmatch(alternative)
        assert found is not None
        return min((self._word(db, word) for word in found[1].split()), default=0)

    def _word(self, db: sqlite3.Connection, word: str) -> int:
        with self._lock:
            if (count := self._counts.get(word)) is not None:
                return count
        row = db.execute("SELECT doc FROM passage_terms WHERE term = ?", (word,)).fetchone()
        count = row["doc"] if row else 0
        with self._lock:
            self._counts[word] = count
        return count
