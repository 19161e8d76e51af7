"""What every voice keeps to, tried on espeak and on a Piper voice in their real children."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import speech
from models.choosing import engine_module
from models.errors import GenerationFailed, ModelNotFound
from models.speech import Speaker, SpeakerSpec
from models.speech.plain import LONGEST
from models.speech.trimming import AUDIBLE, KEPT_SECONDS
from models.types import Sound
from tests.waiting import until

SENTENCE = "The ferry leaves at noon, and it comes back before the evening."
TEXTS = ["Yes.", "The ferry leaves.", SENTENCE, f"{SENTENCE} {SENTENCE}"]

ODD = [
    "a\0b",
    "\ud800 half",
    "[[",
    "[[h@l",
    "<speak>",
    "&amp;",
    "日本語",
    "مرحبا",
    "e\u0301",
    "½ €5",
]

any_text = st.text(st.characters(codec=None), max_size=60)


@pytest.fixture(scope="module", params=["espeak", "hum"])
def speaker(request: pytest.FixtureRequest) -> Speaker:
    found: Speaker = request.getfixturevalue(request.param)
    return found


def samples(sound: Sound) -> np.ndarray:
    return np.frombuffer(sound.pcm, "<i2").astype(int)


def test_it_says_what_it_is(speaker: Speaker) -> None:
    assert speaker.engine in speech.ENGINES
    assert engine_module(speech.ENGINES, speaker.engine).unavailable() is None
    assert speaker.name in ("espeak-ng", "hum")
    assert "en" in speaker.languages


def test_a_sentence_is_heard_and_isnt_clipped(speaker: Speaker) -> None:
    sound = speaker.speak(SENTENCE, language="en")
    assert sound.rate == 22_050
    assert 2 < sound.seconds < 8
    heard = samples(sound)
    assert 0.02 < np.sqrt((heard**2).mean()) / 32768 < 0.4
    assert abs(heard).max() < 32767


def test_there_is_little_silence_around_it(speaker: Speaker) -> None:
    heard = samples(speaker.speak("  Yes.   ", language="en"))
    loud = np.flatnonzero(abs(heard) >= AUDIBLE)
    kept = (KEPT_SECONDS + 0.005) * 22_050
    assert loud[0] <= kept
    assert heard.size - loud[-1] <= kept
    assert heard[0] == heard[-1] == 0


def test_a_longer_text_and_a_slower_voice_last_longer(speaker: Speaker) -> None:
    lengths = [speaker.speak(text, language="en").seconds for text in TEXTS]
    assert lengths == sorted(lengths)
    slow, own, quick = (
        speaker.speak(SENTENCE, language="en", speed=speed).seconds for speed in (0.5, 1, 2)
    )
    assert slow / own == pytest.approx(2, abs=0.3)
    assert own / quick == pytest.approx(2, abs=0.3)


@pytest.mark.parametrize(("wild", "tame"), [(0, 0.5), (-3, 0.5), (99, 2), (float("nan"), 1)])
def test_a_speed_out_of_range_is_the_nearest_one(
    speaker: Speaker, wild: float, tame: float
) -> None:
    found = speaker.speak(SENTENCE, language="en", speed=wild).seconds
    assert found == pytest.approx(speaker.speak(SENTENCE, language="en", speed=tame).seconds, 0.02)


@pytest.mark.parametrize("text", ["", "  \n", "…", "?!.,;", "```", "\0", "\ud800"])
def test_without_words_there_is_no_sound(speaker: Speaker, text: str) -> None:
    assert speaker.speak(text, language="en").pcm == b""


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_said_somehow(speaker: Speaker, text: str) -> None:
    assert speaker.speak(text, language="en").seconds < 20
    assert speaker.speak("Yes.", language="en").seconds > 0.1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=any_text, speed=st.floats(allow_nan=True))
def test_any_text_gives_a_sound_and_never_an_end(speaker: Speaker, text: str, speed: float) -> None:
    sound = speaker.speak(text, language="en", speed=speed)
    assert len(sound.pcm) % 2 == 0


def test_a_long_text_is_said_whole_and_a_huge_one_refused(speaker: Speaker) -> None:
    once = speaker.speak(f"{SENTENCE} " * 5, language="en").seconds
    assert speaker.speak(f"{SENTENCE} " * 50, language="en").seconds == pytest.approx(
        10 * once, 0.1
    )
    with pytest.raises(GenerationFailed, match="100,000 characters") as raised:
        speaker.speak("word " * 19_999 + "words", language="en")
    assert f"{LONGEST:,}" in raised.value.hint


def test_a_language_that_it_doesnt_speak_is_refused(speaker: Speaker) -> None:
    with pytest.raises(GenerationFailed, match="'ja'") as raised:
        speaker.speak("x", language="ja")
    assert "en" in raised.value.hint


def test_many_at_once_each_get_their_own(speaker: Speaker) -> None:
    alone = [speaker.speak(text, language="en").seconds for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: speaker.speak(text, language="en"), TEXTS * 8))
    assert [sound.seconds for sound in together] == pytest.approx(alone * 8, rel=0.05)


def test_killed_in_the_middle_it_fails_that_text_only(speaker: Speaker) -> None:
    before, keeper = _pid(speaker), speaker._keeper  # type: ignore[attr-defined]
    with ThreadPoolExecutor(1) as pool:
        with keeper._child._writing:  # the text is on its way, and can't be said too soon
            saying = pool.submit(speaker.speak, SENTENCE, language="en")
            until(lambda: keeper._calls)
            psutil.Process(before).kill()
        with pytest.raises(GenerationFailed, match="ended"):
            saying.result()
    assert speaker.speak("Yes.", language="en").seconds > 0.1
    assert _pid(speaker) != before


async def test_an_engine_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ModelNotFound, match="'gramophone'"):
        await speech.load("gramophone", SpeakerSpec("x", "x"))


def _pid(speaker: Speaker) -> int:
    pid = speaker._keeper.pid  # type: ignore[attr-defined]
    assert pid
    return int(pid)
