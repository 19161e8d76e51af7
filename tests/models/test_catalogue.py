"""The cards that come with Jarvis hold together, and a wrong card is told what to correct."""

from pathlib import Path

import pytest

from jarvis.errors import ConfigError
from models.catalogue import Card, catalogue, read_card
from models.chat import ENGINES

GOOD = """
name = "mine"
title = "Mine"
summary = "A model of my own."
task = "chat"
engine = "llama_cpp"
repo = "me/mine"
context_length = 4096
kv_cache = { layers = 2, kv_heads = 1, head_dim = 64 }

[[files]]
path = "mine.gguf"
size = 1_000
"""


@pytest.fixture
def card_file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def complaint(card_file: Path, text: str) -> ConfigError:
    card_file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_card(card_file)
    assert str(card_file) in raised.value.message
    return raised.value


def test_a_card_is_read_as_it_is_written(card_file: Path) -> None:
    card_file.write_text(GOOD, encoding="utf-8")
    card = read_card(card_file)
    assert (card.name, card.repo, card.languages) == ("mine", "me/mine", ("en",))
    assert card.weights_bytes == 1000
    assert card.kv_cache is not None
    assert card.kv_cache.head_dim == 64


def test_an_unknown_key_is_named_with_the_nearest_known_one(card_file: Path) -> None:
    error = complaint(card_file, GOOD.replace("context_length", "contextlength"))
    assert "'contextlength'" in error.message
    assert "context_length" in error.hint


def test_an_unknown_key_inside_a_file_is_named_with_its_place(card_file: Path) -> None:
    error = complaint(card_file, GOOD + 'sha265 = "00"\n')
    assert "files.0.sha265" in error.message
    assert "sha256" in error.hint


def test_a_missing_key_is_named(card_file: Path) -> None:
    assert "'engine'" in complaint(card_file, GOOD.replace('engine = "llama_cpp"', "")).message


def test_a_wrong_type_is_named_with_its_value(card_file: Path) -> None:
    error = complaint(card_file, GOOD.replace("4096", '"4096"'))
    assert "'context_length'" in error.message
    assert "'4096'" in error.message


def test_an_unknown_task_is_refused_with_the_known_ones(card_file: Path) -> None:
    error = complaint(card_file, GOOD.replace('"chat"', '"chatting"'))
    assert "'embedding'" in error.message


def test_text_that_is_no_toml_is_told_where(card_file: Path) -> None:
    assert "line 1" in complaint(card_file, "name = \n").message


@pytest.mark.parametrize("name", ["../mine", "Mine", "a/b", "", "cards"])
def test_a_name_that_could_leave_the_folder_is_refused(card_file: Path, name: str) -> None:
    assert "'name'" in complaint(card_file, GOOD.replace('"mine"', f'"{name}"')).message


@pytest.mark.parametrize("path", ["/etc/passwd", "../mine.gguf", "a/../../b"])
def test_a_file_that_could_leave_the_folder_is_refused(card_file: Path, path: str) -> None:
    assert "files.path" in complaint(card_file, GOOD.replace("mine.gguf", path)).message


def test_a_card_comes_from_one_place(card_file: Path) -> None:
    assert "'package'" in complaint(card_file, 'package = "json"\n' + GOOD).message


def test_names_are_unique_and_those_of_their_files() -> None:
    folder = Path(read_card.__code__.co_filename).parent
    assert sorted(card.name for card in catalogue()) == sorted(
        path.stem for path in folder.glob("*.toml")
    )


def test_every_chat_card_names_an_engine_and_a_draft_that_exist() -> None:
    cards = {card.name: card for card in catalogue()}
    for card in cards.values():
        if card.task == "chat":
            assert card.engine in ENGINES
        if card.draft:
            draft = cards[card.draft]
            assert draft.weights_bytes < card.weights_bytes
            assert draft.engine == card.engine


def _expected_bytes(card: Card) -> tuple[float, float]:
    """The least and the most that the weights can take: bits a parameter by quantization.

    Embeddings stay at a higher precision, and weigh more in a small model.
    """
    small = card.parameters < 2_000_000_000
    low, high = {"awq": (4.2, 8.5 if small else 7.5), "q8_0": (8.4, 9.0)}.get(
        card.quantization, (4.6, 8.5 if small else 6.0)
    )
    return card.parameters * low / 8, card.parameters * high / 8


def test_sizes_and_parameters_of_chat_models_agree() -> None:
    for card in catalogue():
        if card.task == "chat":
            low, high = _expected_bytes(card)
            assert low < card.weights_bytes < high, card.name


def test_the_ladder_reaches_from_a_laptop_to_two_large_gpus_in_spanish() -> None:
    spanish = [c for c in catalogue() if c.task == "chat" and "es" in c.languages]
    for engine, least, most in [("llama_cpp", 1e9, 19e9), ("vllm", 3e9, 40e9)]:
        sizes = [card.weights_bytes for card in spanish if card.engine == engine]
        assert min(sizes) < least
        assert max(sizes) > most


@pytest.mark.parametrize("task", ["embedding", "transcription", "speech"])
def test_each_task_has_a_starter_that_needs_no_download_and_a_spanish_model(task: str) -> None:
    cards = [card for card in catalogue() if card.task == task]
    assert min(cards, key=lambda card: card.rank).package
    assert any("es" in card.languages for card in cards if card.repo)


def test_each_chat_card_says_what_it_is_good_for_in_both_languages():
    chat = [card for card in catalogue() if card.task == "chat"]
    assert [card.name for card in chat if not card.summary or not card.summary_es] == []
