"""A classifier beside our own checks: what counts, where it stands, and what happens without it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from jarvis.guardrails.classifiers import MOST_CHARACTERS, Classified, take_over
from jarvis.guardrails.context import NOTHING, Context, Look
from jarvis.guardrails.finding import Check, Direction, Finding
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings, ToxicitySettings
from models import classification
from models.catalogue import Card, CardFile, Label
from models.hardware import imagined
from models.placement import Placed, plan
from models.store import Store
from tests.jarvis.guardrails.keywords import Keywords

LABELS = (Label("insult", "insult", 2), Label("menace", "threat", 3), Label("rude", "profanity", 1))
CARD = Card(
    name="mine", title="Mine", summary="", task="classification", engine="keywords", repo="me/mine",
    files=(CardFile("label.txt", 8),), check="toxicity", labels=LABELS,
    overrules=("insult", "profanity"),
)  # fmt: skip
TEXT = "Good morning. You are a gizmo, Tom! See you at noon."


def rule(kind: str, word: str, score: float = 0.6, severity: int = 2) -> Look:
    """A rule that finds a word each time."""

    def look(text: str, context: Context) -> list[Finding]:
        at = text.find(word)
        end = at + len(word)
        found = Finding(Check.TOXICITY, kind, at, end, score, "a word", severity)
        return [found] if at >= 0 else []

    return look


def nothing(text: str, context: Context) -> list[Finding]:
    return []


def check(ours: Look = nothing, card: Card = CARD, **words: tuple[str, float]) -> Classified:
    return Classified(Keywords(**words), card, ours, threshold=0.5)


def found(look: Look, text: str = TEXT) -> list[tuple[str, str, float]]:
    return [(one.kind, text[one.start : one.end], one.score) for one in look(text, NOTHING)]


def test_a_sentence_that_it_finds_counts_whole() -> None:
    look = check(insult=("gizmo", 0.93))
    assert found(look) == [("insult", "You are a gizmo, Tom!", 0.93)]
    (finding,) = look(TEXT, NOTHING)
    assert (finding.check, finding.severity) == (Check.TOXICITY, 2)
    assert "gizmo" not in finding.reason


def test_a_sentence_below_the_threshold_does_not() -> None:
    assert found(check(insult=("gizmo", 0.49))) == []


def test_the_gravest_of_its_labels_counts() -> None:
    look = check(insult=("gizmo", 0.99), menace=("Tom", 0.6), rude=("You", 0.99))
    assert found(look) == [("threat", "You are a gizmo, Tom!", 0.6)]


def test_a_label_that_its_card_does_not_name_is_harmless() -> None:
    assert found(check(benign=("gizmo", 0.99))) == []


def test_a_rule_names_the_kind_of_what_it_finds() -> None:
    look = check(rule("hate", "a gizmo"), insult=("gizmo", 0.93))
    assert found(look) == [("hate", "You are a gizmo, Tom!", 0.93)]


def test_a_milder_rule_names_nothing() -> None:
    look = check(rule("profanity", "gizmo", severity=1), insult=("gizmo", 0.93))
    assert found(look) == [("insult", "You are a gizmo, Tom!", 0.93)]


def test_a_rule_that_reaches_over_the_sentence_keeps_its_place() -> None:
    look = check(rule("hate", "Tom! See you"), insult=("gizmo", 0.93))
    assert found(look) == [("hate", "You are a gizmo, Tom! See you", 0.93)]


@pytest.mark.parametrize(
    ("ours", "stands"),
    [
        (rule("insult", "noon"), False),
        (rule("insult", "noon", score=0.95), True),
        (rule("self_harm", "noon"), True),
    ],
)
def test_unsure_rules_are_overruled_in_what_it_knows(ours: Look, stands: bool) -> None:
    assert bool(found(check(ours))) == stands


def test_beyond_what_it_reads_the_rules_count_alone() -> None:
    text = "calm sea. " * (MOST_CHARACTERS // 10) + "You are a gizmo."
    look = check(rule("insult", "gizmo"), insult=("gizmo", 0.93))
    assert found(look, text) == [("insult", "gizmo", 0.6)]


texts = st.lists(
    st.sampled_from(["gizmo", "noon", "You", "1.", "…", "\n", "Why?", "ünï", "🌊", "-----"])
).map(" ".join)


@given(texts)
def test_without_a_word_of_its_card_it_takes_nothing_away(text: str) -> None:
    ours = rule("insult", "noon", score=0.1)
    adding = check(ours, replace(CARD, overrules=()), insult=("gizmo", 0.93))
    spans = [(one.start, one.end) for one in adding(text, NOTHING)]
    for one in ours(text, NOTHING):
        assert any(start <= one.start and one.end <= end for start, end in spans)


@given(texts)
def test_what_it_finds_stands_where_it_says(text: str) -> None:
    findings = check(insult=("gizmo", 0.93))(text, NOTHING)
    assert bool(findings) == ("gizmo" in text)
    for one in findings:
        sentence = text[one.start : one.end]
        assert "gizmo" in sentence
        assert sentence == sentence.strip()


def test_a_sentence_is_read_once() -> None:
    classifier = Keywords(insult=("gizmo", 0.93))
    look = Classified(classifier, CARD, nothing, threshold=0.5)
    first = look(TEXT, NOTHING)
    assert look(TEXT, NOTHING) == first
    look(f"{TEXT} {TEXT} And now?", NOTHING)
    assert sorted(classifier.read) == sorted({*classifier.read})
    assert "And now?" in classifier.read


def test_what_holds_no_letter_is_not_read() -> None:
    classifier = Keywords(insult=("gizmo", 0.93))
    assert Classified(classifier, CARD, nothing, 0.5)("1.\n---\n\n42!\n", NOTHING) == []
    assert classifier.read == []


def test_one_that_breaks_down_steps_down_to_our_own_check_and_says_so_once() -> None:
    classifier = Keywords(insult=("gizmo", 0.93))
    look = Classified(classifier, CARD, rule("insult", "noon"), threshold=0.5)
    assert [kind for kind, *_ in found(look)] == ["insult"]
    classifier.fails = True
    with capture_logs() as logs:
        for _ in range(3):
            assert found(look, "Again at noon.") == [("insult", "noon", 0.6)]
    assert [entry["event"] for entry in logs] == ["classifier_broken"]
    assert logs[0]["model"] == "mine"
    assert classifier.closed


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """With the model's folder, and an engine for it."""
    monkeypatch.setitem(classification.ENGINES, "keywords", "tests.jarvis.guardrails.keywords")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "label.txt").write_text("insult")
    return Store(tmp_path, offline=True)


@pytest.fixture
def placed() -> Placed:
    (place,) = plan((replace(CARD, engine="transformers"),), imagined((), 16)).classification
    return replace(place, card=CARD, engine="keywords")


def with_toxicity(**changes: str) -> GuardrailSettings:
    return GuardrailSettings(toxicity=replace(ToxicitySettings(), **changes))


async def test_it_takes_over_while_texts_are_checked(store: Store, placed: Placed) -> None:
    guards = Guards(GuardrailSettings())
    guards.load()
    assert guards.check(TEXT, Direction.OUTPUT).word == "allow"
    await take_over(guards, store, [placed])
    verdict = guards.check(TEXT, Direction.OUTPUT)
    assert verdict.word == "block"
    assert [TEXT[one.start : one.end] for one in verdict.findings] == ["You are a gizmo, Tom!"]


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (lambda folder: (folder / "label.txt").unlink(), "mine"),
        (lambda folder: (folder / "label.txt").write_text("LABEL_7"), "LABEL_7"),
    ],
)
async def test_one_that_cannot_be_used_is_told_and_the_next_one_loaded(
    store: Store, placed: Placed, spoil: Spoil, cause: str
) -> None:
    other = replace(placed, card=replace(CARD, name="other", labels=(Label("bad", "insult", 2),)))
    (store.folder / "other").mkdir()
    (store.folder / "other" / "label.txt").write_text("bad")
    spoil(store.folder / "mine")
    guards = Recorder(GuardrailSettings())
    with capture_logs() as logs:
        await take_over(guards, store, [placed, other])
    assert [entry["event"] for entry in logs] == ["classifier_failed", "classifier_ready"]
    assert cause in logs[0]["cause"]
    assert guards.used == [Check.TOXICITY]


@pytest.mark.parametrize(
    "settings",
    [
        GuardrailSettings(classifiers=False),
        with_toxicity(input="off", output="off"),
    ],
)
async def test_none_is_loaded_that_nobody_asks(
    store: Store, placed: Placed, settings: GuardrailSettings
) -> None:
    guards = Recorder(settings)
    await take_over(guards, store, [placed])
    assert guards.used == []


class Recorder(Guards):
    """Guards that note whose check was replaced."""

    def __init__(self, settings: GuardrailSettings) -> None:
        super().__init__(settings)
        self.used: list[Check] = []

    def use(self, check: Check, look: Look) -> None:
        self.used.append(check)
        super().use(check, look)
