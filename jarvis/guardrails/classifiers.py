"""Classifier models that take over from our own checks of toxicity and injection.

A classifier reads a text sentence by sentence. A sentence that it finds counts, whole; where our
rules found something in it that is as grave, they say of which kind it is. In other sentences what
our rules found counts nevertheless, unless they are unsure and the model's card says that the
classifier knows that kind better than any rule (`overrules`: for models that know Spanish as well
as English, and never for kinds that they weren't trained on). So an English classifier, or one
that knows insults only, adds to our rules and takes nothing away.

A classifier that breaks down steps down to our own check, for good. How models are loaded is the
business of `models.classification`, and where they run of `models.placement`.
"""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import structlog
from cachetools import LRUCache

from jarvis.guardrails.context import Context, Look
from jarvis.guardrails.finding import Check, Direction, Finding
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.policy import active, section
from jarvis.guardrails.sentences import sentences
from models import classification
from models.catalogue import Card
from models.classification import ClassifierSpec, TextClassifier
from models.errors import ModelError, ModelFileInvalid
from models.placing import Placed
from models.store import Store

SURE = 0.9
"""Score of a rule's finding that no classifier overrules: a chat template's marks, say."""

MOST_CHARACTERS = 8000
"""Of one text that a classifier reads; beyond them our own check counts alone. Measured: a model of
86 million computing weights reads about 4,000 characters a second on two slow cores."""

REMEMBERED = 4096
"""Sentences whose probabilities are kept, by hash: documents and history come with each turn."""

Span = tuple[int, int]

log = structlog.get_logger(__name__)


class Classified:
    """A check by a classifier, with our own beside it. It is a `Look`.

    Args:
        card: says what the classifier's labels mean.
        ours: our own check of the same.
        threshold: probability from which a sentence counts as found.
    """

    def __init__(
        self, classifier: TextClassifier, card: Card, ours: Look, threshold: float
    ) -> None:
        self._classifier = classifier
        self._card = card
        self._ours = ours
        self._threshold = threshold
        self._broken = False
        self._lock = threading.Lock()
        self._remembered: LRUCache[bytes, Mapping[str, float]] = LRUCache(REMEMBERED)

    def __call__(self, text: str, context: Context) -> list[Finding]:
        """What is found in a normalised text. Blocking: on a processor, about a second for 4,000
        characters.
        """
        ours = list(self._ours(text, context))
        if self._broken:
            return ours
        spans = list(_spans(text[:MOST_CHARACTERS]))
        try:
            chances = self._chances([text[start:end] for start, end in spans])
        except ModelError:
            self._step_down()
            return ours
        near = [one for one in ours if one.start < MOST_CHARACTERS]
        found = [
            finding
            for span, chance in zip(spans, chances, strict=True)
            for finding in self._told(span, chance, near)
        ]
        far = [one for one in ours if one.start >= MOST_CHARACTERS]
        return [*found, *(one for one in near if self._stands(one, found)), *far]

    def _chances(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """Each sentence's probabilities, remembered or new."""
        keys = [hashlib.sha256(text.encode(errors="replace")).digest() for text in texts]
        with self._lock:
            known = {key: self._remembered[key] for key in keys if key in self._remembered}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            told = dict(zip(new, self._classifier.classify(list(new.values())), strict=True))
            known |= told
            with self._lock:
                self._remembered.update(told)
        return [known[key] for key in keys]

    def _told(
        self, span: Span, chance: Mapping[str, float], ours: Iterable[Finding]
    ) -> list[Finding]:
        """What the classifier finds in one sentence, under the names that our rules give it."""
        theirs = self._gravest(span, chance)
        if theirs is None:
            return []
        named = {
            one.kind: replace(
                one,
                start=min(one.start, theirs.start),
                end=max(one.end, theirs.end),
                score=max(one.score, theirs.score),
            )
            for one in ours
            if _overlap(one, theirs) and one.severity >= theirs.severity
        }
        return list(named.values()) or [theirs]

    def _gravest(self, span: Span, chance: Mapping[str, float]) -> Finding | None:
        """The gravest of the labels that reach the threshold, and of those the surest."""
        reached = [
            (label.severity, chance[label.name], label.kind)
            for label in self._card.labels
            if chance.get(label.name, 0.0) >= self._threshold
        ]
        if not reached:
            return None
        severity, score, kind = max(reached)
        reason = f"a local classifier ({self._card.title}) objects to this sentence"
        return Finding(check_of(self._card), kind, *span, score, reason, severity)

    def _stands(self, one: Finding, found: Iterable[Finding]) -> bool:
        """Whether a rule's finding counts beside those of the classifier."""
        if any(_overlap(one, other) for other in found):
            return False  # it is in there
        sure = one.score >= SURE or one.end > MOST_CHARACTERS
        return sure or one.kind not in self._card.overrules

    def _step_down(self) -> None:
        with self._lock:
            broken, self._broken = self._broken, True
        if not broken:
            log.exception("classifier_broken", model=self._card.name, instead="our own check")
            self._classifier.close()


async def take_over(guards: Guards, store: Store, placed: Iterable[Placed]) -> None:
    """Load classifiers one after the other, and let each take over as soon as it is ready.

    One that can't be loaded is told in the log; our own check stays.

    Args:
        placed: which, and where (`Plan.classification`).
    """
    from jarvis.guardrails.checks import CHECKS

    for place in placed:
        check = check_of(place.card)
        if not guards.settings.classifiers or not _asked_for(guards, check):
            continue
        began = time.perf_counter()
        try:
            classifier = await _loaded(store, place)
        except ModelError as error:
            name, cause = place.card.name, error.message
            log.warning("classifier_failed", model=name, cause=cause, hint=error.hint)
            continue
        threshold = section(guards.settings, check).threshold
        guards.use(check, Classified(classifier, place.card, CHECKS[check], threshold))
        log.info(
            "classifier_ready",
            model=classifier.name,
            device=classifier.device,
            latency_ms=round((time.perf_counter() - began) * 1000),
        )


def check_of(card: Card) -> Check:
    """The check that a classifier's card serves."""
    return Check(str(card.check))


def _asked_for(guards: Guards, check: Check) -> bool:
    """Whether the policy has the check do anything."""
    return any(active(guards.settings, check, direction) for direction in Direction)


async def _loaded(store: Store, place: Placed) -> TextClassifier:
    card = place.card
    spec = ClassifierSpec(card.name, str(store.verified_path(card)), place.devices)
    classifier = await classification.load(place.engine, spec)
    if {label.name for label in card.labels}.isdisjoint(classifier.labels):
        classifier.close()
        raise ModelFileInvalid(
            f"{card.name} knows the labels {', '.join(classifier.labels)}; its card names others.",
            "Correct 'labels' in the card.",
        )
    return classifier


def _spans(text: str) -> Iterator[Span]:
    """Where the text's sentences are, less the blanks around them; those with a letter in them."""
    start = 0
    for sentence in sentences(text):
        bare = sentence.strip()
        if any(map(str.isalpha, bare)):
            begin = start + sentence.index(bare)
            yield begin, begin + len(bare)
        start += len(sentence)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end
