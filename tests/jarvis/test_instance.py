import os

import pytest

from jarvis.errors import ConfigError, DataDirectoryInUse
from jarvis.instance import Instance, cookie_secret, hold, owner_token, running


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


def test_an_owners_token_is_made_of_the_key_and_does_not_tell_it(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    token = owner_token(one)
    assert token == owner_token(one) != owner_token(other)
    assert cookie_secret(one) not in token


def test_a_command_that_answers_nobody_is_named_without_an_address(tmp_path):
    with (
        hold(tmp_path, ""),
        pytest.raises(DataDirectoryInUse, match=rf"\(process {os.getpid()}\)"),
        hold(tmp_path, "http://127.0.0.1:2"),
    ):
        pass
