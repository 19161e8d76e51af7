"""Laws that every plan keeps, on invented machines and cards; and tables of what is chosen."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.catalogue import Card, CardFile, KVCache, Task, catalogue
from models.errors import ModelTooLarge
from models.hardware import GIB, Hardware, imagined
from models.memory import MIB, expected, kv_bytes_a_token
from models.placement import (
    Placed,
    Plan,
    Wish,
    fits,
    gpu_memory_utilization,
    plan,
    preference,
    readable,
    too_large,
)
from models.room import gpu_reserve, ram_reserve


def chat(name: str, engine: str, rank: int, *, billions: float, gb: float, kv: int, **more) -> Card:
    """A language model whose token takes `kv` KiB of cache."""
    fields = {
        "title": name.upper(),
        "summary": "",
        "task": "chat",
        "files": (CardFile("weights", int(gb * 1e9)),),
        "parameters": int(billions * 1e9),
        "context_length": 32768,
        "kv_cache": KVCache(layers=kv, kv_heads=2, head_dim=128),
        "languages": ("en", "es"),
    }
    return Card(name=name, engine=engine, rank=rank, **{**fields, **more})


def companion(name: str, task: Task, engine: str, rank: int, *, millions: int, mb: int) -> Card:
    files = (CardFile("weights", mb * 10**6),)
    return Card(
        name=name, title=name.upper(), summary="", task=task, engine=engine, rank=rank,
        parameters=millions * 10**6, files=files, context_length=512 * (task == "embedding"),
    )  # fmt: skip


STARTER = chat(
    "starter", "llama_cpp", 1, billions=0.1, gb=0.1, kv=45, package="wheel", languages=("en",)
)
CARDS = (
    STARTER,
    chat("half", "llama_cpp", 10, billions=0.5, gb=0.5, kv=12),
    chat("three", "llama_cpp", 30, billions=3.1, gb=2.1, kv=36),
    chat("seven", "llama_cpp", 40, billions=7.6, gb=4.7, kv=56),
    chat("three-awq", "vllm", 31, billions=3.1, gb=2.7, kv=36),
    chat("seven-awq", "vllm", 41, billions=7.6, gb=5.6, kv=56),
    chat("fourteen-awq", "vllm", 51, billions=14.8, gb=10.0, kv=192),
    chat("thirty-awq", "vllm", 61, billions=32.8, gb=19.3, kv=256),
    chat("seventy-awq", "vllm", 71, billions=72.7, gb=41.0, kv=320),
    companion("mini", "embedding", "sentence_transformers", 1, millions=23, mb=90),
    companion("big-embedder", "embedding", "sentence_transformers", 3, millions=568, mb=2270),
    companion("sphinx", "transcription", "pocketsphinx", 1, millions=0, mb=37),
    companion("base", "transcription", "faster_whisper", 20, millions=74, mb=145),
    companion("turbo", "transcription", "faster_whisper", 50, millions=809, mb=1600),
)
NAMES = tuple(card.name for card in CARDS)

sizes = st.integers(2, 96)
machines = st.builds(
    imagined,
    st.lists(sizes, max_size=4).map(tuple),
    st.integers(4, 128),
    cores=st.integers(1, 64),
    compute_capability=st.sampled_from([(6, 1), (7, 5), (9, 0)]),
)
shelves = st.sets(st.sampled_from(NAMES)).map(frozenset)
wishes = st.fixed_dictionaries(
    {
        "context_length": st.sampled_from([512, 2048, 8192, 100_000]),
        "max_sequences": st.integers(1, 16),
        "llama_gpu": st.booleans(),
    }
)


def taken(placed: tuple[Placed | None, ...]) -> dict[int | None, int]:
    """Bytes on each GPU, and under None in RAM."""
    sums: dict[int | None, int] = {}
    for model in filter(None, placed):
        for device in model.devices or (None,):
            part = -(-model.memory.total // max(len(model.devices), 1))
            sums[device] = sums.get(device, 0) + part
    return sums


def room(hardware: Hardware) -> dict[int | None, int]:
    gpus = {gpu.index: gpu.memory_free - gpu_reserve(gpu) for gpu in hardware.gpus}
    return {**gpus, None: hardware.memory_available - ram_reserve(hardware)}


def names(planned: Plan) -> list[str]:
    return [placed.card.name for placed in planned.chat]


@given(machines, shelves, wishes)
def test_no_rung_with_its_companions_overfills_a_device(hardware, available, wish):
    planned = plan(CARDS, hardware, available=available, **wish)

    for rung in planned.chat:
        together = taken((rung, planned.embedding, planned.transcription))
        assert all(size <= room(hardware)[device] for device, size in together.items())


@given(machines, shelves, wishes)
def test_the_last_rung_is_the_starter_and_no_rung_comes_twice(hardware, available, wish):
    planned = plan(CARDS, hardware, available=available, **wish)

    assert planned.chat[-1].card == STARTER
    assert len(set(names(planned))) == len(planned.chat)


@given(machines, st.lists(sizes, min_size=4, max_size=4), st.integers(0, 64), wishes)
def test_more_memory_never_makes_the_choice_worse(hardware, more_gpu, more_ram, wish):
    richer = replace(
        hardware,
        gpus=tuple(
            replace(
                gpu,
                memory_total=gpu.memory_total + more * GIB,
                memory_free=gpu.memory_free + more * GIB,
            )
            for gpu, more in zip(hardware.gpus, more_gpu, strict=False)
        ),
        memory_total=hardware.memory_total + more_ram * GIB,
        memory_available=hardware.memory_available + more_ram * GIB,
    )
    poor, rich = (plan(CARDS, machine, **wish).chat[0] for machine in (hardware, richer))

    assert (rich.card != STARTER) >= (poor.card != STARTER)
    if poor.card != STARTER:
        assert preference(rich.card, rich.devices) >= preference(poor.card, poor.devices)
    if bool(rich.devices) == bool(poor.devices):
        assert rich.card.rank >= poor.card.rank


@given(machines, shelves, wishes, st.randoms())
def test_a_plan_depends_on_nothing_but_what_it_is_given(hardware, available, wish, random):
    shuffled = random.sample(CARDS, len(CARDS))
    first = plan(CARDS, hardware, available=available, **wish)

    assert plan(CARDS, hardware, available=available, **wish) == first
    assert plan(tuple(shuffled), hardware, available=available, **wish) == first


@given(machines, shelves)
def test_a_card_that_is_not_on_disk_changes_notes_at_most(hardware, available):
    absent = chat("absent", "vllm", 99, billions=8, gb=1, kv=1)
    without = plan(CARDS, hardware, available=available)
    with_it = plan((*CARDS, absent), hardware, available=available)

    assert replace(with_it, notes=()) == replace(without, notes=())


@given(machines, wishes)
def test_context_stays_within_the_wish_the_model_and_reason(hardware, wish):
    for rung in plan(CARDS, hardware, **wish).chat:
        most = min(wish["context_length"], rung.card.context_length)
        assert min(most, 2048) <= rung.context_length <= most
        assert 1 <= rung.max_sequences <= wish["max_sequences"]
        assert ("Memory leaves" in rung.reason) == (
            rung.context_length < most or rung.max_sequences < wish["max_sequences"]
        )


@given(machines, st.sampled_from(CARDS))
def test_what_fits_by_itself_is_within_the_machine(hardware, card):
    placed = fits(card, hardware)

    if isinstance(placed, Placed):
        assert all(size <= room(hardware)[d] for d, size in taken((placed,)).items())
    else:
        assert placed.endswith(".")


@given(machines, wishes)
def test_vllm_is_given_what_was_planned_and_no_neighbours_memory(hardware, wish):
    planned = plan(CARDS, hardware, **wish)
    first = planned.chat[0]
    if first.engine != "vllm":
        return
    share = gpu_memory_utilization(first, hardware)
    beside = taken((planned.embedding, planned.transcription))
    for gpu in (gpu for gpu in hardware.gpus if gpu.index in first.devices):
        assert share * gpu.memory_total >= first.memory.total / len(first.devices)
        assert share * gpu.memory_total + beside.get(gpu.index, 0) <= gpu.memory_free


@pytest.mark.parametrize(
    ("gpus", "ram", "cores", "model", "devices"),
    [
        ((), 8, 4, "three", ()),
        ((), 16, 8, "seven", ()),
        ((), 64, 2, "half", ()),
        ((), 64, 16, "seven", ()),
        ((4,), 16, 8, "seven", ()),
        ((8,), 16, 8, "three-awq", (0,)),
        ((12,), 32, 8, "seven-awq", (0,)),
        ((24,), 64, 8, "fourteen-awq", (0,)),
        ((24, 12), 64, 8, "thirty-awq", (0,)),
        ((12, 24), 64, 8, "thirty-awq", (1,)),
        ((24, 24), 64, 8, "thirty-awq", (0, 1)),
        ((80,), 64, 8, "seventy-awq", (0,)),
    ],
)
def test_what_is_chosen(gpus, ram, cores, model, devices):
    first = plan(CARDS, imagined(gpus, ram, cores=cores)).chat[0]

    assert (first.card.name, first.devices) == (model, devices)


def test_a_second_gpu_takes_the_companions():
    planned = plan(CARDS, imagined((24, 12), 64))

    assert planned.embedding
    assert planned.transcription
    assert planned.chat[0].devices == (0,)
    assert planned.embedding.devices == planned.transcription.devices == (1,)
    assert planned.transcription.card.name == "turbo"
    assert "leaves free" in planned.transcription.reason


def test_one_gpu_holds_all_three():
    planned = plan(CARDS, imagined((24,), 64))
    three = (planned.chat[0], planned.embedding, planned.transcription)

    assert all(placed and placed.devices == (0,) for placed in three)


def test_without_a_gpu_everything_runs_on_the_processor():
    planned = plan(CARDS, imagined((), 16))
    everything = (*planned.chat, planned.embedding, planned.transcription)

    assert all(placed and placed.devices == () for placed in everything)
    assert planned.transcription
    assert planned.transcription.card.name == "base", "turbo would be slow"


def test_a_starter_alone_answers_and_the_note_says_what_to_fetch():
    planned = plan(CARDS, imagined((), 16), available=frozenset({"starter", "mini", "sphinx"}))

    assert names(planned) == ["starter"]
    assert planned.notes == ("SEVEN would fit and answer better: jarvis models pull seven",)


def test_gated_models_are_not_proposed():
    gated = tuple(replace(card, gated=card.name == "seven") for card in CARDS)
    planned = plan(gated, imagined((), 16), available=frozenset({"starter"}))

    assert "models pull three" in planned.notes[0]


def test_without_memory_the_starter_is_tried_all_the_same():
    planned = plan(CARDS, imagined((), 1))

    assert names(planned) == ["starter"]
    assert "Memory is short" in planned.chat[0].reason


def test_engines_that_are_not_installed_place_nothing():
    planned = plan(CARDS, imagined((24,), 64), engines=frozenset({"llama_cpp", "pocketsphinx"}))

    assert {placed.engine for placed in planned.chat} == {"llama_cpp"}
    assert planned.embedding is None


def test_llama_cpp_uses_the_gpu_only_when_its_build_can():
    cards = tuple(card for card in CARDS if card.engine != "vllm")

    assert plan(cards, imagined((12,), 32)).chat[0].devices == ()
    assert plan(cards, imagined((12,), 32), llama_gpu=True).chat[0].devices == (0,)


def test_an_old_gpu_is_passed_over_with_a_note():
    planned = plan(CARDS, imagined((24,), 64, compute_capability=(6, 1)))

    assert planned.chat[0].devices == ()
    assert "too old for vLLM" in planned.notes[0]


def test_spanish_comes_before_rank_on_the_processor():
    english = chat("english", "llama_cpp", 99, billions=3, gb=2, kv=36, languages=("en",))

    assert names(plan((*CARDS, english), imagined((), 8, cores=4)))[:2] == ["three", "half"]


def test_a_slow_processor_is_given_smaller_models():
    fast = imagined((), 16)
    old = replace(fast, cpu_features=frozenset({"sse2"}))

    assert plan(CARDS, fast).chat[0].card.name == "seven"
    assert plan(CARDS, old).chat[0].card.name == "half"


def test_the_models_own_limit_lowers_the_context_and_is_said():
    short = chat("short", "llama_cpp", 99, billions=1, gb=1, kv=12, context_length=1024)
    first = plan((STARTER, short), imagined((), 16)).chat[0]

    assert first.context_length == 1024
    assert "ends at 1024 tokens" in first.reason


def test_a_slow_model_fits_when_asked_for_and_the_reason_says_so():
    card = next(card for card in CARDS if card.name == "seven")
    placed = fits(card, imagined((), 16, cores=2))

    assert isinstance(placed, Placed)
    assert "slow" in placed.reason


def test_a_model_on_a_server_takes_no_memory_here():
    remote = chat("remote", "openai_api", 1, billions=700, gb=0, kv=0)
    placed = fits(remote, imagined((), 4), Wish(context_length=4096))

    assert isinstance(placed, Placed)
    assert (placed.memory.total, placed.context_length) == (0, 4096)


def test_too_large_says_how_much_is_needed_and_what_fits_instead():
    card = next(card for card in CARDS if card.name == "seventy-awq")
    error = too_large(card, imagined((24,), 64), CARDS)

    assert isinstance(error, ModelTooLarge)
    assert "needs 42.2 GB of memory, and 22.5 GB can be used" in error.message
    assert error.hint == "THIRTY-AWQ fits: jarvis models pull thirty-awq"


def test_a_gpu_model_without_a_gpu_says_that_a_gpu_is_missing():
    card = next(card for card in CARDS if card.name == "seven-awq")

    assert "needs a GPU" in str(fits(card, imagined((), 64)))


def test_a_model_on_the_processor_has_no_gpu_share():
    placed = plan(CARDS, imagined((), 16)).chat[0]

    with pytest.raises(ValueError, match="not placed on a GPU"):
        gpu_memory_utilization(placed, imagined((), 16))


def test_kv_cache_of_a_published_model():
    """Qwen2.5-7B: 28 layers, 4 key-value heads of 128 take 56 KiB a token in 16 bits."""
    card = chat("qwen", "vllm", 1, billions=7.6, gb=5.6, kv=1, kv_cache=KVCache(28, 4, 128))

    assert kv_bytes_a_token(card) == 56 * 1024
    assert expected(card, gpus=1, tokens=8192).kv_cache == 448 * MIB


@pytest.mark.parametrize(("size", "words"), [(5 * GIB, "5.0 GB"), (38 * MIB, "38 MB"), (0, "0 MB")])
def test_sizes_in_words(size, words):
    assert readable(size) == words


@settings(max_examples=25)
@given(machines)
def test_the_real_catalogue_keeps_the_laws_too(hardware):
    planned = plan(catalogue(), hardware)

    assert planned.chat[-1].card.package
    for rung in planned.chat:
        together = taken((rung, planned.embedding, planned.transcription))
        assert all(size <= room(hardware)[device] for device, size in together.items())


@pytest.mark.parametrize("gpus", [(), (8,), (12,), (24,), (24, 12), (24, 24), (80,)])
def test_the_real_catalogue_has_something_for_everyone(gpus):
    planned = plan(catalogue(), imagined(gpus, 32))

    assert planned.chat[0].card != planned.chat[-1].card
    assert "es" in planned.chat[0].card.languages
    assert bool(planned.chat[0].devices) == bool(gpus)
    assert planned.embedding
    assert planned.transcription
