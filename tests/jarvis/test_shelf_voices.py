"""Recognisers and voices on the shelf: where they would run, and whether anything runs them."""

from pathlib import Path

import pytest

from jarvis.config import Config
from jarvis.ladder import Ladder
from models import engines
from models.catalogue import Card, catalogue
from models.hardware import Hardware, imagined
from models.store import Store

VOICES = [card for card in catalogue() if card.task == "speech"]
RECOGNISERS = [card for card in catalogue() if card.task == "transcription"]
SMALL, GRAPHICS = imagined((), 8), imagined((24,), 32)


def ladder(folder: Path, machine: Hardware) -> Ladder:
    return Ladder(Config(), Store(folder / "models", offline=True), machine)


@pytest.mark.parametrize("machine", [SMALL, GRAPHICS], ids=["processor", "graphics card"])
@pytest.mark.parametrize("card", VOICES, ids=lambda card: card.name)
def test_voices_run_on_any_processor_and_speak_in_time(
    tmp_path: Path, card: Card, machine: Hardware
) -> None:
    fit = ladder(tmp_path, machine).fit(card)
    assert (fit.fits, fit.devices, fit.slow) == (True, (), False)
    assert fit.memory > card.weights_bytes


def test_a_graphics_card_takes_whisper_and_leaves_the_starter(tmp_path: Path) -> None:
    fits = {card.name: ladder(tmp_path, GRAPHICS).fit(card) for card in RECOGNISERS}
    assert fits.pop("pocketsphinx-en-us").devices == ()
    assert all(fit.devices == (0,) and not fit.slow for fit in fits.values())


def test_an_engine_is_here_for_each_of_them() -> None:
    assert {card.engine for card in (*VOICES, *RECOGNISERS)} <= engines.installed()
