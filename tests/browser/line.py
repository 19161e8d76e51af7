"""A line between a browser and Jarvis, which a test can break."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

PIECE_BYTES = 1 << 16


class Line:
    """Passes on what comes, both ways."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._there = (there.hostname, there.port)
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def break_off(self) -> None:
        """Cut whatever is connected; who comes again gets through."""
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def close(self) -> None:
        """Let nobody through any more."""
        self._door.close()
        self.break_off()

    def _open(self) -> None:
        with suppress(OSError):
            while True:
                near, far = self._door.accept()[0], socket.create_connection(self._there)
                self._ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(near: socket.socket, far: socket.socket) -> None:
    with near, suppress(OSError):
        while piece := near.recv(PIECE_BYTES):
            far.sendall(piece)
        far.shutdown(socket.SHUT_RDWR)
