"""Where a re-ranker goes: after everything that is wanted more, and only if a person fetched it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.errors import ConfigError
from models.catalogue import Card, CardFile, catalogue, read_card
from models.hardware import Hardware, imagined
from models.placement import plan
from tests.models.classification.test_classifiers_placed import ALL, overfull
from tests.models.test_placement import CARDS, machines


def reranker(name: str, rank: int, *, millions: int) -> Card:
    return Card(
        name=name, title=name.upper(), summary="", task="reranking",
        engine="sentence_transformers", parameters=millions * 10**6,
        files=(CardFile("weights", millions * 4 * 10**6),), rank=rank,
    )  # fmt: skip


SMALL, LARGE = reranker("small-ranker", 1, millions=22), reranker("large-ranker", 2, millions=300)
RANKERS = (SMALL, LARGE)


def test_none_is_wanted_where_none_was_fetched() -> None:
    planned = plan((*CARDS, *RANKERS), imagined((24,), 64), available=frozenset({"starter"}))
    assert planned.reranking is None


def test_a_quick_one_comes_before_a_better_one_that_is_slow() -> None:
    placed = plan(RANKERS, imagined((), 16, cores=2)).reranking
    assert placed
    assert placed.card is SMALL
    on_gpu = plan(RANKERS, imagined((24,), 64)).reranking
    assert on_gpu
    assert (on_gpu.card, on_gpu.devices) == (LARGE, (0,))


def test_one_that_was_fetched_may_be_slow() -> None:
    placed = plan((LARGE,), imagined((), 16, cores=2)).reranking
    assert placed
    assert "slow" in placed.reason


@given(machines, st.sets(st.sampled_from([card.name for card in (*CARDS, *ALL, *RANKERS)])))
def test_it_never_crowds_anything_out(hardware: Hardware, here: set[str]) -> None:
    available = frozenset(here)
    planned = plan((*CARDS, *ALL, *RANKERS), hardware, available=available)
    without = plan(CARDS, hardware, available=available)
    assert planned.chat[:1] == without.chat[:1]
    assert (planned.embedding, planned.transcription) == (without.embedding, without.transcription)
    for rung in planned.chat[:-1]:
        companions = (planned.embedding, planned.transcription, planned.reranking)
        assert not overfull((rung, *companions, *planned.classification), hardware)


def test_ours_are_told_in_both_languages_and_run_here() -> None:
    cards = [card for card in catalogue() if card.task in ("embedding", "reranking")]
    assert {card.engine for card in cards} == {"sentence_transformers"}
    for task in ("embedding", "reranking"):
        assert any("es" in card.languages for card in cards if card.task == task)
    for card in cards:
        assert card.summary_es
        assert 0 < card.active_parameters <= card.parameters
        assert bool(card.dimensions) == (card.task == "embedding")


def test_only_embedders_have_prompts(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = """
name = "mine"
title = "Mine"
summary = "A model of my own."
task = "embedding"
engine = "sentence_transformers"
repo = "me/mine"
query_prompt = "query: "
files = [{ path = "model.safetensors", size = 1000 }]
"""
    path.write_text(text, encoding="utf-8")
    assert read_card(path).query_prompt == "query: "
    path.write_text(text.replace('"embedding"', '"reranking"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="query_prompt"):
        read_card(path)
