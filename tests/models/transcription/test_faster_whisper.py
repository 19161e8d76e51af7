"""faster-whisper in its child, with a tiny model that is real and says what it is told to."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.errors import EngineUnavailable, ModelFileInvalid
from models.transcription import Transcriber, TranscriberSpec, load
from models.transcription.whisper_service import compute_type
from tests.models.transcription import sounds, tiny

SAID = sounds.from_the_start(sounds.SENTENCES[0])
SENTENCE = sounds.sound(np.concatenate([sounds.silence(1), SAID, sounds.silence(0.5)]))


def spec(folder: Path, **fields: object) -> TranscriberSpec:
    return TranscriberSpec("tiny", str(folder), languages=("en", "es"), **fields)  # type: ignore[arg-type]


def loaded(folder: Path, **fields: object) -> Transcriber:
    return asyncio.run(load("faster_whisper", spec(folder, **fields)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.whisper(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def model(folder: Path) -> Iterator[Transcriber]:
    model = loaded(folder)
    yield model
    model.close()


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The model's folder, to be damaged."""
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_it_says_what_it_is(model: Transcriber) -> None:
    assert (model.name, model.engine, model.device) == ("tiny", "faster_whisper", "cpu")
    assert model.languages == ("en", "es")


def test_words_have_their_times(model: Transcriber) -> None:
    found = model.transcribe(SENTENCE, language="en")
    assert (found.text, found.language, found.unsure) == ("hello there", "en", False)
    assert found.confidence > 0.9
    assert found.model == "tiny"
    (segment,) = found.segments
    assert segment.end - segment.start == pytest.approx(1)
    assert 0.2 < segment.start < 1.2  # half a second before speech, which began at 1


def test_a_language_is_pinned_or_detected_among_its_own(model: Transcriber) -> None:
    assert model.transcribe(SENTENCE, language="en").language == "en"
    # French is likeliest to the model, and isn't one of its languages here.
    assert model.transcribe(SENTENCE).language == "es"
    assert model.transcribe(SENTENCE, language="fr").language == "es"


def test_hot_words_reach_the_model(model: Transcriber) -> None:
    with_them = model.transcribe(SENTENCE, language="en", hot_words=["jarvis", "hola"])
    assert with_them.text != "hello there"  # this model knows only where in its prompt it is


@pytest.mark.parametrize("kind", ["hum", "music"])
def test_nothing_is_invented(model: Transcriber, kind: str) -> None:
    for samples in sounds.nobody_spoke(kind):
        assert model.transcribe(sounds.sound(samples)).text == ""


def test_words_appear_at_a_pause_and_stay(model: Transcriber) -> None:
    listening = model.listen(language="es")
    starts = range(0, len(SENTENCE.pcm), 3200)
    texts = [listening.feed(SENTENCE.pcm[start : start + 3200]).text for start in starts]
    assert texts[:20] == [""] * 20
    assert texts[-1] == "hello there"
    found = listening.finish()
    assert (found.text, found.language) == ("hello there", "es")


def test_two_who_speak_do_not_mix(model: Transcriber) -> None:
    speaker, silent = model.listen(language="en"), model.listen()
    for start in range(0, len(SENTENCE.pcm), 8000):
        speaker.feed(SENTENCE.pcm[start : start + 8000])
        silent.feed(bytes(8000))
    assert silent.finish().text == ""
    assert speaker.finish().text == "hello there"


def test_a_long_sound_comes_in_parts(model: Transcriber) -> None:
    long = np.concatenate([np.concatenate([SAID, sounds.silence(0.6)])] * 12)
    found = model.transcribe(sounds.sound(long), language="en")
    starts = [segment.start for segment in found.segments]
    assert starts == sorted(starts)
    assert len(starts) == 3
    assert found.text == " ".join(["hello there"] * 3)


def test_where_it_thinks_that_nobody_speaks_unlikely_words_are_dropped(tmp_path: Path) -> None:
    nobody = {"<|nospeech|>": 20.0, "<|en|>": 5.0}
    unlikely = loaded(tiny.whisper(tmp_path / "unlikely", at_start=nobody, certainty=3))
    assert unlikely.transcribe(SENTENCE, language="en").text == ""
    unlikely.close()
    likely = loaded(tiny.whisper(tmp_path / "likely", at_start=nobody))
    found = likely.transcribe(SENTENCE, language="en")
    assert (found.text, found.unsure) == ("hello there", True)
    likely.close()


@pytest.mark.parametrize("file", ["config.json", "model.bin", "tokenizer.json"])
def test_an_incomplete_folder_is_refused(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(ModelFileInvalid, match="tiny") as caught:
        loaded(copy)
    assert "jarvis models pull tiny" in caught.value.hint


def test_a_damaged_file_is_refused(copy: Path) -> None:
    path = copy / "model.bin"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelFileInvalid):
        loaded(copy)


def test_a_gpu_that_is_not_here_is_said(folder: Path) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        with_gpu = loaded(folder, devices=(0,))
        assert with_gpu.device == "cuda:0"
        with_gpu.close()
        return
    with pytest.raises(EngineUnavailable, match="GPU"):
        loaded(folder, devices=(0,))


@pytest.mark.parametrize(
    ("wanted", "device", "supported", "chosen"),
    [
        ("auto", "cpu", {"int8", "float32"}, "int8"),
        ("auto", "cuda", {"float16", "int8"}, "float16"),
        ("float16", "cpu", {"int8", "float32"}, "float32"),
        ("int8_float16", "cpu", {"int8", "float32"}, "int8"),
        ("int8", "cpu", {"float32"}, "float32"),
        ("float16", "cuda", set(), "default"),
    ],
)
def test_what_a_device_cannot_compute_in_steps_down(
    wanted: str, device: str, supported: set[str], chosen: str
) -> None:
    assert compute_type(wanted, device, supported) == chosen


def test_a_type_that_the_processor_lacks_still_loads(folder: Path) -> None:
    model = loaded(folder, compute_type="float16")
    assert model.transcribe(SENTENCE, language="en").text == "hello there"
    model.close()
