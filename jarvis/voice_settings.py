"""The `[voice]` section of config.toml: what listens, what speaks, and for how long."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

Positive = Annotated[int, Field(gt=0)]


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """`[voice]`: talking with Jarvis."""

    recogniser: str = "auto"
    language: str = "auto"
    hot_words: tuple[str, ...] = ()
    compute_type: Literal["auto", "int8", "float16", "int8_float16", "float32"] = "auto"
    english_voice: str = "auto"
    spanish_voice: str = "auto"
    speed: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    utterance_max_seconds: Positive = 180
    file_max_mib: Positive = 200
    file_max_minutes: Positive = 180
