"""Where classifiers go: after everything that is wanted more, and one for each check."""

from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import Card, CardFile, Check, Label
from models.hardware import Hardware, imagined
from models.placement import Placed, plan
from models.room import room_of
from tests.models.test_placement import CARDS, machines


def classifier(name: str, check: Check, rank: int, *, mb: int) -> Card:
    return Card(
        name=name, title=name.upper(), summary="", task="classification", engine="transformers",
        parameters=mb * 250_000, files=(CardFile("weights", mb * 10**6),), rank=rank, check=check,
        labels=(Label("bad", "override"),) if check == "injection" else (Label("bad", "hate", 2),),
    )  # fmt: skip


SMALL = classifier("small", "toxicity", 1, mb=500)
LARGE = classifier("large", "toxicity", 2, mb=1100)
INJECTION = classifier("injection", "injection", 1, mb=700)
ALL = (SMALL, LARGE, INJECTION)


def names(placed: tuple[Placed, ...]) -> list[str]:
    return [one.card.name for one in placed]


def overfull(placed: tuple[Placed | None, ...], hardware: Hardware) -> bool:
    room = room_of(hardware)
    for model in filter(None, placed):
        room = room.without(model.devices, model.memory.total)
    return min(room.ram, *room.gpus.values(), 0) < 0


def test_the_best_that_is_here_serves_its_check() -> None:
    here = frozenset({"small", "large"})
    planned = plan((*CARDS, *ALL), imagined((), 16), available=here)
    assert names(planned.classification) == ["large"]


def test_none_is_wanted_where_none_was_fetched() -> None:
    planned = plan((*CARDS, *ALL), imagined((24,), 64), available=frozenset({"starter"}))
    assert planned.classification == ()


def test_an_engine_that_is_missing_places_none() -> None:
    planned = plan((*CARDS, *ALL), imagined((), 16), engines=frozenset({"llama_cpp"}))
    assert planned.classification == ()


def test_one_that_was_fetched_may_be_slow() -> None:
    (placed,) = plan((LARGE,), imagined((), 16, cores=1)).classification
    assert placed.devices == ()
    assert "slow" in placed.reason


@given(machines, st.sets(st.sampled_from([card.name for card in (*CARDS, *ALL)])))
def test_classifiers_never_crowd_anything_out(hardware: Hardware, here: set[str]) -> None:
    available = frozenset(here)
    planned = plan((*CARDS, *ALL), hardware, available=available)
    without = plan(CARDS, hardware, available=available)
    assert planned.chat[:1] == without.chat[:1]
    assert (planned.embedding, planned.transcription) == (without.embedding, without.transcription)
    for rung in planned.chat[:-1]:
        beside = (planned.embedding, planned.transcription, *planned.classification)
        assert not overfull((rung, *beside), hardware)
    assert set(names(planned.classification)) <= available
