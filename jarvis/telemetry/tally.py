"""What the guardrails found in a turn, as the ledger keeps it: kinds and counts, never a word.

"input:secret:github_token:mask:1" is one GitHub token in a question, which was masked. Whatever a
check may call its findings, only names of this form get into the ledger.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

FORM = "[a-z][a-z0-9_]{0,39}(:[a-z][a-z0-9_]{0,39}){3}:[0-9]{1,9}"
"""What one of them looks like: a regular expression for Python and for DuckDB."""

_FORM = re.compile(FORM)


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """How often one kind of finding was met in a turn, and what became of it.

    Attributes:
        direction: "input", "retrieved", "tool" or "output".
        check, kind: such as "secret" and "github_token".
        action: "flag", "mask", "ask_again" or "block".
    """

    direction: str
    check: str
    kind: str
    action: str
    count: int

    def __str__(self) -> str:
        return ":".join(map(str, astuple(self)))


def tallies(written: Sequence[str] | None) -> tuple[Tally, ...]:
    """Read them, equal ones counted together, in alphabetical order; what isn't of the form is
    passed over.
    """
    counts: Counter[Tally] = Counter()
    for text in written or ():
        if _FORM.fullmatch(text):
            direction, check, kind, action, count = text.split(":")
            counts[Tally(direction, check, kind, action, 0)] += int(count)
    return tuple(replace(kind, count=count) for kind, count in sorted(counts.items()))


def kept(written: Sequence[str] | None) -> tuple[str, ...] | None:
    """As they may be written into the ledger; None of none."""
    return tuple(map(str, tallies(written))) or None
