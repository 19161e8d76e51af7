"""What the tests' children serve."""

import threading
import time
from typing import Any

import numpy as np

from models.errors import ModelTooLarge


class Echo:
    """Says back what it is told."""

    def __init__(self, greeting: str = "") -> None:
        self.greeting = greeting
        self._released = threading.Event()
        self._count = 0

    def say(self, text: str) -> str:
        return self.greeting + text

    def numbers(self, rows: int) -> Any:
        return np.arange(rows * 3, dtype=np.float64).reshape(rows, 3)

    def shout(self) -> str:
        print("a library that prints", flush=True)  # noqa: T201 - that is what it is for
        return "done"

    def own_error(self) -> None:
        raise ModelTooLarge("It is too large.", "Take a smaller one.")

    def foreign_error(self) -> None:
        raise ValueError("something\nin two lines")

    def wait(self) -> str:
        self._released.wait()
        return "released"

    def release(self) -> str:
        self._released.set()
        return "done"

    def count(self) -> None:
        while not self._released.wait(0.001):
            self._count += 1

    def counted(self) -> int:
        return self._count

    def nap(self) -> None:
        time.sleep(60)
