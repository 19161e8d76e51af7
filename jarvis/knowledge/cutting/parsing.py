"""The process that parses code, seen from this side: what happens to it doesn't happen to us."""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from jarvis.knowledge.cutting.outlining import Part
from jarvis.knowledge.reading import wire

MODULE = "jarvis.knowledge.cutting.worker"
LONGEST = 2_000_000
"""Bytes of one program."""

ROOT = Path(__file__).resolve().parents[3]

SECONDS = 30.0
"""What one file may take; half a megabyte takes 0.2."""

IDLE_SECONDS = 30.0
ANSWER_MAX = 256 << 20


class Parser:
    """One process, started when there is code to parse and ended when there is none for a while.

    Safe from any thread; one file at a time.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._idle: threading.Timer | None = None

    def parts(self, code: bytes, language: str, longest: int) -> list[Part] | None:
        """The parts of a program, each where it begins; None where it couldn't be parsed."""
        if len(code) > LONGEST:
            return None
        with self._lock:
            self._wait_anew()
            # A process may have died of what came before; a fresh one dies of this code only.
            used = self._process is not None
            found = self._asked(code, language, longest)
            return self._asked(code, language, longest) if found is None and used else found

    def close(self) -> None:
        """End the process, if there is one. It starts again when it is needed."""
        with self._lock:
            self._end()

    def _asked(self, code: bytes, language: str, longest: int) -> list[Part] | None:
        try:
            answer = self._ask(code, {"language": language, "longest": longest})
            return [Part(at, end, tuple(path), opens) for at, end, path, opens in answer]
        except (OSError, ValueError, TypeError, wire.WireBroken):
            self._end()
            return None

    def _ask(self, code: bytes, request: wire.Message) -> list[tuple[int, int, list[str], bool]]:
        process = self._process = self._process or _start()
        assert process.stdin
        assert process.stdout
        late = threading.Timer(SECONDS, process.kill)
        late.start()
        try:
            wire.send(process.stdin, request, code)
            received = wire.receive(process.stdout, ANSWER_MAX)
        finally:
            late.cancel()
        if received is None:
            raise wire.WireBroken("it ended")
        return list(json.loads(received[1]))

    def _wait_anew(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = threading.Timer(IDLE_SECONDS, self.close)
        self._idle.daemon = True
        self._idle.start()

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._idle:
            self._idle.cancel()
        if process:
            process.kill()
            process.communicate()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


PARSER = Parser()
atexit.register(PARSER.close)
