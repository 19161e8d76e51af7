"""Exact strings that documents hold and people look up: part numbers, functions, errors, clauses.

Many differ from another one by two digits that changed places, so that "nearly" is wrong.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from tests.jarvis.knowledge.quality.material import Language

SAYS: dict[str, dict[Language, tuple[str, ...]]] = {
    "part": {
        "en": (
            "The spare with the number {c} is kept in the second drawer.",
            "Orders name {c}; anything else is sent back.",
        ),
        "es": (
            "El repuesto con el número {c} está en el segundo cajón.",
            "Los pedidos nombran {c}; cualquier otra cosa se devuelve.",
        ),
    },
    "function": {
        "en": (
            "The nightly sheet is filled by `{c}`, which must not be started twice.",
            "If figures look odd, somebody has called `{c}` by hand.",
        ),
        "es": (
            "La hoja nocturna la rellena `{c}`, que no debe lanzarse dos veces.",
            "Si las cifras parecen raras, alguien ha llamado a `{c}` a mano.",
        ),
    },
    "error": {
        "en": (
            "{c} on the panel means that the paper tray is open.",
            "When {c} comes up, wait a minute and press the grey button.",
        ),
        "es": (
            "{c} en el panel significa que la bandeja del papel está abierta.",
            "Cuando salga {c}, espera un minuto y pulsa el botón gris.",
        ),
    },
    "clause": {
        "en": (
            "Paragraph {c} of {e} was struck out and is kept only for the numbering.",
            "For the wording of paragraph {c}, {e} asked a lawyer.",
        ),
        "es": (
            "El apartado {c} de {e} se tachó y se conserva solo por la numeración.",
            "Para redactar el apartado {c}, {e} preguntó a una abogada.",
        ),
    },
}
ASKS: dict[str, dict[Language, tuple[str, ...]]] = {
    "part": {
        "en": ("Where do I find part {c}?", "{c}"),
        "es": ("¿Dónde encuentro la pieza {c}?", "{c}"),
    },
    "function": {
        "en": ("What does {c} do?", "who calls {c}"),
        "es": ("¿Qué hace {c}?", "quién llama a {c}"),
    },
    "error": {
        "en": ("What should I do when the display shows {c}?", "meaning of {c}"),
        "es": ("¿Qué hago cuando la pantalla muestra {c}?", "significado de {c}"),
    },
    "clause": {
        "en": ("What is said about paragraph {c} of {e}?", "paragraph {c} {e}"),
        "es": ("¿Qué se dice del apartado {c} de {e}?", "apartado {c} {e}"),
    },
}
KINDS = tuple(SAYS)
VERBS = ("rotate", "merge", "split", "trim", "sweep", "sort", "stamp", "purge", "fold", "weigh")
NOUNS = ("ledger", "invoice", "badge", "ticket", "roster", "meter", "parcel", "token", "ballot")


@dataclass(frozen=True, slots=True)
class Code:
    """A string that stands in one document only."""

    kind: str
    text: str


def codes(draw: random.Random) -> Iterator[Code]:
    """Without end, no two alike; each but the functions followed by its look-alike."""
    seen: set[str] = set()
    for kind in cycle(KINDS):
        text = _made(kind, draw)
        for made in (text, _swapped(text)):
            if made not in seen:
                seen.add(made)
                yield Code(kind, made)


def unknown(kind: str, draw: random.Random) -> str:
    """A code of that form which `codes` never makes."""
    made = _made(kind, draw)
    return f"never_{made}" if kind == "function" else f"{made}9"


def _made(kind: str, draw: random.Random) -> str:
    number = draw.randint(1000, 9899)
    if kind == "part":
        return f"{draw.choice('BDGKNRT')}{draw.choice('HLVWXZ')}-{number}-{draw.choice('ACEF')}"
    if kind == "function":
        return f"{draw.choice(VERBS)}_{draw.choice(NOUNS)}_{draw.choice(NOUNS)}()"
    if kind == "error":
        return f"E{number}"
    return f"{number // 1000 + 10}.{number % 100 + 10}"


def _swapped(code: str) -> str:
    """The last two digits that differ change places."""
    digits = [place for place, character in enumerate(code) if character.isdigit()]
    for second, first in zip(digits[::-1], digits[-2::-1], strict=False):
        if code[first] != code[second]:
            return (
                code[:first]
                + code[second]
                + code[first + 1 : second]
                + code[first]
                + (code[second + 1 :])
            )
    return code
