"""What /v1/audio is asked, checked, and a transcript in the forms that OpenAI's clients read."""

import math
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Form
from pydantic import BaseModel, Field

from jarvis.api.openai_request import ALIAS
from jarvis.errors import InvalidRequest
from jarvis.voice.subtitles import srt, vtt
from models.speech.encoding import FORMATS
from models.types import Segment, Transcript

RECOGNISERS = (ALIAS, "whisper-1")
"""Model names that always mean the recogniser that is loaded."""

SPEAKERS = (ALIAS, "tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""Model names that mean whatever speaks here: the voice is what one chooses."""

OPENAI_VOICES = frozenset(
    {"alloy", "ash", "ballad", "cedar", "coral", "echo", "fable"}
    | {"marin", "nova", "onyx", "sage", "shimmer", "verse"}
)
"""Voices that aren't ours; each means the one that Jarvis would choose for the text."""

TEXT_MAX = 100_000
"""Characters that may be said in one request: two hours of speech."""

SLOWEST, QUICKEST = 0.5, 2.0
"""What our voices can do of OpenAI's 0.25 to 4."""

Language = Annotated[
    str, Form(pattern="^([a-z]{2})?$", description="ISO 639-1; detected if left out.")
]
ResponseFormat = Literal["json", "text", "srt", "verbose_json", "vtt"]


@dataclass(frozen=True, slots=True)
class TranscriptionForm:
    """The fields beside the file. `temperature` and fields that aren't here are read over."""

    model: Annotated[str, Form()] = ALIAS
    language: Language = ""
    prompt: Annotated[str, Form(description="Names and terms, with commas between.")] = ""
    response_format: Annotated[ResponseFormat, Form()] = "json"
    temperature: Annotated[float, Form(ge=0, le=1, description="Has no effect.")] = 0.0
    stream: Annotated[bool, Form(description="Not offered: only false is taken.")] = False
    timestamp_granularities: Annotated[
        list[Literal["segment", "word"]] | None, Form(alias="timestamp_granularities[]")
    ] = None

    def check(self) -> None:
        """Refuse what isn't offered.

        Raises:
            InvalidRequest
        """
        if self.stream:
            raise InvalidRequest("A transcript isn't streamed.", "Leave `stream` out.")
        if "word" in (self.timestamp_granularities or ()):
            raise InvalidRequest(
                "There are no times for single words.",
                'Ask for timestamp_granularities ["segment"].',
            )

    @property
    def hot_words(self) -> tuple[str, ...]:
        """The prompt's terms."""
        terms = (term.strip() for term in re.split(r"[,;\n]", self.prompt))
        return tuple(dict.fromkeys(filter(None, terms)))


class SpeechRequest(BaseModel):
    """A text, and how it shall be said. `instructions` and other fields are read over."""

    input: Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
    model: str = ALIAS
    voice: Annotated[
        str, Field(description="A voice's name; one of OpenAI's means the default one.")
    ] = "alloy"
    response_format: Annotated[
        str, Field(description=f"One of: {', '.join(FORMATS)}.", examples=["mp3"])
    ] = "mp3"
    speed: Annotated[
        float,
        Field(ge=0.25, le=4, description=f"Below {SLOWEST} is {SLOWEST}, above {QUICKEST} that."),
    ] = 1.0
    stream_format: Annotated[str, Field(description='Only "audio".', examples=["audio"])] = "audio"

    def check(self) -> None:
        """Refuse what isn't offered.

        Raises:
            InvalidRequest
        """
        if self.response_format not in FORMATS:
            raise InvalidRequest(
                f"response_format: {self.response_format!r} isn't offered.",
                f"Forms are: {', '.join(FORMATS)}.",
            )
        if self.stream_format != "audio":
            raise InvalidRequest(
                f"stream_format: {self.stream_format!r} isn't offered.",
                'Leave it out: the sound itself is streamed, which is "audio".',
            )

    @property
    def chosen_voice(self) -> str:
        """A voice of ours, or "" for the default one."""
        return "" if self.voice in OPENAI_VOICES else self.voice

    @property
    def speed_here(self) -> float:
        """The speed, as far as our voices go."""
        return min(max(self.speed, SLOWEST), QUICKEST)


def _json(transcript: Transcript) -> dict[str, Any]:
    seconds = math.ceil(transcript.seconds)
    return {"text": transcript.text, "usage": {"type": "duration", "seconds": seconds}}


def _verbose(transcript: Transcript) -> dict[str, Any]:
    """With OpenAI's names; `confidence`, `unsure` and `model` are ours."""
    return {
        **_json(transcript),
        "task": "transcribe",
        "language": transcript.language,
        "duration": transcript.seconds,
        "segments": [_segment(number, one) for number, one in enumerate(transcript.segments)],
        "confidence": transcript.confidence,
        "unsure": transcript.unsure,
        "model": transcript.model,
    }


def _segment(number: int, segment: Segment) -> dict[str, Any]:
    """A segment with every field that strict clients want. `no_speech_prob` is 0: where nobody
    spoke, there is no segment. `compression_ratio` is computed as Whisper does.
    """
    text = segment.text.encode()
    return {
        "id": number,
        "seek": 0,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": math.log(max(segment.confidence, 1e-6)),
        "compression_ratio": len(text) / len(zlib.compress(text)),
        "no_speech_prob": 0.0,
        "confidence": segment.confidence,
    }


WRITTEN: Mapping[ResponseFormat, Callable[[Transcript], dict[str, Any] | str]] = {
    "json": _json,
    "verbose_json": _verbose,
    "text": lambda transcript: f"{transcript.text}\n",
    "srt": lambda transcript: srt(transcript.segments),
    "vtt": lambda transcript: vtt(transcript.segments),
}
"""Each form: JSON, or a plain text."""
