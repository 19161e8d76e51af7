"""Where Jarvis listens: loopback only, on a port that is free."""

import ipaddress
import socket

import psutil

from jarvis.errors import HostRefused, PortInUse

PORTS_TO_TRY = 50


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens on `host`:`port`; port 0 is any free one.

    Raises:
        HostRefused: the address isn't loopback.
        PortInUse: naming who has it, and the next that is free.
    """
    family, address = loopback(host)
    try:
        return _bind(family, address, port)
    except OSError as error:
        raise PortInUse(
            f"Port {port} is taken{_by_whom(port)}: {error.strerror}.",
            f"Stop it, or take another: --port {_next_free(family, address, port)}.",
        ) from error


def loopback(host: str) -> tuple[socket.AddressFamily, str]:
    """The family and address of a loopback host name.

    Raises:
        HostRefused
    """
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as error:
        raise HostRefused(
            f"--host {host} is not an address of this machine.", "Use 127.0.0.1 or ::1."
        ) from error
    if not address.is_loopback:
        raise HostRefused(
            f"--host {host} would let other machines in, and Jarvis has no accounts yet: whoever "
            "reached the page could use it.",
            "Use 127.0.0.1, and an SSH tunnel from elsewhere: ssh -L 7860:127.0.0.1:7860 …",
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    return family, str(address)


def _bind(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address, port))
        sock.listen(2048)
    except OSError:
        sock.close()
        raise
    return sock


def _next_free(family: socket.AddressFamily, address: str, port: int) -> int:
    for candidate in range(port + 1, min(port + PORTS_TO_TRY, 65536)):
        try:
            _bind(family, address, candidate).close()
        except OSError:
            continue
        return candidate
    return 0


def _by_whom(port: int) -> str:
    """Who listens there, as far as this user may see."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status != psutil.CONN_LISTEN or connection.pid is None:
                continue
            if connection.laddr and connection.laddr.port == port:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass
    return ""
