"""espeak, out of Piper's wheel."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from models import speech
from models.catalogue import catalogue
from models.errors import ModelFileInvalid
from models.local import package_folder
from models.speech import Speaker, SpeakerSpec
from models.speech import espeak as engine
from models.speech.espeak_library import library_in


def spectrum(speaker: Speaker, text: str, language: str) -> np.ndarray:
    """The share of each of twenty bands in a text's sound."""
    heard = np.frombuffer(speaker.speak(text, language=language).pcm, "<i2").astype(float)
    power = abs(np.fft.rfft(heard)) ** 2
    bands = np.array([band.sum() for band in np.array_split(power[: power.size // 2], 20)])
    return bands / bands.sum()


def test_each_language_sounds_its_own_way(espeak: Speaker) -> None:
    text = "Jarvis lives here, general hotel chocolate."
    english, spanish, again = (spectrum(espeak, text, code) for code in ("en", "es", "en"))
    assert abs(english - again).sum() < 0.1
    assert abs(english - spanish).sum() > 0.2


async def test_it_speaks_every_language_of_its_card() -> None:
    card = next(card for card in catalogue() if card.engine == "espeak")
    data = package_folder(card.package) / "espeak-ng-data"
    spec = SpeakerSpec(card.name, str(data), card.languages)
    speaker = await speech.load("espeak", spec)
    try:
        for language in card.languages:
            assert speaker.speak("Hola", language=language).seconds > 0.1
    finally:
        speaker.close()


async def test_without_its_data_it_is_invalid_and_the_hint_says_what_to_do(tmp_path: Path) -> None:
    package = package_folder("piper")
    assert package
    library = library_in(package)
    assert library
    shutil.copy(library, tmp_path)
    with pytest.raises(ModelFileInvalid, match="data") as raised:
        await speech.load("espeak", SpeakerSpec("espeak-ng", str(tmp_path / "espeak-ng-data")))
    assert "piper-tts" in raised.value.hint


async def test_without_its_library_it_is_invalid(tmp_path: Path) -> None:
    with pytest.raises(ModelFileInvalid, match="library"):
        await speech.load("espeak", SpeakerSpec("espeak-ng", str(tmp_path / "espeak-ng-data")))


def test_where_the_library_cannot_be_used_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "package_folder", lambda _: tmp_path)
    for name in ("espeakbridge.pyd", "espeakbridge.cpython-311-darwin.so", "espeakbridge.so"):
        (tmp_path / name).write_bytes(b"no library")
        assert library_in(tmp_path)
        reason = engine.unavailable()
        assert reason
        assert "jarvis models" in reason.hint
        (tmp_path / name).unlink()
    reason = engine.unavailable()
    assert reason
    assert "isn't installed" in reason.message
