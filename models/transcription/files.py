"""Sound files, decoded in a process of their own: a file can crash nothing else."""

from pathlib import Path

from models.child.keeper import Keeper
from models.child.process import ChildDied
from models.errors import SoundInvalid
from models.transcription import RATE
from models.types import Sound

SERVICE = "models.transcription.decoding:SoundDecoder"

LINGER = 60.0
"""Seconds that the process stays for the next file."""


class SoundFiles:
    """Reads sound files of any kind. Safe from any thread; one is read after the other."""

    def __init__(self) -> None:
        self._keeper = Keeper("the sound reader", SERVICE, {}, linger=LINGER)

    def decode(self, path: Path, max_seconds: float) -> Sound:
        """All of a file's sound, with one channel, at `RATE`. Blocking.

        Raises:
            SoundInvalid: it is empty, damaged, longer than `max_seconds`, or no sound at all.
            GenerationFailed: this is closed.
        """
        future = self._keeper.call(
            "decode", urgent=True, path=str(path.absolute()), max_seconds=max_seconds
        )
        try:
            return Sound(future.result().value, RATE)
        except ChildDied as error:
            raise SoundInvalid(
                f"{path.name} can't be read: the program that reads it ended.",
                "Convert it to WAV with another program, or cut it into parts, then try again.",
            ) from error

    def close(self) -> None:
        """End the process. Idempotent."""
        self._keeper.close()
