"""The full library, in a child: the same vectors as NumPy's, and what it refuses."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.child.keeper import Keeper
from models.embedding import EmbedderSpec
from models.embedding.numpy_bert import NumpyBertEmbedder, open_bert
from models.errors import ModelFileInvalid
from tests.models.embedding import tiny
from tests.models.embedding.test_numpy_bert import ODD, starter, weights, without, written

pytestmark = pytest.mark.timeout(300)  # a child imports torch, on machines that others use, too

TEXTS = [*ODD, "The sea is calm.", "¿Dónde está el mar?", *("the storm " * n for n in range(9))]
AGREED = 0.9999
"""Least cosine: the processor may compute in half the bits."""

ALIKE = 0.99
"""The same for random weights, which no training has made robust."""


@pytest.fixture(scope="module")
def lab() -> Iterator[Callable[..., Any]]:
    keeper = Keeper("tiny", "tests.models.embedding.laboratory:Laboratory", {})
    yield lambda call, source, **more: keeper.call(call, source=str(source), **more).result().value
    keeper.close()


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", one, other)


def in_numpy(source: str) -> NumpyBertEmbedder:
    spec = EmbedderSpec("tiny", source)
    return NumpyBertEmbedder(spec, open_bert(spec))


def test_the_starter_has_the_vectors_that_numpy_has(lab: Callable[..., Any]) -> None:
    vectors = lab("vectors", starter(), texts=TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert cosines(vectors, in_numpy(starter()).embed_passages(TEXTS)).min() > AGREED
    assert lab("count", starter(), texts=TEXTS) == in_numpy(starter()).count_tokens(TEXTS)


@pytest.mark.parametrize(
    ("pooling", "activation"), [("mean", "gelu_new"), ("cls", "gelu"), ("cls", "gelu_pytorch_tanh")]
)
def test_so_has_any_other_bert(
    lab: Callable[..., Any], tmp_path: Path, pooling: str, activation: str
) -> None:
    folder = tiny.embedder(tmp_path / "tiny", pooling=pooling, hidden_act=activation)
    vectors = lab("vectors", folder, texts=TEXTS)
    assert cosines(vectors, in_numpy(str(folder)).embed_passages(TEXTS)).min() > ALIKE


def test_another_architecture_is_read(lab: Callable[..., Any], tmp_path: Path) -> None:
    vectors = lab("vectors", tiny.embedder(tmp_path / "x", **tiny.XLM_ROBERTA), texts=TEXTS)
    assert vectors.shape == (len(TEXTS), tiny.WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


SPOILT = [
    without("config.json"),
    without("model.safetensors"),
    written("config.json", "{"),
    written("config.json", '{"model_type": "nonesuch"}'),
    written("config.json", '{"model_type": "own", "auto_map": {"AutoConfig": "own.Config"}}'),
    lambda folder: os.truncate(folder / "model.safetensors", 2000),
    weights(lambda kept: [kept[name].fill(np.nan) for name in kept]),
    shutil.rmtree,
]


@pytest.mark.parametrize("spoil", [*SPOILT, written("modules.json", '[{"type": "own.Module"}]')])
def test_a_damaged_folder_is_told_with_the_way_to_mend_it(
    lab: Callable[..., Any], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tiny.embedder(tmp_path / "spoilt", **tiny.XLM_ROBERTA)
    (folder / "own.py").write_text("raise SystemExit('code of the folder was run')")
    spoil(folder)
    with pytest.raises(ModelFileInvalid) as raised:
        lab("vectors", folder, texts=["the sea"])
    assert str(folder) in raised.value.message
    assert "jarvis models pull tiny" in raised.value.hint


def test_a_reranker_scores_between_none_and_all(lab: Callable[..., Any], tmp_path: Path) -> None:
    folder = tiny.cross_encoder(tmp_path / "tiny")
    scores = lab("scores", folder, question="the sea", texts=TEXTS)
    alone = [lab("scores", folder, question="the sea", texts=[text])[0] for text in TEXTS[:3]]
    assert scores.shape == (len(TEXTS),)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores[:3] == pytest.approx(alone, abs=0.02)


def kinds(folder: Path) -> None:
    shutil.rmtree(folder)
    tiny.cross_encoder(folder, id2label={"0": "no", "1": "yes"}, label2id={"no": 0, "yes": 1})


@pytest.mark.parametrize("spoil", [*SPOILT, kinds])
def test_a_damaged_reranker_is_told_likewise(
    lab: Callable[..., Any], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tiny.cross_encoder(tmp_path / "spoilt")
    (folder / "own.py").write_text("raise SystemExit('code of the folder was run')")
    spoil(folder)
    with pytest.raises(ModelFileInvalid, match="jarvis models pull tiny"):
        lab("scores", folder, question="", texts=["the sea"])
