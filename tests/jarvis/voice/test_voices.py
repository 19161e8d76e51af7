"""Which voice speaks: one that fails steps down to another, is told of, and is tried again."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from jarvis.voice import voices as room
from jarvis.voice.voices import LOADED, Voices
from jarvis.voice_settings import VoiceSettings
from models.errors import GenerationFailed, NoVoice, VoiceSteppedDown
from models.speech.plain import LONGEST
from models.store import Store
from tests.models.speech import tiny
from tests.waiting import until

SENTENCE = "The ferry leaves at noon, and it comes back before the evening. " * 8

CARD = """
name = "{name}"
title = "{name}"
summary = "It hums."
task = "speech"
engine = "piper"
repo = "somebody/hums"
languages = ["en"]
rank = 30
[[files]]
path = "en-us-hum.onnx"
size = 1
[[files]]
path = "en-us-hum.onnx.json"
size = 1
"""


@pytest.fixture
def hums(tmp_path):
    """A store in which voices that hum are put, by their names."""
    store = Store(tmp_path, offline=True)
    (tmp_path / "cards").mkdir()

    def put(*names):
        for name in names:
            (tmp_path / "cards" / f"{name}.toml").write_text(CARD.format(name=name), "utf-8")
            tiny.voice(tmp_path / name)
        return store

    return put


@pytest.fixture
def voices(hums):
    made = Voices(hums("hum"), VoiceSettings())
    yield made
    made.close()


def dies_over(voices, name):
    """Say something with a voice whose process ends over it."""
    with ThreadPoolExecutor(1) as pool:
        while True:
            keeper = voices._models.here(name)._keeper
            saying = pool.submit(voices.say, SENTENCE, "en", name)
            until(lambda keeper=keeper, saying=saying: keeper._calls or saying.done())
            os.kill(keeper.pid, signal.SIGKILL)
            if (said := saying.result(60)).note is not None:  # else it was quicker
                return said


def test_a_voice_whose_process_ends_is_told_of_until_it_speaks_again(voices, monkeypatch):
    assert voices.say("Yes.", "en").voice == "hum"
    said = [dies_over(voices, "hum"), voices.say("Yes.", "en", "hum")]
    assert [one.voice for one in said] == ["espeak-ng", "espeak-ng"]
    assert all(isinstance(one.note, VoiceSteppedDown) for one in said)
    assert said[1].note.message.startswith("hum doesn't speak")
    assert voices.for_language("en") == "espeak-ng"
    monkeypatch.setattr(room, "REST_SECONDS", 0.0)
    again = voices.say("Yes.", "en", "hum")
    assert (again.voice, again.note) == ("hum", None)


def odd(voices, monkeypatch):
    """Have a text fail that only this voice can't say."""
    speaker = voices._models.here("hum")
    monkeypatch.setattr(speaker, "languages", ("fr",))
    said = voices.say("Yes.", "en")
    monkeypatch.undo()
    return said


def test_one_odd_text_keeps_a_voice_that_was_chosen_from_nothing(voices, monkeypatch):
    voices.say("Yes.", "en")
    assert isinstance(odd(voices, monkeypatch).note, VoiceSteppedDown)
    unasked = voices.say("Yes.", "en")
    assert unasked.voice == "espeak-ng"
    assert isinstance(unasked.note, VoiceSteppedDown)
    chosen = voices.say("Yes.", "en", "hum")
    assert (chosen.voice, chosen.note) == ("hum", None)
    assert voices.say("Yes.", "en").voice == "hum"


def test_what_no_voice_can_say_is_told_with_what_to_do(voices):
    with pytest.raises(NoVoice, match="too long") as raised:
        voices.say("x" * (LONGEST + 1), "en")
    assert "parts" in raised.value.hint
    with pytest.raises(NoVoice, match="'xx'"):
        voices.say("x", "xx")


def test_a_voice_that_speaks_isnt_put_away_for_a_new_one(hums):
    names = [f"hum-{number}" for number in range(LOADED + 1)]
    voices = Voices(hums(*names), VoiceSettings())
    models, first = voices._models, names[0]
    cards = {card.name: card for card in voices.cards()}
    with models.using(first, lambda: voices._load(cards[first])) as speaker:
        for name in names[1:]:
            assert voices.say("Yes.", "en", name).note is None
        assert models.here(first) is speaker
        assert models.here(names[1]) is None
        assert speaker.speak("Yes.", language="en").pcm
    voices.close()
    with pytest.raises(GenerationFailed):
        speaker.speak("Yes.", language="en")
