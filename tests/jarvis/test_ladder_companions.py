"""Where a model beside the chat model goes: where the plan put it, which knows of the others."""

from pathlib import Path

import pytest

from jarvis.config import Config
from jarvis.errors import JarvisError
from jarvis.knowledge.companions import STARTER as EMBEDDER
from jarvis.ladder import Ladder
from jarvis.voice.companions import STARTER as RECOGNISER
from models.hardware import imagined
from models.placement import fits, plan
from models.store import Store

NOWHERE = Store(Path("no-such-folder"), offline=True)
TWO_GPUS = imagined((24, 12), 64)


@pytest.fixture
def planned():
    return plan(NOWHERE.cards(), TWO_GPUS)


@pytest.fixture
def companion(planned):
    ladder = Ladder(Config(), NOWHERE, TWO_GPUS)
    return lambda name: ladder.companion(planned, name)


@pytest.mark.parametrize("task", ["embedding", "transcription"])
def test_it_stands_beside_the_chat_model_not_on_it(planned, companion, task):
    placed = getattr(planned, task)
    assert planned.chat[0].devices == (0,)
    assert fits(placed.card, TWO_GPUS).devices == (0,)  # alone on the machine
    assert companion(placed.card.name).devices == placed.devices == (1,)


@pytest.mark.parametrize("starter", [EMBEDDER, RECOGNISER])
def test_what_the_plan_passed_over_has_a_place_too(companion, starter):
    assert companion(starter).card.name == starter


def test_an_unknown_one_is_refused(companion):
    with pytest.raises(JarvisError, match="nobody"):
        companion("nobody")
