"""Answers that must be JSON of a given shape: read, mended where that is allowed, and judged.

The shape is a JSON Schema (json-schema.org, draft 2020-12 unless it names another). Nothing that
it refers to is fetched. A text is mended by json_repair: missing quotes, brackets and commas,
words around it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from jarvis.errors import InvalidRequest
from jarvis.guardrails.placeholders import PLACEHOLDER
from jarvis.guardrails.validators import silence

LONGEST_RULE = 120
MENDABLE = 20_000
"""Characters up to which a text is mended: some take json_repair a time that grows as a square."""

DATA = frozenset({"enum", "const", "default", "examples"})
"""Keywords whose values are data, in which nothing is a reference."""

BARE = re.compile(rf"(?<=[\s:,\[])({PLACEHOLDER.pattern})(?=\s{{0,8}}[,}}\]])")
"""A placeholder that stands where a value does, without quotes."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """An answer as JSON.

    Attributes:
        text: what may be sent on: as it came, or mended.
        fault: what is wrong with it, in English, with nothing of the answer in it; "" if nothing.
    """

    text: str
    fault: str = ""


class Shape:
    """What an answer must look like.

    Args:
        schema: ``{}`` is any JSON object.

    Raises:
        InvalidRequest: the schema is none, or refers to another place.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        silence()
        import jsonschema
        from referencing import Registry

        self._schema = dict(schema) or {"type": "object"}
        kind = jsonschema.validators.validator_for(
            self._schema, default=jsonschema.Draft202012Validator
        )
        try:
            kind.check_schema(self._schema)
        except jsonschema.SchemaError as error:
            _refuse(f"at {_place(error.absolute_path)}, {error.message[:LONGEST_RULE]}")
        except RecursionError:
            _refuse("it is nested too deeply")
        self._validator = kind(self._schema, registry=Registry())
        self._refuse_what_is_elsewhere()

    def of(self, text: str, *, repair: bool) -> Shaped:
        """An answer as JSON, with what is wrong with it.

        Args:
            repair: whether a text that is no JSON of this shape may be mended.

        Raises:
            InvalidRequest: the schema refers to a place that isn't in it.
        """
        fault = self._fault_of(text)
        if fault and repair and len(text) <= MENDABLE and (mended := _mended(text)) is not None:
            mended_fault = self._fault_of(mended)
            if not mended_fault:
                return Shaped(mended)
            fault = mended_fault
        return Shaped(text, fault)

    def _fault_of(self, text: str) -> str:
        import jsonschema
        from referencing.exceptions import Unresolvable

        try:
            value = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError):
            return "it is not JSON"
        try:
            error = jsonschema.exceptions.best_match(self._validator.iter_errors(value))
        except Unresolvable as missing:
            _refuse(f"it refers to {missing.ref!r}, which is not in it")
        except RecursionError:
            return "it is nested too deeply"
        return "" if error is None else _told(error)

    def _refuse_what_is_elsewhere(self) -> None:
        inside = {value for key, value in _strings(self._schema) if key == "$id"}
        for key, value in _strings(self._schema):
            address = value.partition("#")[0]
            if key in ("$ref", "$dynamicRef") and "://" in address and address not in inside:
                _refuse(f"it refers to {value!r}, and nothing is fetched")


def still_json(text: str) -> str:
    """A JSON text in which a placeholder covers a number, as JSON: the placeholder in quotes."""
    if not BARE.search(text) or _is_json(text):
        return text
    quoted = BARE.sub(r'"\1"', text)
    return quoted if _is_json(quoted) else text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _told(error: Any) -> str:
    """What rule isn't kept, and where. The answer itself isn't quoted: it may hold anything."""
    rule = json.dumps(error.validator_value, ensure_ascii=False, default=str)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"at {_place(error.absolute_path)}, {', '.join(map(repr, missing))} is missing"
    short = rule if len(rule) <= LONGEST_RULE else f"{rule[:LONGEST_RULE]}…"
    return f"at {_place(error.absolute_path)}, the rule {error.validator!r} isn't kept: {short}"


def _mended(text: str) -> str | None:
    """A text as the JSON that it was meant to be; None where nothing can be made of it."""
    import json_repair

    try:
        value = json_repair.repair_json(text, return_objects=True, skip_json_loads=True)
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        return None


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every key of a schema that has a text as its value, with that."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            yield from ((key, text) for key, text in part.items() if isinstance(text, str))
            waiting += [inner for key, inner in part.items() if key not in DATA]
        elif isinstance(part, list | tuple):
            waiting += part


def _place(path: Any) -> str:
    """Where in a value, as a path; its top is called so."""
    return "/".join(map(str, path)) or "the top"


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse(why: str) -> NoReturn:
    raise InvalidRequest(
        f"The answer's JSON schema can't be used: {why}.", "Mend the schema and ask again."
    )
