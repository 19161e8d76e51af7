"""What every test gets: a data directory of its own, and no network beyond loopback."""

import ipaddress
import socket

import pytest
from hypothesis import HealthCheck, settings

# Machines that run tests are shared and slow: no law is about how long an example takes.
settings.register_profile("jarvis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jarvis")


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path, monkeypatch):
    """Whatever a test forgets to pass, it doesn't touch the person's own data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """A connection to anywhere else is a failed test."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and not ipaddress.ip_address(address[0]).is_loopback:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
