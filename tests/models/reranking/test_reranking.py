"""A re-ranker in a child, really loaded."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import GenerationFailed, ModelNotFound
from models.reranking import Reranker, RerankerSpec, load
from tests.models.embedding import tiny

pytestmark = pytest.mark.timeout(300)  # a child imports torch, on machines that others use, too

TEXTS = [" ".join(tiny.WORDS[n : n + 5]) * (n + 1) for n in range(40)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reranker]:
    folder = tiny.cross_encoder(tmp_path_factory.mktemp("models") / "tiny")
    model = asyncio.run(load("sentence_transformers", RerankerSpec("tiny", str(folder))))
    yield model
    model.close()


def test_every_text_has_its_score_in_its_place(model: Reranker) -> None:
    assert (model.name, model.device) == ("tiny", "cpu")
    scores = model.scores("the sea", TEXTS)
    assert all(0 <= score <= 1 for score in scores)
    assert len(set(scores)) > 10
    backwards = model.scores("the sea", TEXTS[::-1])
    assert backwards == pytest.approx(scores[::-1], abs=0.02)


def test_texts_of_every_kind_have_one(model: Reranker) -> None:
    texts = ["", "\ud800\udfff", "🌊" * 50, "مرحبا", "the sea " * 2_000]
    assert len(model.scores("", texts)) == len(texts)
    assert len(model.scores("the sea " * 2_000, texts)) == len(texts)
    assert model.scores("the sea", []) == []


def test_a_closed_one_refuses(tmp_path: Path) -> None:
    from models.child.keeper import Keeper
    from models.reranking.sentence_transformers import ChildReranker

    model = ChildReranker(RerankerSpec("tiny", ""), Keeper("tiny", "nothing:Nothing", {}))
    model.close()
    model.close()
    with pytest.raises(GenerationFailed, match="tiny"):
        model.scores("the sea", ["the sea"])


async def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ModelNotFound, match="nonesuch"):
        await load("nonesuch", RerankerSpec("tiny", ""))
