"""What is on disk, and how it gets there: the real hub client against a hub on loopback."""

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import Card, CardFile, catalogue
from models.errors import (
    DownloadCancelled,
    DownloadError,
    HubUnreachable,
    IntegrityError,
    ModelFileInvalid,
    ModelNotFound,
    NotEnoughDisk,
)
from models.local import matching
from models.store import Progress, Store
from tests.models.hub_server import REPO, Hub


def ignore(_: Progress) -> None:
    """For pulls whose progress nobody watches."""


@pytest.fixture
def store(tmp_path: Path, hub: Hub) -> Store:
    return Store(tmp_path / "models", hub=hub.url)


def test_a_pull_brings_every_file_and_its_progress_only_grows(
    store: Store, hub: Hub, card: Card
) -> None:
    seen: list[Progress] = []
    folder = store.pull(card, seen.append, Event())
    for path, content in hub.files[REPO].items():
        assert (folder / path).read_bytes() == content
    assert store.path(card) == folder == store.folder / card.name
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert seen[-1].done == seen[-1].total == card.weights_bytes


def test_a_second_pull_asks_nobody(store: Store, hub: Hub, card: Card) -> None:
    store.pull(card, ignore, Event())
    asked = len(hub.paths)
    store.pull(card, ignore, Event())
    assert len(hub.paths) == asked


def test_the_hub_learns_nothing_but_what_it_needs(
    store: Store, hub: Hub, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", False)
    store.pull(card, ignore, Event())
    assert all(
        path.startswith((f"/api/models/{REPO}/", f"/{REPO}/", "/storage/")) for path in hub.paths
    )
    assert not any("torch/" in headers["user-agent"] for headers in hub.headers)


def test_a_connection_that_breaks_goes_on_where_it_stopped(
    store: Store, hub: Hub, card: Card
) -> None:
    hub.cut_after = 1_500_000
    folder = store.pull(card, ignore, Event())
    assert (folder / "weights.bin").read_bytes() == hub.files[REPO]["weights.bin"]
    assert "bytes=1500000-" in hub.asked


def cancelled_after(store: Store, card: Card, count: int) -> None:
    """Pull until `count` bytes are here, then stop."""
    cancel = Event()

    def watch(progress: Progress) -> None:
        if progress.done >= count:
            cancel.set()

    with pytest.raises(DownloadCancelled):
        store.pull(card, watch, cancel)


def test_a_cancelled_pull_leaves_no_model_and_is_resumed(
    store: Store, hub: Hub, card: Card
) -> None:
    cancelled_after(store, card, 500_000)
    assert store.path(card) is None
    assert not (store.folder / card.name).exists()
    hub.asked.clear()
    folder = Store(store.folder, hub=hub.url).pull(card, ignore, Event())
    assert hub.asked[0].startswith("bytes=")
    assert int(hub.asked[0][6:-1]) >= 500_000
    assert (folder / "weights.bin").read_bytes() == hub.files[REPO]["weights.bin"]
    assert sorted(p.name for p in folder.iterdir()) == [".jarvis.json", "extra", "weights.bin"]


def test_a_hub_that_ignores_ranges_is_begun_anew(store: Store, hub: Hub, card: Card) -> None:
    cancelled_after(store, card, 500_000)
    hub.ignore_ranges = True
    folder = store.pull(card, ignore, Event())
    assert (folder / "weights.bin").read_bytes() == hub.files[REPO]["weights.bin"]


def test_a_new_version_is_not_glued_to_the_old_one(store: Store, hub: Hub, card: Card) -> None:
    cancelled_after(store, card, 500_000)
    hub.files[REPO]["weights.bin"] = hub.files[REPO]["weights.bin"][::-1]
    folder = store.pull(card, ignore, Event())
    assert (folder / "weights.bin").read_bytes() == hub.files[REPO]["weights.bin"]


def test_a_finished_file_of_an_old_version_is_not_kept(store: Store, hub: Hub, card: Card) -> None:
    cancelled_after(store, card, card.files[0].size)
    hub.files[REPO]["weights.bin"] = hub.files[REPO]["weights.bin"][::-1]
    folder = store.pull(card, ignore, Event())
    assert (folder / "weights.bin").read_bytes() == hub.files[REPO]["weights.bin"]


def test_a_finished_file_is_not_fetched_again(store: Store, hub: Hub, card: Card) -> None:
    cancelled_after(store, card, card.files[0].size)
    asked = len(hub.asked)
    store.pull(card, ignore, Event())
    assert len(hub.asked) == asked + 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, hub: Hub, card: Card) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(DownloadError, match="can't be written"):
        Store(tmp_path / "models", hub=hub.url).pull(card, ignore, Event())


@pytest.mark.parametrize("stalling", ["silent", "stall_after"])
def test_a_stalled_hub_does_not_delay_a_cancel(
    store: Store, hub: Hub, card: Card, stalling: str
) -> None:
    setattr(hub, stalling, 100_000)
    cancel, stopped = Event(), Event()

    def pull() -> None:
        with pytest.raises(DownloadCancelled):
            store.pull(card, ignore, cancel)
        stopped.set()

    thread = Thread(target=pull)
    thread.start()
    time.sleep(0.5)  # let it reach the stall
    cancel.set()
    assert stopped.wait(1.0)
    thread.join()


@pytest.mark.parametrize("path", ["weights.bin", "extra/config.json"])
def test_a_file_whose_hash_differs_is_deleted(
    store: Store, hub: Hub, card: Card, path: str
) -> None:
    hub.corrupt = True
    alone = replace(card, files=tuple(file for file in card.files if file.path == path))
    with pytest.raises(IntegrityError, match=path):
        store.pull(alone, ignore, Event())
    assert store.path(alone) is None
    hub.corrupt = False
    store.pull(alone, ignore, Event())


def test_a_file_that_does_not_end_is_cut_off_and_deleted(
    store: Store, hub: Hub, card: Card
) -> None:
    hub.extra = bytes(50_000_000)
    most = 0

    def watch(_: Progress) -> None:
        nonlocal most
        most = max([most, *(p.stat().st_size for p in store.folder.rglob("weights.bin*"))])

    with pytest.raises(IntegrityError, match=r"weights\.bin"):
        store.pull(card, watch, Event())
    assert most < 4_000_000
    assert not list(store.folder.rglob("weights.bin*"))


def test_a_sign_in_page_is_not_taken_for_a_hub(store: Store, hub: Hub, card: Card) -> None:
    hub.portal = True
    with pytest.raises(DownloadError, match="isn't a model hub"):
        store.pull(card, ignore, Event())


def test_a_name_that_is_no_repository_is_said(store: Store, card: Card) -> None:
    with pytest.raises(DownloadError, match="can't be a repository"):
        store.pull(replace(card, repo="a/b/c"), ignore, Event())


def test_a_hash_in_the_card_binds_the_hub(store: Store, hub: Hub, card: Card) -> None:
    right = hashlib.sha256(hub.files[REPO]["weights.bin"]).hexdigest()
    small = hashlib.sha256(hub.files[REPO]["extra/config.json"]).hexdigest()

    def with_hashes(*hashes: str) -> Card:
        files = zip(card.files, hashes, strict=True)
        return replace(card, files=tuple(replace(f, sha256=h) for f, h in files))

    for wrong in (with_hashes("0" * 64, small), with_hashes(right, "0" * 64)):
        with pytest.raises(IntegrityError):
            store.pull(wrong, ignore, Event())
        assert store.path(card) is None
    store.pull(with_hashes(right, small), ignore, Event())


def test_a_pattern_brings_every_shard(store: Store, hub: Hub, card: Card) -> None:
    shards = {f"model-{n}.safetensors": bytes([n]) * 5000 for n in range(3)}
    hub.files[REPO] |= shards | {"other/model-9.safetensors": b"elsewhere"}
    sharded = replace(card, files=(CardFile("*.safetensors", 15_000),))
    folder = store.pull(sharded, ignore, Event())
    assert {p.name: p.read_bytes() for p in folder.glob("*.safetensors")} == shards
    assert not (folder / "other").exists()
    (folder / "model-1.safetensors").unlink()
    assert store.path(sharded) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"repo": "someone/nothing"}, "someone/nothing"),
        ({"revision": "v9"}, "revision"),
        ({"files": (CardFile("absent.gguf", 1),)}, "absent.gguf"),
    ],
)
def test_what_the_hub_does_not_have_is_named(
    store: Store, card: Card, change: dict[str, object], said: str
) -> None:
    with pytest.raises(DownloadError, match=said) as raised:
        store.pull(replace(card, **change), ignore, Event())  # type: ignore[arg-type]
    assert "card" in raised.value.hint


def test_a_gated_repository_says_how_to_get_in(
    store: Store, hub: Hub, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.gated.add(REPO)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with pytest.raises(DownloadError, match="gated") as raised:
        store.pull(card, ignore, Event())
    assert "HF_TOKEN" in raised.value.hint
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert store.pull(card, ignore, Event()).is_dir()


def test_a_hub_that_is_not_there_is_said(tmp_path: Path, card: Card) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        store = Store(tmp_path, hub=f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(HubUnreachable, match="can't be reached"):
            store.pull(card, ignore, Event())


@pytest.mark.timeout(20)
def test_a_hub_that_never_answers_is_unreachable(store: Store, hub: Hub, card: Card) -> None:
    hub.silent = True
    with pytest.raises(HubUnreachable):
        store.pull(card, ignore, Event())


def test_offline_asks_nobody_and_still_finds_what_is_here(
    store: Store, hub: Hub, card: Card
) -> None:
    offline = Store(store.folder, offline=True, hub=hub.url)
    with pytest.raises(HubUnreachable, match="offline"):
        offline.pull(card, ignore, Event())
    assert hub.paths == []
    store.pull(card, ignore, Event())
    assert offline.pull(card, ignore, Event()) == offline.path(card)


def test_two_pulls_of_one_model_do_not_meet(store: Store, hub: Hub, card: Card) -> None:
    errors: list[DownloadError] = []

    def second(_: Progress) -> None:
        if not errors:
            with pytest.raises(DownloadError, match="already") as raised:
                store.pull(card, ignore, Event())
            errors.append(raised.value)

    store.pull(card, second, Event())
    assert errors


def test_a_model_larger_than_the_disk_is_refused_before_a_byte_comes(
    store: Store, hub: Hub, card: Card, small_disk: Path
) -> None:
    store = Store(small_disk, hub=hub.url)
    hub.files[REPO]["weights.bin"] = bytes(8_000_000)
    with pytest.raises(NotEnoughDisk, match=r"0\.0 GB more.*GB free"):
        store.pull(card, ignore, Event())
    assert hub.asked == []


def test_a_disk_that_fills_up_keeps_what_came(hub: Hub, card: Card, small_disk: Path) -> None:
    store = Store(small_disk, hub=hub.url)
    ballast = small_disk / "ballast"

    def another_program_writes(progress: Progress) -> None:
        if progress.done > 500_000 and not ballast.exists():
            ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 300_000))

    with pytest.raises(NotEnoughDisk, match="full"):
        store.pull(card, another_program_writes, Event())
    ballast.unlink()
    hub.asked.clear()
    store.pull(card, ignore, Event())
    assert hub.asked[0].startswith("bytes=")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_damaged_model_counts_as_missing_and_is_healed(
    store: Store, hub: Hub, card: Card
) -> None:
    weights = store.pull(card, ignore, Event()) / "weights.bin"
    os.truncate(weights, 1000)
    assert store.path(card) is None
    with pytest.raises(ModelFileInvalid, match="damaged") as raised:
        store.verified_path(card)
    assert "jarvis models pull some-model" in raised.value.hint
    store.pull(card, ignore, Event())
    assert weights.read_bytes() == hub.files[REPO]["weights.bin"]


def test_remove_frees_the_model_and_what_a_broken_pull_left(
    store: Store, hub: Hub, card: Card
) -> None:
    store.pull(card, ignore, Event())
    assert store.remove(card) >= card.weights_bytes
    assert store.path(card) is None
    cancelled_after(store, card, 500_000)
    assert store.remove(card) >= 500_000
    assert store.remove(card) == 0


def test_every_starter_is_here_and_stays(tmp_path: Path) -> None:
    store = Store(tmp_path, offline=True)
    starters = [card for card in catalogue() if card.package]
    assert {card.task for card in starters} == {"chat", "embedding", "transcription", "speech"}
    for card in starters:
        path = store.verified_path(card)
        assert store.pull(card, ignore, Event()) == path
        assert store.remove(card) == 0
        assert path.exists()


def test_a_package_that_is_not_installed_is_named(tmp_path: Path) -> None:
    starter = next(card for card in catalogue() if card.package)
    absent = replace(starter, package="no_such_package")
    store = Store(tmp_path)
    assert store.path(absent) is None
    for attempt in (store.verified_path, lambda c: store.pull(c, ignore, Event())):
        with pytest.raises(ModelFileInvalid, match="no_such_package"):
            attempt(absent)


@pytest.mark.parametrize("typed", ["qwen2.5-7b-instrct-q4_k_m", "qwen2.5-7b", "QWEN2.5-7B"])
def test_a_misspelt_or_shortened_name_gets_the_nearest(tmp_path: Path, typed: str) -> None:
    with pytest.raises(ModelNotFound) as raised:
        Store(tmp_path).find(typed)
    assert "qwen2.5-7b-instruct-q4_k_m" in raised.value.hint


@pytest.mark.parametrize("name", ["", "qwen2.5-7b-instruct", "💾", "zzz"])
def test_a_prefix_or_nonsense_is_no_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelNotFound):
        Store(tmp_path).find(name)


OWN = """
name = "{name}"
title = "Mine"
summary = "A model of my own."
task = "embedding"
engine = "sentence_transformers"
repo = "me/mine"
files = [{{ path = "model.safetensors", size = 1000 }}]
"""


def test_own_cards_are_read_and_win(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    for name in ("mine", "bge-m3"):
        (tmp_path / "cards" / f"{name}.toml").write_text(OWN.format(name=name))
    store = Store(tmp_path)
    assert store.find("mine").repo == "me/mine"
    assert store.find("BGE-M3").title == "Mine"
    assert len(store.cards()) == len(catalogue()) + 1


def test_a_broken_own_card_is_told_and_takes_nothing_else_away(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "broken.toml").write_text("nmae = 1")
    store = Store(tmp_path)
    assert store.cards() == catalogue()
    assert [problem for problem in store.problems() if "broken.toml" in problem.message]


@given(st.lists(st.text("abc.-", min_size=1), max_size=5), st.text("abc.-", min_size=1))
def test_a_plain_path_matches_itself_only(others: list[str], path: str) -> None:
    assert matching(path, {*others, path, f"folder/{path}"}) == [path]
