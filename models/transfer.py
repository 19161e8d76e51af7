"""The parts of a download that know no hub: a time limit on asking, a cancel that cuts a stalled
connection, a file that grows beside its target, its hash, and a disk that runs full.
"""

import errno
import hashlib
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from models.errors import DownloadCancelled, DownloadError, IntegrityError, NotEnoughDisk

if TYPE_CHECKING:
    import httpx

_T = TypeVar("_T")

_POLL_S = 0.1
_READ_BYTES = 1 << 20
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    r"""A file as the hub describes it.

    Attributes:
        path: inside the repository.
        size: bytes.
        sha256: of a large file's content, else None.
        git_oid: git's object id, SHA-1 of "blob <size>\0" and the content; checked where there
            is no sha256.
    """

    path: str
    size: int
    sha256: str | None
    git_oid: str

    @property
    def digest(self) -> str:
        """What identifies the content."""
        return self.sha256 or self.git_oid


def partial_path(target: Path) -> Path:
    """Where a file grows until it is whole and verified."""
    return target.with_name(f"{target.name}.partial")


def size_of(path: Path) -> int:
    """Bytes of the file, 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def disk_full(folder: Path) -> Iterator[None]:
    """Say in our words that the disk ran full, or that it can't be written to."""
    try:
        yield
    except OSError as exc:
        if exc.errno in _FULL_DISK:
            raise NotEnoughDisk(
                f"The disk of {folder} is full.",
                "Free some space and pull again: it goes on from where it stopped.",
            ) from exc
        if exc.errno is None or isinstance(exc, TimeoutError):
            raise
        raise DownloadError(
            f"{exc.filename or folder} can't be written: {exc.strerror}.",
            "Check who owns the data directory, or choose another with --data-dir.",
        ) from exc


def bounded(call: Callable[[], _T], cancel: Event, seconds: float) -> _T:
    """The result of `call`, unless `cancel` is set or `seconds` are over first.

    A name server that doesn't answer, for one, holds a call longer than any time-out of HTTP.

    Raises:
        TimeoutError, DownloadCancelled: and whatever `call` raises.
    """
    future: Future[_T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as exc:  # noqa: BLE001 - it is raised again by future.result
            future.set_exception(exc)

    Thread(target=run, name="hub-request", daemon=True).start()
    try:
        return _wait(future, cancel, monotonic() + seconds)
    except BaseException:
        future.add_done_callback(_discard)
        raise


def _wait(future: "Future[_T]", cancel: Event, deadline: float) -> _T:
    while not future.done():
        stop_if(cancel.is_set())
        if monotonic() > deadline:
            raise TimeoutError
        with suppress(TimeoutError):
            future.exception(timeout=_POLL_S)
    return future.result()


def _discard(future: "Future[Any]") -> None:
    """Close a response that came after nobody waited for it any more."""
    if future.exception() is None and hasattr(result := future.result(), "close"):
        result.close()


@contextmanager
def response_until(cancel: Event, response: "httpx.Response") -> Iterator[None]:
    """Close `response` at the end; cut its connection as soon as `cancel` is set.

    A read that waits for a stalled server ends only when its socket does.
    """
    finished = Event()

    def watch() -> None:
        while not finished.wait(_POLL_S):
            if cancel.is_set():
                with suppress(OSError, AttributeError):
                    stream = response.extensions["network_stream"]
                    stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
                return

    Thread(target=watch, name="hub-cancel", daemon=True).start()
    try:
        yield
    except Exception:
        stop_if(cancel.is_set())
        raise
    finally:
        finished.set()
        response.close()


def verify(file: RemoteFile, partial: Path, cancel: Event) -> None:
    """Check `partial` against the file's hash; a wrong one is deleted.

    Raises:
        IntegrityError, DownloadCancelled
    """
    hasher = hashlib.sha256() if file.sha256 else hashlib.sha1(usedforsecurity=False)
    if not file.sha256:
        hasher.update(f"blob {file.size}\0".encode())
    with partial.open("rb") as content:
        while chunk := content.read(_READ_BYTES):
            hasher.update(chunk)
            stop_if(cancel.is_set())
    if hasher.hexdigest() != file.digest:
        partial.unlink()
        raise IntegrityError(
            f"{file.path} isn't what the hub promised: its hash differs.",
            "It was deleted. Pull again; if it stays so, a proxy on the way changes files.",
        )


def stop_if(cancelled: bool) -> None:
    """Raise DownloadCancelled if `cancelled`."""
    if cancelled:
        raise DownloadCancelled(
            "The download was stopped.", "Pull again: it goes on from where it stopped."
        )
