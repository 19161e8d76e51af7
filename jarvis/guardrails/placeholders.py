"""Placeholders for what was covered: typed, numbered, and the same throughout a conversation.

The values behind them are kept in memory only. After a restart a placeholder can't be turned back
into its value, and the same value gets a new number.
"""

import re
import threading
from collections.abc import Callable

from cachetools import LRUCache

from jarvis.guardrails.finding import Check, Finding

PLACEHOLDER = re.compile(r"\[([A-Z][A-Z_]{1,31})_([1-9]\d{0,4})\]")
CONVERSATIONS = 1000
"""Conversations whose values are remembered; the one that was used least lately is forgotten."""

VALUES = 1000
"""Values that one conversation remembers, for the same reason."""


class Vault:
    """What was covered in one conversation. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[tuple[str, str], int] = {}
        self._values: dict[str, tuple[Finding, str]] = {}
        self._last: dict[str, int] = {}

    def placeholder(self, finding: Finding, value: str) -> str:
        """What stands for `value` from now on, such as ``[EMAIL_1]``."""
        kind = finding.kind.upper()
        key = (kind, _same(value))
        with self._lock:
            if (number := self._numbers.get(key)) is None:
                number = self._last.get(kind, 0) + 1
                self._last[kind] = number
                if len(self._numbers) < VALUES:
                    self._numbers[key] = number
                    self._values[f"[{kind}_{number}]"] = finding, value
        return f"[{kind}_{number}]"

    def reserve(self, text: str) -> None:
        """Give out no number that stands in `text` already, from before a restart."""
        with self._lock:
            for kind, number in PLACEHOLDER.findall(text):
                self._last[kind] = max(self._last.get(kind, 0), int(number))

    def restored(self, text: str, allowed: Callable[[Check, str], bool]) -> str:
        """`text` with values in the place of their placeholders.

        Args:
            allowed: whether values of a check and kind may be seen again.
        """

        def value(match: re.Match[str]) -> str:
            finding, hidden = self._values.get(match[0], (None, ""))
            return hidden if finding and allowed(finding.check, finding.kind) else match[0]

        return PLACEHOLDER.sub(value, text) if self._values else text


class Vaults:
    """A vault a conversation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: LRUCache[str, Vault] = LRUCache(CONVERSATIONS)

    def of(self, conversation: str | None) -> Vault:
        """The conversation's vault; a fresh one where there is no conversation."""
        if conversation is None:
            return Vault()
        with self._lock:
            vault = self._open.get(conversation)
            if vault is None:
                vault = self._open[conversation] = Vault()
        return vault


def _same(value: str) -> str:
    """What two ways of writing one number have in common."""
    return re.sub(r"[\s().-]", "", value).casefold()
