"""Waiting for what comes about in another thread or process."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60
"""Far more than anything here takes: a slow machine isn't a failure."""


def until(holds: Callable[[], object]) -> None:
    """Look again and again, until it holds.

    Raises:
        AssertionError: it never did.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)
