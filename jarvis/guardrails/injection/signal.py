"""One sign of an injection, before it is weighed against what stands around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that an injection would say or look like.

    Attributes:
        kind: "override", "role_change", …: the finding's.
        group: signs of one group say the same; only the strongest of a sentence counts.
        start, end: where, in characters.
        weight: how sure this sign makes by itself, 0 to 1.
        reason: in plain English.
    """

    kind: str
    group: str
    start: int
    end: int
    weight: float
    reason: str
