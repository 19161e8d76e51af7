"""Classifiers of transformers, really loaded. torch is slow to import: only these tests do it."""

import os
import shutil
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.classification import ClassifierSpec, TextClassifier, load
from models.errors import GenerationFailed, ModelFileInvalid

Load = Callable[[Path], Awaitable[TextClassifier]]


@pytest.fixture(scope="module")
def tiny() -> ModuleType:
    from tests.models.classification import tiny

    return tiny


@pytest.fixture(scope="module")
def folder(tiny: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that tells a storm from the calm."""
    return tiny.save(tmp_path_factory.mktemp("models") / "calm", ("calm", "rough"))


@pytest.fixture
async def load_one() -> AsyncIterator[Load]:
    loaded: list[TextClassifier] = []

    async def one(source: Path) -> TextClassifier:
        loaded.append(await load("transformers", ClassifierSpec("tiny", str(source))))
        return loaded[-1]

    yield one
    for classifier in loaded:
        classifier.close()


@pytest.fixture
async def model(load_one: Load, folder: Path) -> TextClassifier:
    return await load_one(folder)


def test_labels_that_exclude_each_other_share_one(model: TextClassifier) -> None:
    calm, rough = model.classify(["The calm sea.", "The storm and the sea."])
    assert (model.labels, model.device) == (("calm", "rough"), "cpu")
    assert calm["calm"] > 0.9
    assert rough["rough"] > 0.9
    assert sum(calm.values()) == pytest.approx(1)


@pytest.mark.parametrize("before", [0, 20, 37, 38, 39, 76, 200, 1000])
@pytest.mark.parametrize("after", [0, 500])
def test_a_word_is_found_wherever_it_stands(model: TextClassifier, before: int, after: int) -> None:
    text = "the " * before + "storm" + " sea" * after
    assert model.classify([text])[0]["rough"] > 0.9


def test_a_long_text_without_the_word_is_calm(model: TextClassifier) -> None:
    assert model.classify(["the calm sea and sky. " * 300])[0]["rough"] < 0.1


@pytest.mark.parametrize("text", ["", " ", "\ud800\udfff", "🌊" * 50, "\x00", "مرحبا بالعالم"])
def test_every_text_has_its_probabilities(model: TextClassifier, text: str) -> None:
    assert model.classify([text])[0].keys() == {"calm", "rough"}


def test_no_text_has_none(model: TextClassifier) -> None:
    assert model.classify([]) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.sampled_from(["storm", "flood", "the", "calm", "sea", "x"]), max_size=90),
        max_size=40,
    )
)
def test_texts_together_are_read_as_each_alone(
    model: TextClassifier, texts: list[list[str]]
) -> None:
    together = model.classify([" ".join(words) for words in texts])
    for words, found in zip(texts, together, strict=True):
        (alone,) = model.classify([" ".join(words)])
        assert found == pytest.approx(alone, abs=1e-4)
        if "flood" not in words:  # this model never learnt what that does to a storm
            assert (found["rough"] > 0.5) == ("storm" in words)


async def test_labels_that_stand_together_have_each_their_own(
    tiny: ModuleType, tmp_path: Path, load_one: Load
) -> None:
    several = {"problem_type": "multi_label_classification"}
    model = await load_one(tiny.save(tmp_path / "several", tiny.WORDS, **several))
    both, one = model.classify(["a storm and a flood", "a flood"])
    assert min(both.values()) > 0.9
    assert (one["storm"] < 0.1, one["flood"] > 0.9) == (True, True)


async def test_a_lone_label_is_no_certainty(
    tiny: ModuleType, tmp_path: Path, load_one: Load
) -> None:
    model = await load_one(tiny.save(tmp_path / "one", tiny.WORDS[:1]))
    calm, storm = model.classify(["the sea", "a storm"])
    assert (calm["storm"] < 0.1, storm["storm"] > 0.9) == (True, True)


def test_many_threads_get_what_one_gets_and_add_no_thread(model: TextClassifier) -> None:
    texts = ["a storm " * n for n in range(16)]
    alone = [model.classify([text])[0] for text in texts]
    with ThreadPoolExecutor(16) as pool:
        assert [pool.submit(model.classify, [text]).result()[0] for text in texts] == alone
    ours = [t for t in threading.enumerate() if t.name.startswith("classifier")]
    assert len(ours) == 1


async def test_a_closed_classifier_says_so(load_one: Load, folder: Path) -> None:
    model = await load_one(folder)
    model.close()
    model.close()
    with pytest.raises(GenerationFailed, match="tiny"):
        model.classify(["the sea"])


def without(*names: str) -> Callable[[Path], None]:
    return lambda folder: [(folder / name).unlink() for name in names] and None


def written(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8") and None


def headless(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    kept = {name: tensor for name, tensor in weights.items() if "classifier" not in name}
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})


def no_numbers(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"].fill_(float("nan"))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


@pytest.mark.parametrize(
    "spoil",
    [
        without("config.json"),
        without("model.safetensors"),
        without("tokenizer.json", "tokenizer_config.json", "vocab.txt"),
        written("config.json", "{"),
        written("config.json", "[]"),
        written("config.json", '{"model_type": "nonesuch"}'),
        written("config.json", '{"model_type": "own", "auto_map": {"AutoConfig": "own.Config"}}'),
        written("tokenizer.json", '{"model": {}}'),
        lambda folder: os.truncate(folder / "model.safetensors", 2000),
        headless,
        no_numbers,
        shutil.rmtree,
    ],
)
async def test_a_damaged_folder_is_told_with_the_way_to_mend_it(
    spoil: Callable[[Path], None], folder: Path, tmp_path: Path
) -> None:
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    (spoilt / "own.py").write_text("raise SystemExit('code of the folder was run')")
    spoil(spoilt)
    with pytest.raises(ModelFileInvalid) as raised:
        await load("transformers", ClassifierSpec("tiny", str(spoilt)))
    assert str(spoilt) in raised.value.message
    assert "jarvis models pull tiny" in raised.value.hint
