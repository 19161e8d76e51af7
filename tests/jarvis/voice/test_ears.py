"""Which recogniser listens, how long one that fails rests, and that nobody waits for a lock."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from jarvis.voice import ears as room
from jarvis.voice.ears import Ears
from jarvis.voice.utterance import Utterance
from models.child.process import ChildDied
from models.errors import GenerationFailed, NoModelReady, NoRecogniser, RecogniserSteppedDown
from models.transcription.service import MOST_STREAMS
from tests.jarvis.voice.test_utterance import CHUNK, QUESTION, chunks, kill
from tests.waiting import until


@pytest.fixture
def ears(monkeypatch):
    monkeypatch.setattr(room, "SAME_DEATH_SECONDS", 0.0)
    made = Ears()
    yield made
    made.close()


def give_up(ears, recogniser, language=""):
    """What an utterance does whose recogniser's process ended; twice."""
    for _ in range(2):
        ears.after(recogniser.loaded["first"], ChildDied("It ended."), language, set())


def words(heard):
    return heard.transcript.text.lower().rstrip("?.")


def test_a_process_that_ends_twice_is_given_up_for_a_while(ears, recogniser, speech):
    ears.use([recogniser("first"), recogniser("second")])
    for _ in range(2):
        utterance = Utterance(ears)
        utterance.feed(0, speech(QUESTION)[:CHUNK])
        kill(recogniser.loaded["first"])
        utterance.feed(1, speech(QUESTION)[CHUNK:])
        assert words(utterance.finish()) == "what is the capital of france"
    now = ears.standing()
    assert now.model == "second"
    assert isinstance(now.note, RecogniserSteppedDown)
    assert "first doesn't listen" in now.note.message
    assert "after ten minutes" in now.note.hint
    assert ears.best().name == "second"


def test_after_its_rest_it_comes_back_and_nobody_waits_for_it(ears, recogniser, monkeypatch):
    monkeypatch.setattr(room, "REST_SECONDS", 0.0)
    may_load = threading.Event()
    first = recogniser("first")

    def load():
        if "first" in recogniser.loaded:
            may_load.wait(60)
        return first.load()

    ears.use([replace(first, load=load), recogniser("second")])
    give_up(ears, recogniser)
    assert ears.best().name == "second"
    assert (ears.standing().model, ears.standing().note is None) == ("second", False)
    may_load.set()
    until(lambda: ears.standing().model == "first")
    assert ears.best().name == "first"
    assert ears.standing().note is None


def test_too_many_at_once_step_down_for_that_sound_only(ears, recogniser, speech):
    ears.use([recogniser("first"), recogniser("second")])
    utterance = Utterance(ears)
    first, *rest = chunks(speech(QUESTION))
    utterance.feed(*first)
    crowd = [recogniser.loaded["first"].listen() for _ in range(MOST_STREAMS)]
    for listening in crowd:
        listening.feed(b"")
    for chunk in rest:
        utterance.feed(*chunk)
    heard = utterance.finish()
    assert words(heard) == "what is the capital of france"
    assert isinstance(heard.note, RecogniserSteppedDown)
    assert "second listened instead" in heard.note.message
    assert (ears.best().name, ears.standing().model) == ("first", "first")
    assert ears.standing().note is None


def test_a_sound_that_nobody_could_recognise_is_kept_and_tried_again(ears, recogniser, speech):
    second, broken = recogniser("second"), [GenerationFailed("No memory.", "Close something.")]

    def load():
        if broken:
            raise broken.pop()
        return second.load()

    ears.use([recogniser("first"), replace(second, load=load)])
    utterance = Utterance(ears)
    utterance.feed(0, speech(QUESTION))
    recogniser.loaded["first"].close()
    with pytest.raises(GenerationFailed):
        utterance.finish()
    heard = utterance.finish()
    assert words(heard) == "what is the capital of france"
    assert "first broke off; second listened" in heard.note.message


def test_the_only_one_for_a_language_is_never_given_up(ears, recogniser):
    ears.use([recogniser("first", ("en", "es")), recogniser("second", ("en",))])
    give_up(ears, recogniser, "es")
    assert ears.standing().model == "first"
    assert ears.best("es") is recogniser.loaded["first"]


def test_one_that_rests_serves_a_language_of_its_own_and_who_asks_for_it_by_name(
    ears, recogniser, monkeypatch
):
    ears.use([recogniser("first", ("en", "es")), recogniser("second", ("en",))])
    with monkeypatch.context() as changed:
        changed.setattr(room, "SAME_DEATH_SECONDS", 60.0)
        give_up(ears, recogniser)  # two people noticed one death
    assert (ears.standing().model, ears.standing().note) == ("first", None)
    give_up(ears, recogniser)
    assert ears.best("es").name == "first"
    assert (ears.best().name, ears.standing().model) == ("second", "second")
    ears.retry("first")
    assert (ears.best().name, ears.standing().model) == ("first", "first")
    assert ears.standing().note is None


def test_nothing_that_can_be_loaded_is_told_with_what_to_do(ears, recogniser):
    def load():
        raise GenerationFailed("No memory.", "Close something.")

    ears.use([replace(recogniser("first"), load=load)])
    with pytest.raises(NoRecogniser, match="No memory") as raised:
        ears.best("en")
    assert raised.value.hint.startswith("Close something.")
    assert isinstance(ears.standing().note, NoRecogniser)


def test_closing_waits_for_none_that_loads_and_leaves_none_behind(recogniser):
    began, may_load = threading.Event(), threading.Event()
    first = recogniser("first")

    def load():
        began.set()
        assert may_load.wait(60)
        return first.load()

    ears = Ears()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ears.use, [replace(first, load=load)]), pool.submit(began.wait, 60)]
        assert waiting[1].result()
        asking = pool.submit(ears.best)
        ears.close()
        with pytest.raises(NoModelReady, match="stopping"):
            asking.result(60)
        waiting[0].result(60)
    may_load.set()
    until(lambda: "first" in recogniser.loaded and recogniser.loaded["first"]._keeper._closed)


def test_however_many_ask_for_it_it_is_loaded_once(ears, recogniser):
    loads, first = [], recogniser("first")

    def load():
        loads.append(1)
        return first.load()

    with ThreadPoolExecutor(4) as pool:
        ears._candidates = (replace(first, load=load),)
        found = set(pool.map(lambda _: ears.best(), range(4)))
    assert (len(found), len(loads)) == (1, 1)
