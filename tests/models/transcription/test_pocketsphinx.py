"""PocketSphinx in its child, with speech that flite says."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.errors import GenerationFailed, ModelFileInvalid, ModelNotFound
from models.local import package_folder
from models.transcription import RATE, Listening, Transcriber, TranscriberSpec, load
from models.transcription.child import ChildTranscriber
from models.transcription.pocketsphinx_service import MOST_DECODERS
from models.transcription.service import MOST_STREAMS
from models.types import Hearing, Sound
from tests.models.transcription import sounds

QUESTION, OTHER = sounds.SENTENCES[0], sounds.SENTENCES[1]


def spec(folder: Path | None = None) -> TranscriberSpec:
    package = package_folder("pocketsphinx")
    assert package
    return TranscriberSpec("pocketsphinx", str(folder or package / "model" / "en-us"))


@pytest.fixture(scope="module")
def model() -> Iterator[Transcriber]:
    model = asyncio.run(load("pocketsphinx", spec()))
    yield model
    model.close()


def hear(listening: Listening, sound: Sound, step: int = 3200) -> list[Hearing]:
    starts = range(0, len(sound.pcm), step)
    return [listening.feed(sound.pcm[start : start + step]) for start in starts]


def words(text: str) -> str:
    return text.lower()


def test_it_says_what_it_is(model: Transcriber) -> None:
    assert (model.name, model.engine, model.device) == ("pocketsphinx", "pocketsphinx", "cpu")
    assert model.languages == ("en",)


@pytest.mark.parametrize("voice", sounds.VOICES)
def test_a_sentence_is_understood(model: Transcriber, voice: str) -> None:
    found = model.transcribe(sounds.sound(sounds.say(QUESTION, voice)), language="en")
    assert found.text == QUESTION.capitalize()
    assert (found.language, found.unsure, found.model) == ("en", False, "pocketsphinx")
    assert 0.5 < found.confidence <= 1
    assert 1 < found.speech_seconds < found.seconds < 3
    (segment,) = found.segments
    assert 0 <= segment.start < 0.5 < 1.5 < segment.end <= found.seconds


def test_words_appear_while_somebody_speaks(model: Transcriber) -> None:
    listening = model.listen()
    heard = hear(listening, sounds.sound(sounds.say(QUESTION)))
    assert heard[0] == Hearing("", False, 0.1)
    half = heard[len(heard) // 2]
    assert half.text.startswith("What is the weather")
    assert half.speaking
    assert words(listening.finish().text) == QUESTION
    listening.abandon()


def test_people_who_speak_at_once_do_not_mix(model: Transcriber) -> None:
    said = [sounds.sound(sounds.say(text, "rms")) for text in (QUESTION, OTHER)] * 2
    assert len(said) > MOST_DECODERS
    listening = [model.listen() for _ in said]
    for start in range(0, max(len(sound.pcm) for sound in said), 8000):
        for one, sound in zip(listening, said, strict=True):
            one.feed(sound.pcm[start : start + 8000])
    assert [words(one.finish().text) for one in listening] == [QUESTION, OTHER] * 2


@pytest.mark.parametrize("kind", ["hum", "music"])
def test_nothing_is_invented(model: Transcriber, kind: str) -> None:
    for samples in sounds.nobody_spoke(kind):
        found = model.transcribe(sounds.sound(samples))
        assert (found.text, found.confidence, found.speech_seconds) == ("", 0, 0)


def test_the_first_word_is_whole(model: Transcriber) -> None:
    for text in ("please stop the music", "when is the meeting", "tell me about the garden"):
        found = model.transcribe(sounds.sound(sounds.from_the_start(text)))
        assert words(found.text).split()[0] == text.split()[0]


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.5])
def test_a_very_short_sound_has_no_words(model: Transcriber, seconds: float) -> None:
    found = model.transcribe(sounds.sound(sounds.silence(seconds)))
    assert (found.text, found.seconds) == ("", seconds)


def test_a_long_sound_is_heard_to_its_end(model: Transcriber) -> None:
    said = [np.concatenate([sounds.say(text), sounds.silence(0.6)]) for text in (QUESTION, OTHER)]
    found = model.transcribe(sounds.sound(np.concatenate(said * 3)))
    assert len(found.segments) == 6
    assert words(found.segments[0].text) == QUESTION
    assert words(found.segments[-1].text) == OTHER
    assert found.segments[-1].end <= found.seconds


def test_another_rate_is_understood(model: Transcriber) -> None:
    said = np.repeat(sounds.say(QUESTION), 3)  # holding each sample is a crude 48 kHz
    found = model.transcribe(Sound(sounds.sound(said).pcm, 3 * RATE))
    assert words(found.text) == QUESTION


def test_a_crash_loses_what_was_said_and_nothing_else(model: Transcriber) -> None:
    assert isinstance(model, ChildTranscriber)
    listening = model.listen()
    listening.feed(sounds.sound(sounds.say(QUESTION)).pcm[:16000])
    pid = model._keeper.pid
    assert pid
    os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    with pytest.raises(GenerationFailed):
        listening.finish()
    assert words(model.transcribe(sounds.sound(sounds.say(QUESTION))).text) == QUESTION
    with pytest.raises(GenerationFailed, match="lost") as caught:
        listening.feed(b"")
    assert "once more" in caught.value.hint


def test_forgotten_ones_do_not_pile_up(model: Transcriber) -> None:
    said = sounds.sound(sounds.say(QUESTION))
    first, *_ = listening = [model.listen() for _ in range(MOST_STREAMS + 1)]
    for one in listening:
        one.feed(b"")
    with pytest.raises(GenerationFailed, match="lost"):
        first.finish()
    for one in listening:
        one.abandon()
        one.abandon()
    assert words(model.transcribe(said).text) == QUESTION


def test_a_closed_one_refuses() -> None:
    model = asyncio.run(load("pocketsphinx", spec()))
    listening = model.listen()
    listening.feed(b"")
    model.close()
    model.close()
    listening.abandon()
    with pytest.raises(GenerationFailed, match="pocketsphinx"):
        model.transcribe(sounds.sound(sounds.silence(1)))


async def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFileInvalid, match="pocketsphinx") as caught:
        await load("pocketsphinx", spec(tmp_path))
    assert "again" in caught.value.hint


async def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ModelNotFound, match="nonesuch"):
        await load("nonesuch", spec())
