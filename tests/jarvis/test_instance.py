import os

import pytest

from jarvis.errors import ConfigError, DataDirectoryInUse
from jarvis.instance import Instance, cookie_secret, hold, running


def test_one_holds_the_directory_and_others_are_told_who(tmp_path):
    assert running(tmp_path) is None
    with hold(tmp_path, "http://127.0.0.1:1"):
        assert running(tmp_path) == Instance(os.getpid(), "http://127.0.0.1:1")
        with (
            pytest.raises(DataDirectoryInUse, match=r"127\.0\.0\.1:1"),
            hold(tmp_path, "http://127.0.0.1:2"),
        ):
            pass
    assert running(tmp_path) is None


def test_only_its_owner_reads_what_jarvis_keeps(tmp_path):
    folder = tmp_path / "data"
    with hold(folder, "http://127.0.0.1:1"):
        secret = cookie_secret(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "cookie.key").stat().st_mode & 0o777 == 0o600
    assert cookie_secret(folder) == secret
    assert len(secret) >= 32


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="file"), hold(tmp_path / "file" / "data", "x"):
        pass
