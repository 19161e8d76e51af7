"""What the child serves, whatever the engine: several people's sound, side by side."""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from models.broken import first_line
from models.errors import GenerationFailed, ModelError
from models.transcription import voice_activity
from models.transcription.stream import Part, Stream

MOST_STREAMS = 16
"""Begun and not ended; beyond it, the one that was silent longest is forgotten."""


class TranscriptionService(ABC):
    """Streams by their ids. All calls must be urgent ones: `load` makes the model in their thread,
    because what a model starts inherits the priority of the thread that made it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._streams: OrderedDict[str, Stream] = OrderedDict()
        self._loaded = False

    @abstractmethod
    def open(self) -> None:
        """Make the model, and warm it."""

    @abstractmethod
    def part(self, hot_words: Sequence[str], language: str) -> Part:
        """Begin to recognise a part."""

    def load(self) -> dict[str, Any]:
        """Make the model, unless it is there; what is known of it."""
        if not self._loaded:
            self.open()
            voice_activity.warm()
            self._loaded = True
        return {}

    def begin(self, stream: str, language: str, hot_words: Sequence[str]) -> None:
        """Somebody begins; `stream` is an id of the caller's."""
        self.load()  # this may be a new process, in the place of one that died
        self._streams[stream] = Stream(partial(self.part, hot_words), language)
        while len(self._streams) > MOST_STREAMS:
            self._streams.popitem(last=False)[1].abandon()

    def feed(self, pcm: bytes, stream: str, live: bool) -> dict[str, Any]:
        """More sound: a `Hearing`'s fields."""
        with self._stream(stream) as found:
            self._streams.move_to_end(stream)
            return found.feed(pcm, live=live)

    def finish(self, stream: str) -> dict[str, Any]:
        """The end: a `Transcript`'s fields, without the text and the model."""
        with self._stream(stream) as found:
            transcript = found.finish()
            del self._streams[stream]
            return transcript

    def abandon(self, stream: str) -> None:
        """Forget it, if it is there."""
        if found := self._streams.pop(stream, None):
            found.abandon()

    @contextmanager
    def _stream(self, stream: str) -> Iterator[Stream]:
        if stream not in self._streams:
            raise GenerationFailed(
                f"{self._name} has lost what was said so far: it was started again meanwhile, or "
                f"too many people spoke at once.",
                "Please say it once more.",
            )
        try:
            yield self._streams[stream]
        except ModelError:
            self.abandon(stream)
            raise
        except Exception as error:
            self.abandon(stream)
            raise GenerationFailed(
                f"{self._name} broke off while it listened: {first_line(error)}.",
                "Please say it once more; the log says more.",
            ) from error
