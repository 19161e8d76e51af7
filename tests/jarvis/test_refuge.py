"""Disks that are full or read-only: real ones, mounted for the test."""

import os
import subprocess
from contextlib import contextmanager

import pytest

from jarvis import refuge
from jarvis.conversations import Conversations
from jarvis.errors import ConfigError
from jarvis.refuge import no_room, writable

pytestmark = [
    pytest.mark.namespace,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root"
    ),
]


@contextmanager
def small_disk(folder, megabytes=8):
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder):
    """Leave no byte free."""
    with (folder / "filler").open("wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass
    return folder / "filler"


@pytest.fixture
def disk(tmp_path):
    try:
        with small_disk(tmp_path / "disk") as folder:
            yield folder
    except subprocess.CalledProcessError:
        pytest.skip("this machine lets nobody mount")


def test_a_full_disk_and_a_read_only_one_are_told_apart(disk):
    assert no_room(disk) is None
    fill(disk)
    assert no_room(disk) == "full"
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert no_room(disk) == "read-only"


def test_conversations_go_on_in_memory_and_come_back_to_the_disk(disk):
    store = Conversations(disk / "data" / "c.db")
    chat = store.create("ana").id
    store.ask("ana", chat, "before")
    filler = fill(disk)
    store.ask("ana", chat, "while the disk is full")
    assert store.only_in_memory == "full"
    assert [m.content for m in store.thread("ana", chat)] == ["before", "while the disk is full"]
    filler.unlink()
    store.ask("ana", chat, "after")
    assert store.only_in_memory is None
    store.close()
    again = Conversations(disk / "data" / "c.db")
    said = [message.content for message in again.thread("ana", chat)]
    again.close()
    assert said == ["before", "while the disk is full", "after"]


def test_a_data_directory_without_room_is_left_for_a_while(disk):
    with writable(disk / "data") as (folder, reason):
        assert (folder, reason) == (disk / "data", None)
    fill(disk)
    with writable(disk / "data") as (folder, reason):
        assert reason == "full"
        (folder / "something").write_text("kept for now")
    assert not folder.exists()


def test_where_there_is_no_room_anywhere_it_is_said(disk, monkeypatch):
    fill(disk)
    monkeypatch.setattr(refuge, "TEMPORARY", (disk,))
    with pytest.raises(ConfigError, match="full"), writable(disk / "data"):
        pass
