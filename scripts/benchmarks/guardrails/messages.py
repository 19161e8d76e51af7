"""One message through all input checks, beside guardrails-ai with a check that finds nothing.

Their texts differ from one to the next, so that nothing is remembered; imports are not counted.
"""

import gc
import time
from typing import Any

from jarvis.guardrails.finding import Direction
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings
from scripts.benchmarks.figures import Aim, Figure, percentile, repeated
from scripts.benchmarks.guardrails.texts import USUAL, messages

SIZES = {"1 KB": (1024, 3.0), "11 KB": (11 * 1024, 15.0)}
"""Characters, and how many milliseconds the 95th percentile may take."""

SHARES = {"a message": USUAL, "nothing but attacks and look-alikes": 1.0}
"""Of suspicious texts; the second shows how bad it can get, and has no aim."""

WARM_UP = 20


def measure(runs: int, seconds: float) -> list[Figure]:
    """Milliseconds a message, by size."""
    guards = Guards(GuardrailSettings())
    guards.load()
    bare = _bare()
    gc.freeze()  # as `jarvis serve` does once it has started
    found = []
    for title, share in SHARES.items():
        for size, (characters, most) in SIZES.items():
            texts = messages(characters, suspicious=share)
            for _ in range(WARM_UP):
                guards.check(next(texts), Direction.INPUT)
            pairs = repeated(lambda _: _pair(guards, bare, next(texts)), runs, seconds / 4)  # noqa: B023
            ours, beside = zip(*pairs, strict=True)
            name = f"{title}, {size}, all input checks"
            aim = Aim("value", "≤", most) if share == USUAL else None
            found += [
                Figure(f"{name}: 95th percentile", "ms", (percentile(ours, 95),), aim=aim),
                Figure(f"{name}: median", "ms", ours, beside, "guardrails-ai, one empty check"),
            ]
    return found


def _pair(guards: Guards, bare: Any, text: str) -> tuple[float, float]:
    """Milliseconds of ours, and of the bare library."""
    began = time.perf_counter()
    guards.check(text, Direction.INPUT)
    middle = time.perf_counter()
    bare.validate(text)
    return (middle - began) * 1000, (time.perf_counter() - middle) * 1000


def _bare() -> Any:
    """A guard of guardrails-ai's own with one check that passes everything."""
    from guardrails import Guard
    from guardrails.validator_base import PassResult, Validator, register_validator

    @register_validator(name="bench/nothing", data_type="string")
    class Nothing(Validator):  # type: ignore[misc]
        """Passes."""

        def _validate(self, value: Any, metadata: dict[str, Any]) -> PassResult:
            return PassResult()

    return Guard(history_max_length=1).use(Nothing(on_fail="noop"))
