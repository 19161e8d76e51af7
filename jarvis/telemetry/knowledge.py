"""What a person's documents did for answers in a period: how often they spoke, were cited, helped.

A turn counts where it asked documents. Who shows the figures, and how, is unknown here; so are the
names of documents, which the ledger doesn't keep.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jarvis.telemetry.filters import Filter, Selection
from jarvis.telemetry.grouped import Unit
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.names import Operation
from jarvis.telemetry.sources import passages

MOST_DOCUMENTS = 10

NAMES_A_SOURCE = "len(list_filter(coalesce(sources, []), lambda source: source[-1] = '1')) > 0"
"""SQL: whether an answer names one of the passages that it was given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Turns that asked documents.

    Attributes:
        found: those of which the documents spoke.
        citing: of these, answers that name a source.
    """

    searches: int = 0
    found: int = 0
    citing: int = 0

    @property
    def nothing(self) -> int:
        """Those of which the documents said nothing."""
        return self.searches - self.found

    @property
    def hit_rate(self) -> float | None:
        """The share of which the documents spoke."""
        return self.found / self.searches if self.searches else None

    @property
    def citing_rate(self) -> float | None:
        """Of the answers that were given sources, the share that names one."""
        return self.citing / self.found if self.found else None


@dataclass(frozen=True, slots=True)
class Thumbs:
    """What people said of answers; "partially correct" counts as neither."""

    up: int = 0
    down: int = 0

    @property
    def share_up(self) -> float | None:
        """Of those with a thumb."""
        return self.up / (self.up + self.down) if self.up + self.down else None


@dataclass(frozen=True, slots=True)
class SearchTime:
    """How long a stage of searching took, in milliseconds, exact percentiles."""

    operation: str
    runs: int
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class UsedDocument:
    """A document, by its id: in how many answers it stood, and how many named it."""

    document: str
    answers: int
    cited: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A period.

    Attributes:
        slots: by the hour or day that each began, UTC without saying so; only where turns are.
        with_sources, without: thumbs of turns, by whether their answer was given sources.
        times: the whole search first, then its stages.
        documents: the most used first.
    """

    total: Asked
    slots: Mapping[datetime, Asked]
    with_sources: Thumbs
    without: Thumbs
    times: Sequence[SearchTime]
    documents: Sequence[UsedDocument]


def knowledge(
    reader: Reader, which: Filter, at: datetime | None = None, unit: Unit = "day"
) -> Knowledge:
    """What documents did in the turns that `which` lets through. Blocking.

    Args:
        at: when the period ends, aware; now if it isn't said.

    Raises:
        LedgerUnavailable
    """
    chosen = which.select(at or now())
    slots = _slots(reader, chosen, unit)
    thumbs = _thumbs(reader, chosen)
    return Knowledge(
        total=Asked(
            sum(slot.searches for slot in slots.values()),
            sum(slot.found for slot in slots.values()),
            sum(slot.citing for slot in slots.values()),
        ),
        slots=slots,
        with_sources=thumbs.get(True, Thumbs()),
        without=thumbs.get(False, Thumbs()),
        times=_times(reader, chosen),
        documents=_documents(reader, chosen),
    )


def _slots(reader: Reader, chosen: Selection, unit: Unit) -> dict[datetime, Asked]:
    sql = f"""
        SELECT date_trunc('{unit}', created) AS slot, count(*), count_if(searched = 'found'),
            count_if(searched = 'found' AND {NAMES_A_SOURCE})
        FROM {chosen.decisions} WHERE searched IS NOT NULL
        GROUP BY slot ORDER BY slot"""
    return {slot: Asked(*counts) for slot, *counts in reader.rows(sql, chosen.parameters)}


def _thumbs(reader: Reader, chosen: Selection) -> dict[bool, Thumbs]:
    sql = f"""
        SELECT sources IS NOT NULL AS sourced, count_if(verdict = 'correct'),
            count_if(verdict = 'incorrect')
        FROM {chosen.rated} WHERE kind = 'turn' AND verdict IS NOT NULL
        GROUP BY sourced"""
    return {sourced: Thumbs(up, down) for sourced, up, down in reader.rows(sql, chosen.parameters)}


def _times(reader: Reader, chosen: Selection) -> list[SearchTime]:
    """Of turns: reading documents embeds, too, and belongs to none."""
    operations = (Operation.RETRIEVAL, Operation.EMBEDDINGS, Operation.RERANK)
    listed = ", ".join(f"'{operation}'" for operation in operations)
    sql = f"""
        SELECT operation, count(*), quantile_cont(duration_ms, 0.5),
            quantile_cont(duration_ms, 0.95)
        FROM spans WHERE created >= $since AND operation IN ({listed}) AND parent IS NOT NULL
            AND trace IN (SELECT trace FROM {chosen.decisions} WHERE searched IS NOT NULL)
        GROUP BY operation"""
    found = {row[0]: SearchTime(*row) for row in reader.rows(sql, chosen.parameters)}
    return [found[operation] for operation in operations if operation in found]


def _documents(reader: Reader, chosen: Selection) -> list[UsedDocument]:
    """Counted here: a turn has a handful of passages, of few documents."""
    answers: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    sql = f"SELECT sources, count(*) FROM {chosen.decisions} WHERE sources IS NOT NULL GROUP BY ALL"
    for written, count in reader.rows(sql, chosen.parameters):
        used = list(passages(written))
        for document in {one.document for one in used}:
            answers[document] += count
        for document in {one.document for one in used if one.used}:
            cited[document] += count
    first = sorted(answers, key=lambda one: (-cited[one], -answers[one], one))[:MOST_DOCUMENTS]
    return [UsedDocument(document, answers[document], cited[document]) for document in first]
