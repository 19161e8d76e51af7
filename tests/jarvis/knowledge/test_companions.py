"""Where an embedder goes: where the plan put it, which knows what else is in memory."""

from pathlib import Path

import pytest

from jarvis.config import Config
from jarvis.knowledge.companions import STARTER, place_of, take_up
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from jarvis.ladder import Ladder
from models.hardware import imagined
from models.placement import plan
from models.store import Store

NOWHERE = Store(Path("no-such-folder"), offline=True)


def test_a_planned_embedder_stands_beside_the_language_model_not_on_it():
    machine = imagined((24, 12), 64)
    planned = plan(NOWHERE.cards(), machine).embedding
    companion = Ladder(Config(), NOWHERE, machine).companion
    name = planned.card.name
    assert planned.devices == (1,)
    assert companion(name).devices == (0,)  # alone on the machine
    assert place_of(planned, companion, name) is planned
    assert place_of(planned, companion, STARTER).card.name == STARTER


async def test_the_embedder_is_loaded_where_the_plan_put_it(tmp_path):
    planned = plan(NOWHERE.cards(), imagined((), 8), available=frozenset({STARTER}))

    def companion(name):
        pytest.fail(f"{name} was placed once more")

    room = Knowledge(tmp_path, KnowledgeSettings())
    await take_up(room, NOWHERE, planned, companion)
    assert room.library.embedder.name == STARTER
    room.close()
