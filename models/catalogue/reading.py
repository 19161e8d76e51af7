"""TOML in, a card out. Every mistake is told with the file, the key and the fix."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from jarvis.errors import ConfigError
from models.catalogue.card import KINDS, Advice, Card, CardFile, KVCache, Label

_CARD: TypeAdapter[Card] = TypeAdapter(Card)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_RESERVED = {"cards"}  # a folder beside those of the models
_SECTIONS = {"files": CardFile, "kv_cache": KVCache, "sampling": Advice, "labels": Label}


def read_card(path: Path) -> Card:
    """The card in the TOML file `path`.

    Raises:
        ConfigError: it isn't TOML, a key is unknown, missing or of the wrong type, or the card
            contradicts itself.
    """
    data = _toml(path)
    if "location" in data:
        raise ConfigError(f"{path}: a card can't set 'location'.", "Name the path itself instead.")
    try:
        card = _CARD.validate_json(json.dumps(data))
    except ValidationError as exc:
        problem, hint = _explain(exc.errors()[0])
        raise ConfigError(f"{path}: {problem}", hint) from exc
    for problem, hint in _contradictions(card):
        raise ConfigError(f"{path}: {problem}", hint)
    return card


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{path} isn't TOML: {exc}.", "Correct the line that it names.") from exc
    except OSError as exc:
        raise ConfigError(f"{path} can't be read: {exc.strerror}.", "Check the path.") from exc


def _explain(error: ErrorDetails) -> tuple[str, str]:
    """The problem and its fix, in words, of one of pydantic's findings."""
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "unexpected_keyword_argument":
        return f"unknown key '{key}'.", _nearest_key(error["loc"])
    if error["type"] == "missing":
        return f"the key '{key}' is missing.", f"Add a line `{key} = …`."
    return f"'{key}' is {error['input']!r}: {error['msg']}.", f"Correct '{key}'."


def _nearest_key(location: tuple[int | str, ...]) -> str:
    section = _SECTIONS.get(str(location[0]), Card) if len(location) > 1 else Card
    known = [item.name for item in fields(section) if item.name != "location"]
    near = get_close_matches(str(location[-1]), known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known keys are: {', '.join(known)}."


def _contradictions(card: Card) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(card.name) or card.name in _RESERVED:
        yield (
            f"'name' is {card.name!r}, which can't be a folder's name here.",
            "Use lower-case letters, digits, dots, dashes and underscores; not 'cards'.",
        )
    if bool(card.repo) == bool(card.package):
        yield "set either 'repo' or 'package'.", "The weights come from one place."
    if not card.files:
        yield "'files' is empty.", "List what to fetch: [[files]] with path and size."
    for file in card.files:
        pure = PurePosixPath(file.path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in file.path:
            yield f"'files.path' is {file.path!r}.", "Give a path inside the repository."
        if file.size <= 0:
            yield f"'files.size' of {file.path!r} is {file.size}.", "Give the size in bytes."
    if card.task == "chat" and (card.context_length <= 0 or card.kv_cache is None):
        yield "a chat model needs 'context_length' and 'kv_cache'.", "Both are in its config.json."
    if card.task != "embedding" and (card.query_prompt or card.passage_prompt):
        yield "only an embedder has 'query_prompt' and 'passage_prompt'.", "Leave them out."
    yield from _classifier_contradictions(card)


def _classifier_contradictions(card: Card) -> Iterator[tuple[str, str]]:
    classifies = card.task == "classification"
    if classifies and (card.check is None or not card.labels):
        yield (
            "a classifier needs 'check' and 'labels'.",
            "Say what it looks for, and list with [[labels]] which of its labels tell of it.",
        )
    if not classifies and (card.check or card.labels or card.overrules):
        yield "only a classifier has 'check', 'labels' and 'overrules'.", "Leave them out."
    known = KINDS[card.check] if card.check else ()
    named = [("labels.kind", label.kind) for label in card.labels]
    for key, kind in (*named, *(("overrules", kind) for kind in card.overrules)):
        if kind not in known:
            yield (
                f"'{key}' is {kind!r}, which {card.check} doesn't know.",
                _nearest_kind(kind, known),
            )
    least, most = (1, 3) if card.check == "toxicity" else (0, 0)
    for label in card.labels:
        if not least <= label.severity <= most:
            yield (
                f"'labels.severity' of {label.name!r} is {label.severity}.",
                "It is 1 (mild), 2 or 3 (grave) of toxic text, and left out of an injection.",
            )


def _nearest_kind(kind: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(kind, known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known kinds are: {', '.join(known)}."
