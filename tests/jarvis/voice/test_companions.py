"""Where a recogniser goes: where the plan put it, which knows what else is in memory."""

from pathlib import Path

import pytest

from jarvis.config import Config
from jarvis.ladder import Ladder
from jarvis.voice.companions import STARTER, candidates, place_of
from jarvis.voice.voice import Voice
from jarvis.voice_settings import VoiceSettings
from models.hardware import imagined
from models.placement import plan
from models.store import Store

NOWHERE = Store(Path("no-such-folder"), offline=True)


def test_a_planned_recogniser_stands_beside_the_language_model_not_on_it():
    machine = imagined((24, 12), 64)
    planned = plan(NOWHERE.cards(), machine).transcription
    companion = Ladder(Config(), NOWHERE, machine).companion
    name = planned.card.name
    assert planned.devices == (1,)
    assert companion(name).devices == (0,)  # alone on the machine
    assert place_of(planned, companion, name) is planned
    assert place_of(planned, companion, STARTER).card.name == STARTER
    assert place_of(None, companion, name).devices == (0,)


def test_the_recogniser_is_loaded_where_the_plan_put_it():
    here = frozenset({STARTER})
    planned = plan(NOWHERE.cards(), imagined((), 8), available=here)

    def companion(name):
        pytest.fail(f"{name} was placed once more")

    voice = Voice(VoiceSettings(), NOWHERE)
    (candidate,) = candidates(voice, NOWHERE, planned, companion)
    loaded = candidate.load()
    assert (loaded.name, loaded.device) == (STARTER, "cpu")
    loaded.close()
    voice.close()
