"""The catalogue: one TOML card a model, ours beside this file and a person's own in the data
directory. It describes models; what is on disk is the business of `models.store`.
"""

from functools import cache
from pathlib import Path

from models.catalogue.card import Card, CardFile, Check, KVCache, Label, Task
from models.catalogue.reading import read_card

__all__ = ["Card", "CardFile", "Check", "KVCache", "Label", "Task", "catalogue", "read_card"]


@cache
def catalogue() -> tuple[Card, ...]:
    """The cards that come with Jarvis, in the order of their names."""
    return tuple(read_card(path) for path in sorted(Path(__file__).parent.glob("*.toml")))
