"""One Jarvis a data directory: a lock that the kernel drops with the process, and who holds it."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock
from itsdangerous import Signer

from jarvis.errors import ConfigError, DataDirectoryInUse

LOCK = "jarvis.lock"
INFO = "jarvis.lock.json"
COOKIE_KEY = "cookie.key"


@dataclass(frozen=True, slots=True)
class Instance:
    """A running Jarvis."""

    pid: int
    url: str


@contextmanager
def hold(data_dir: Path, url: str) -> Iterator[None]:
    """Be the data directory's Jarvis inside the block.

    Args:
        url: where it answers; "" for a command that answers nobody.

    Raises:
        DataDirectoryInUse: naming the other's process and address.
        ConfigError: the directory can't be written.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # conversations are private
        lock = filelock.FileLock(data_dir / LOCK)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise _in_use(data_dir) from error
    except OSError as error:
        raise ConfigError(
            f"The data directory {data_dir} can't be written: {error.strerror or error}.",
            "Choose another with --data-dir.",
        ) from error
    try:
        (data_dir / INFO).write_text(json.dumps(asdict(Instance(os.getpid(), url))), "utf-8")
        yield
    finally:
        (data_dir / INFO).unlink(missing_ok=True)
        lock.release()


def running(data_dir: Path) -> Instance | None:
    """The Jarvis that holds the data directory, if one does."""
    if not (data_dir / LOCK).exists():
        return None
    lock = filelock.FileLock(data_dir / LOCK)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        return _read(data_dir)
    except OSError:
        return None
    lock.release()
    return None


def cookie_secret(data_dir: Path) -> str:
    """The key that signs people's cookies; made at the first start, readable by its owner only."""
    path = data_dir / COOKIE_KEY
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "utf-8")
    return path.read_text("utf-8")


def owner_token(data_dir: Path) -> str:
    """What a program shows that it runs as the data directory's owner: whoever can read the key
    can make it, and it says nothing of the key.
    """
    return Signer(cookie_secret(data_dir), salt="owner").get_signature("owner").decode()


def _read(data_dir: Path) -> Instance | None:
    try:
        return Instance(**json.loads((data_dir / INFO).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _in_use(data_dir: Path) -> DataDirectoryInUse:
    other = _read(data_dir)
    at = f", at {other.url}" if other and other.url else ""
    who = f" (process {other.pid}{at})" if other else ""
    return DataDirectoryInUse(
        f"Another Jarvis{who} uses the data directory {data_dir}.",
        "Use that one, stop it, or give this one a directory of its own with --data-dir.",
    )
