"""Classifiers on the shelf: listed after chat models, fetched like them, and never put to chat."""

from pathlib import Path

import pytest

from jarvis.shelf import TASKS, Fit, Shelf
from models.catalogue import catalogue
from models.errors import ModelNotFound
from models.residents import Residents
from models.store import Store

NAME = next(card.name for card in catalogue() if card.task == "classification")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    residents = Residents(memory=lambda: 0, room=lambda rung: True, on_change=lambda: None)
    store = Store(tmp_path / "models", offline=True)
    return Shelf(store, residents, tmp_path, fit=lambda card: Fit(True, 0), rung=_no_rung)


def _no_rung(card: object) -> None:
    raise AssertionError("a classifier is no rung of the chat models' ladder")


def test_they_come_after_the_chat_models(shelf: Shelf) -> None:
    tasks = [entry.card.task for entry in shelf.entries()]
    assert list(dict.fromkeys(tasks)) == list(TASKS)
    assert tasks == sorted(tasks, key=TASKS.index)


async def test_one_is_fetched_and_what_went_wrong_is_kept(shelf: Shelf) -> None:
    shelf.pull(NAME)
    await shelf.close()
    (entry,) = (entry for entry in shelf.entries() if entry.card.name == NAME)
    assert entry.error is not None
    assert "offline" in entry.error.message


async def test_none_is_put_to_chat(shelf: Shelf) -> None:
    with pytest.raises(ModelNotFound, match=NAME):
        await shelf.use(NAME)
