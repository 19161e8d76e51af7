"""Presses of the button: sound in order, words, and recognisers that break off in the middle."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from jarvis.errors import InvalidRequest, LanguageUnavailable, NotHeard
from jarvis.voice import utterances as room
from jarvis.voice.ears import Ears
from jarvis.voice.utterance import Utterance
from jarvis.voice.utterances import A_PERSON, Utterances
from models.errors import GenerationFailed, NoModelReady
from tests.waiting import until

QUESTION = "What is the capital of France?"
CHUNK = 3200


@pytest.fixture
def ears(recogniser):
    made = Ears()
    yield made
    made.close()


def chunks(pcm):
    return list(enumerate(pcm[at : at + CHUNK] for at in range(0, len(pcm), CHUNK)))


def kill(transcriber):
    os.kill(transcriber._keeper.pid, signal.SIGKILL)


def test_what_is_said_is_heard_while_it_is_said(ears, recogniser, speech):
    ears.use([recogniser()])
    utterance = Utterance(ears)
    partial = [utterance.feed(*chunk).text for chunk in chunks(speech(QUESTION))]
    heard = utterance.finish()
    assert heard.transcript.text.lower().rstrip("?.") == "what is the capital of france"
    assert any("capital" in words.lower() for words in partial)
    assert heard.note is None
    assert utterance.finish() is heard


def test_a_chunk_that_comes_twice_counts_once_and_one_that_is_missing_is_told(
    ears, recogniser, speech
):
    ears.use([recogniser()])
    utterance = Utterance(ears)
    first, second, third, *_ = chunks(speech(QUESTION))
    utterance.feed(*first)
    before = utterance.feed(*second)
    assert utterance.feed(*second) == before
    with pytest.raises(InvalidRequest):
        utterance.feed(third[0] + 1, third[1])


def test_too_long_and_half_a_sample_are_refused(ears, recogniser):
    ears.use([recogniser()])
    utterance = Utterance(ears, most_seconds=1)
    with pytest.raises(InvalidRequest, match="longer than 1 second"):
        utterance.feed(0, bytes(40_000))
    with pytest.raises(InvalidRequest, match="16-bit"):
        utterance.feed(0, bytes(3))


def test_a_press_without_a_sound_hears_nothing(ears):
    assert Utterance(ears).finish().transcript.text == ""


def test_a_recogniser_that_is_killed_steps_down_to_the_next_with_nothing_lost(
    ears, recogniser, speech
):
    ears.use([recogniser("first"), recogniser("second")])
    utterance = Utterance(ears)
    half = chunks(speech(QUESTION))
    for chunk in half[:8]:
        utterance.feed(*chunk)
    kill(recogniser.loaded["first"])
    for chunk in half[8:]:
        utterance.feed(*chunk)
    heard = utterance.finish()
    assert heard.transcript.text.lower().rstrip("?.") == "what is the capital of france"
    assert "first broke off; second listened" in heard.note.message
    assert (ears.standing().model, ears.standing().note) == ("first", None)  # it starts anew


def test_the_last_recogniser_is_started_again(ears, recogniser, speech):
    ears.use([recogniser()])
    utterance = Utterance(ears)
    for chunk in chunks(speech(QUESTION)):
        utterance.feed(*chunk)
    kill(recogniser.loaded["pocketsphinx-en-us"])
    heard = utterance.finish()
    assert "capital" in heard.transcript.text.lower()
    assert "started again" in heard.note.message


def test_a_language_that_nobody_understands_is_told_with_what_to_do(ears, recogniser, speech):
    ears.use([recogniser()])
    with pytest.raises(LanguageUnavailable, match="understands 'es'"):
        Utterance(ears, language="es").feed(*chunks(speech(QUESTION))[0])


def test_what_cannot_be_loaded_steps_down(ears, recogniser):
    def broken():
        raise GenerationFailed("The model's process ended.", "Memory may have run out.")

    ears.use([replace(recogniser("broken"), load=broken), recogniser("second")])
    assert ears.best().name == "second"
    assert "broken doesn't listen" in ears.standing().note.message


def test_without_any_recogniser_it_says_so(ears):
    ears.use([])
    assert ears.ready(0)
    with pytest.raises(NoModelReady, match="No recogniser works here"):
        ears.best()
    assert ears.standing().model == ""


def test_people_do_not_hear_each_other(ears, recogniser, speech):
    ears.use([recogniser()])
    utterances = Utterances(lambda language: Utterance(ears, language=language))
    one, other = speech(QUESTION), speech("Please read the second letter.", "rms")
    for (number, mine), (_, theirs) in zip(chunks(one), chunks(other), strict=False):
        utterances.of("anna", "a").feed(number, mine)
        utterances.of("bert", "a").feed(number, theirs)
    assert "capital" in utterances.known("anna", "a").finish().transcript.text.lower()
    assert "second" in utterances.known("bert", "a").finish().transcript.text.lower()


def test_a_hundred_presses_leave_a_handful(ears):
    utterances = Utterances(lambda language: Utterance(ears))
    for press in range(100):
        utterances.of("anna", str(press))
    utterances.of("bert", "1")
    assert len(utterances._kept) == A_PERSON + 1
    utterances.known("anna", "99")
    with pytest.raises(InvalidRequest):
        utterances.known("anna", "5")
    with pytest.raises(InvalidRequest):
        utterances.known("carol", "99")
    utterances.forget("anna", "99")
    utterances.forget("anna", "99")


def test_sound_that_waited_while_its_utterance_was_forgotten_opens_no_stream(ears, recogniser):
    began, may_load = threading.Event(), threading.Event()
    one = recogniser()

    def load():
        began.set()
        assert may_load.wait(60)
        return one.load()

    ears._settled.set()
    ears._candidates = (replace(one, load=load),)
    utterance = Utterance(ears)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(utterance.feed, 0, bytes(CHUNK))
        assert began.wait(60)
        forgotten = pool.submit(utterance.abandon)
        until(lambda: utterance._over)
        late = pool.submit(utterance.feed, 1, bytes(CHUNK))
        may_load.set()
        for done in (first, forgotten, late):
            done.result(60)
    assert utterance._listening is None


def test_what_nobody_touches_is_forgotten_without_another_press(ears, monkeypatch):
    monkeypatch.setattr(room, "KEPT_SECONDS", 0.05)
    kept = Utterances(lambda language: Utterance(ears))
    kept.of("anna", "a")
    until(lambda: not kept._kept)
    until(lambda: kept._timer is None)
    with pytest.raises(NotHeard):
        kept.known("anna", "a")
    kept.of("anna", "b")
    kept.close()
    assert (len(kept._kept), kept._timer) == (0, None)
