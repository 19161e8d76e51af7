"""Piper, with a voice of the right form that hums: real phonemes, a real ONNX graph."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.errors import GenerationFailed, ModelFileInvalid
from models.speech import Speaker
from tests.models.speech import tiny
from tests.models.speech.conftest import load_hum

TEXTS = ["One.", "Two of them, or three.", "And a whole sentence. Then another one!"]


def test_the_same_text_sounds_the_same_and_another_one_doesnt(hum: Speaker) -> None:
    one, again, other = (hum.speak(text, language="en") for text in (TEXTS[1], TEXTS[1], TEXTS[2]))
    assert one == again != other


def test_texts_of_two_threads_are_never_mixed(hum: Speaker) -> None:
    alone = [hum.speak(text, language="en") for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: hum.speak(text, language="en"), TEXTS * 10)) == alone * 10


def test_sentences_are_joined_into_one_sound(hum: Speaker) -> None:
    parts = [hum.speak(text, language="en").seconds for text in ("How are you?", "I am well.")]
    both = hum.speak("How are you? I am well.", language="en").seconds
    assert both == pytest.approx(sum(parts), abs=0.15)


def test_brackets_are_words_and_no_phonemes(hum: Speaker) -> None:
    assert hum.speak("[[hello]]", language="en") == hum.speak("hello", language="en")


def test_the_level_is_the_voices_own(hum: Speaker) -> None:
    heard = np.frombuffer(hum.speak(TEXTS[2], language="en").pcm, "<i2").astype(int)
    assert abs(heard).max() == pytest.approx(0.3 * 32767, rel=0.01)


async def test_a_voice_of_several_people_speaks_with_its_first(tmp_path: Path) -> None:
    several = await load_hum(tiny.voice(tmp_path, speakers=2))
    assert several.speak("Hello.", language="en").seconds > 0.1
    several.close()


async def test_a_spanish_voice_reads_spanish(tmp_path: Path, hum: Speaker) -> None:
    spanish = await load_hum(tiny.voice(tmp_path, language="es"), "es")
    text = "Jarvis llega a la ciudad."
    assert spanish.speak(text, language="es") != hum.speak(text, language="en")
    with pytest.raises(GenerationFailed, match="'en'"):
        spanish.speak("Hello.", language="en")
    spanish.close()


async def test_a_voices_own_pace_counts(tmp_path: Path, hum: Speaker) -> None:
    slow = await load_hum(tiny.voice(tmp_path, inference={"length_scale": 2}))
    own = hum.speak(TEXTS[1], language="en").seconds
    assert slow.speak(TEXTS[1], language="en").seconds == pytest.approx(2 * own, 0.05)
    slow.close()


async def test_closed_it_speaks_no_more_and_what_waits_is_refused(tmp_path: Path) -> None:
    speaker = await load_hum(tiny.voice(tmp_path))
    speaker.close()
    speaker.close()
    with pytest.raises(GenerationFailed, match="unloaded"):
        speaker.speak("Hello.", language="en")


def without_onnx(onnx: Path) -> None:
    onnx.unlink()


def without_json(onnx: Path) -> None:
    Path(f"{onnx}.json").unlink()


def torn(onnx: Path) -> None:
    onnx.write_bytes(onnx.read_bytes()[:300])


def no_onnx(onnx: Path) -> None:
    onnx.write_text("a page that says: not found")


def no_json(onnx: Path) -> None:
    Path(f"{onnx}.json").write_bytes(b"\xff{")


def changed(**parts: object) -> Callable[[Path], None]:
    def change(onnx: Path) -> None:
        file = Path(f"{onnx}.json")
        file.write_text(json.dumps(json.loads(file.read_text()) | parts))

    change.__name__ = ",".join(parts)
    return change


DAMAGES = [
    without_onnx,
    without_json,
    torn,
    no_onnx,
    no_json,
    changed(audio={}),
    changed(audio={"sample_rate": 3}),
    changed(phoneme_type="pinyin"),
    changed(phoneme_id_map={"a": [14]}),
    changed(espeak={"voice": "klingon!"}),
    changed(inference={"length_scale": float("inf")}),
    changed(num_speakers=3),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_is_damaged_is_invalid_and_can_be_fetched_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    onnx = tiny.voice(tmp_path)
    damage(onnx)
    with pytest.raises(ModelFileInvalid, match="hum can't be loaded") as raised:
        asyncio.run(load_hum(onnx))
    assert "jarvis models pull hum" in raised.value.hint
