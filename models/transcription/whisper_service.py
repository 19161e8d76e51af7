"""Whisper in the child, by faster-whisper and CTranslate2.

It looks at half a minute at once, however little of it is filled, so it recognises a part when
there is a pause in it, and once more at its end only if somebody spoke after that.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from models.broken import invalid, loading
from models.errors import EngineUnavailable
from models.hardware import detect
from models.transcription import RATE
from models.transcription.service import TranscriptionService
from models.transcription.stream import Heard, samples
from models.types import Segment

MOST_THREADS = 8
"""More make a short sentence no quicker."""

SURE, CLEAR, REPETITIVE = 0.5, 0.6, 2.4
"""Mean probability of a token from which, of "nobody speaks" up to which, and compression up to
which a person needn't look at the words. The last two are Whisper's own.
"""

CERTAIN = 0.8
"""Probability of a language from which it isn't detected again."""

PREFERENCES = {
    "float16": ("float16", "bfloat16", "int8_float16", "float32"),
    "int8_float16": ("int8_float16", "float16", "int8", "float32"),
    "int8": ("int8", "int8_float16", "float32"),
    "float32": ("float32",),
}
"""What to compute in where the device can't do what was asked for, best first."""


def compute_type(wanted: str, device: str, supported: Iterable[str]) -> str:
    """Pure: the first of `PREFERENCES` that the device supports; "auto" follows the device."""
    if wanted == "auto":
        wanted = "int8" if device == "cpu" else "float16"
    return next((kind for kind in PREFERENCES[wanted] if kind in supported), "default")


class WhisperService(TranscriptionService):
    """One model, for whoever speaks.

    Raises:
        ModelFileInvalid, ModelTooLarge, EngineUnavailable: from `load`.
    """

    def __init__(
        self, name: str, source: str, device: int | None, compute: str, languages: Sequence[str]
    ) -> None:
        super().__init__(name)
        self._source = source
        self._device = device
        self._compute = compute
        self._languages = languages

    def open(self) -> None:
        """See `TranscriptionService`."""
        if not (Path(self._source) / "tokenizer.json").is_file():
            # The library would ask the hub for one.
            raise invalid(self._name, self._source, "it has no tokenizer.json")
        place = "cpu" if self._device is None else f"cuda:{self._device}"
        with loading(self._name, self._source, place), _on_device(self._name):
            self._model = self._opened()
            # The first computation finds out whether the device's libraries are here.
            self._decoded(np.zeros(RATE, np.float32), self._languages[0], (), max_new_tokens=1)

    def part(self, hot_words: Sequence[str], language: str) -> "WhisperPart":
        """See `TranscriptionService`."""
        return WhisperPart(self, hot_words, language or self._only_language())

    def detected(self, sound: Any) -> tuple[str, float]:
        """The likeliest of the model's languages, and its probability among those."""
        *_, found = self._model.detect_language(audio=sound)
        ours = {language: p for language, p in found if language in self._languages}
        best = max(ours, key=ours.__getitem__, default=self._languages[0])
        return best, ours.get(best, 0.0) / (sum(ours.values()) or 1.0)

    def recognised(self, sound: Any, language: str, hot_words: Sequence[str]) -> Heard:
        """The words of a part."""
        found = self._decoded(sound, language, hot_words)
        return Heard(
            tuple(Segment(s.start, s.end, s.text.strip(), exp(s.avg_logprob)) for s in found),
            language,
            unsure=any(map(_doubtful, found)),
        )

    def _only_language(self) -> str:
        if not self._model.model.is_multilingual:
            return "en"
        return self._languages[0] if len(self._languages) == 1 else ""

    def _decoded(
        self, sound: Any, language: str, hot_words: Sequence[str], **how: Any
    ) -> list[Any]:
        # The library drops a segment where nobody seems to speak and its words are unlikely.
        segments, _ = self._model.transcribe(
            sound,
            language=language,
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            hotwords=", ".join(hot_words) or None,
            **how,
        )
        return [segment for segment in segments if segment.text.strip()]

    def _opened(self) -> Any:
        import ctranslate2
        from faster_whisper import WhisperModel

        device = "cpu" if self._device is None else "cuda"
        index = self._device or 0
        supported = ctranslate2.get_supported_compute_types(device, index)
        return WhisperModel(
            self._source,
            device=device,
            device_index=index,
            compute_type=compute_type(self._compute, device, supported),
            cpu_threads=min(detect(Path(self._source)).cores, MOST_THREADS),
            local_files_only=True,
        )


class WhisperPart:
    """A part: its sound, and what was made of it at the last pause."""

    def __init__(self, service: WhisperService, hot_words: Sequence[str], language: str) -> None:
        self._service = service
        self._hot_words = hot_words
        self._language = language
        self._sound = bytearray()
        self._heard: Heard | None = None

    def feed(self, pcm: bytes) -> None:
        """See `Part`."""
        self._sound += pcm

    def pause(self) -> None:
        """See `Part`."""
        sound = samples(bytes(self._sound))
        language = self._language
        if not language:
            language, probability = self._service.detected(sound)
            self._language = language if probability >= CERTAIN else ""
        self._heard = self._service.recognised(sound, language, self._hot_words)

    @property
    def text(self) -> str:
        """See `Part`."""
        return " ".join(segment.text for segment in self._heard.segments) if self._heard else ""

    def finish(self, *, unchanged: bool) -> Heard:
        """See `Part`."""
        if self._heard is None or not unchanged:
            self.pause()
        assert self._heard
        return self._heard

    def abandon(self) -> None:
        """See `Part`. Nothing is held."""


def _doubtful(segment: Any) -> bool:
    return (
        exp(segment.avg_logprob) < SURE
        or segment.no_speech_prob > CLEAR
        or segment.compression_ratio > REPETITIVE
    )


@contextmanager
def _on_device(name: str) -> Iterator[None]:
    """CTranslate2 says with one kind of error whatever is wrong with a GPU."""
    try:
        yield
    except (RuntimeError, ValueError) as error:
        said = str(error)
        if "out of memory" in said:
            raise MemoryError(said) from error
        if "cannot be loaded" in said or "CUDA" in said:
            raise EngineUnavailable(
                f"{name} can't use the GPU: {said.strip().rstrip('.')}.",
                "Update the NVIDIA driver, or install the CUDA 12 libraries cuBLAS and cuDNN.",
            ) from error
        raise
