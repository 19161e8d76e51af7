"""The embedder that Jarvis uses, with the starter: at once here, in bulk in a child."""

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from models.embedding import EmbedderSpec
from models.embedding.sentence_transformers import ChildEmbedder
from models.embedding.two_speed import FEW, TwoSpeedEmbedder, open_embedder
from models.errors import GenerationFailed, ModelFileInvalid
from tests.models.embedding import tiny
from tests.models.embedding.test_numpy_bert import ODD, starter
from tests.waiting import until

pytestmark = pytest.mark.timeout(300)  # a child imports torch, on machines that others use, too

MANY = [f"Passage {n}: the sea was calm, and the sky {'very ' * (n % 40)}blue." for n in range(60)]


@pytest.fixture(scope="module")
def model() -> Iterator[TwoSpeedEmbedder]:
    model = asyncio.run(open_embedder(EmbedderSpec("starter", starter())))
    assert isinstance(model, TwoSpeedEmbedder)
    yield model
    model.close()


def bulk(model: TwoSpeedEmbedder) -> ChildEmbedder:
    return model._bulk


def test_questions_and_a_few_passages_start_no_child(tmp_path: Path) -> None:
    spec = EmbedderSpec("tiny", str(tiny.embedder(tmp_path / "tiny")))
    model = asyncio.run(open_embedder(spec))
    assert isinstance(model, TwoSpeedEmbedder)
    assert model.embed_query("the sea").shape == (tiny.WIDTH,)
    assert model.embed_passages(["the sea"] * FEW).shape == (FEW, tiny.WIDTH)
    assert model.count_tokens(["the sea"]) == 4
    assert not bulk(model).running
    model.close()


def test_many_passages_have_the_vectors_that_questions_are_held_against(
    model: TwoSpeedEmbedder,
) -> None:
    vectors = model.embed_passages([*MANY, *ODD])
    assert bulk(model).running
    expected = np.array([model.embed_query(text) for text in [*MANY, *ODD]])
    assert np.einsum("ij,ij->i", vectors, expected).min() > 0.9999


def test_a_pause_holds_the_child_up_and_no_question(model: TwoSpeedEmbedder) -> None:
    model.embed_passages(MANY)
    model.pause()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(model.embed_passages, MANY)
        assert model.embed_query("the sea").shape == (384,)
        assert not waiting.done()
        pid = bulk(model)._keeper.pid
        assert pid is not None
        assert sys.platform != "linux" or psutil.Process(pid).status() == "stopped"
        model.resume()
        assert waiting.result().shape == (len(MANY), 384)


def test_many_threads_get_their_own_vectors(model: TwoSpeedEmbedder) -> None:
    parts = [MANY[n : n + 20] for n in range(0, 40, 5)]
    alone = [[model.embed_query(text) for text in part] for part in parts]
    with ThreadPoolExecutor(8) as pool:
        for found, expected in zip(pool.map(model.embed_passages, parts), alone, strict=True):
            assert np.einsum("ij,ij->i", found, np.array(expected)).min() > 0.9999


def test_a_child_that_is_killed_fails_what_was_under_way_only(model: TwoSpeedEmbedder) -> None:
    model.pause()
    under_way = bulk(model)._keeper.call("passages", texts=MANY)
    pid = bulk(model)._keeper.pid
    assert pid is not None
    psutil.Process(pid).kill()
    with pytest.raises(GenerationFailed, match="starter"):
        under_way.result()
    model.resume()
    many = bulk(model).embed_passages(MANY)
    assert many.shape == (len(MANY), 384)
    assert bulk(model)._keeper.pid != pid


def test_a_child_without_work_goes(tmp_path: Path) -> None:
    spec = EmbedderSpec("tiny", str(tiny.embedder(tmp_path / "tiny")))
    model = asyncio.run(open_embedder(spec, linger=0.05))
    assert isinstance(model, TwoSpeedEmbedder)
    assert model.embed_passages(["the sea"] * (FEW + 1)).shape == (FEW + 1, tiny.WIDTH)
    until(lambda: not bulk(model).running)
    model.close()
    with pytest.raises(GenerationFailed, match="tiny"):
        model.embed_passages(["the sea"] * (FEW + 1))


def test_what_numpy_cannot_read_is_answered_by_the_child(tmp_path: Path) -> None:
    folder = str(tiny.embedder(tmp_path / "tiny", **tiny.XLM_ROBERTA))
    spec = EmbedderSpec("tiny", folder, query_prompt="query: ", passage_prompt="passage: ")
    model = asyncio.run(open_embedder(spec))
    assert isinstance(model, ChildEmbedder)
    assert (model.name, model.device, model.dimensions) == ("tiny", "cpu", tiny.WIDTH)
    assert 60 < model.max_tokens <= 64
    (passage,) = model.embed_passages(["the sea"])
    assert passage @ model.embed_query("the sea") < 0.999
    assert model.embed_passages([]).shape == (0, tiny.WIDTH)
    assert model.count_tokens(["the sea"]) == 4
    model.pause()
    assert model.embed_query("the sea") == pytest.approx(model.embed_query("the sea"))
    model.close()
    with pytest.raises(GenerationFailed, match="tiny"):
        model.embed_query("the sea")


def test_a_folder_that_nothing_reads_is_refused_and_leaves_no_child(tmp_path: Path) -> None:
    before = len(psutil.Process().children())
    with pytest.raises(ModelFileInvalid, match="jarvis models pull tiny"):
        asyncio.run(open_embedder(EmbedderSpec("tiny", str(tmp_path / "nothing"))))
    assert len(psutil.Process().children()) <= before
