"""What the page's scripts send around talking, as it is checked."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from ui.voice.speech import Choice

Id = Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")]
Name = Annotated[str, Field(max_length=200)]
Speed = Annotated[float, Field(ge=0.5, le=2)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Milliseconds = Annotated[float, Field(ge=0, le=86_400_000)]

Spoken = Literal["auto", "en", "es"]


class VoiceChoice(BaseModel):
    """The voices that a person chose; "" is the best."""

    english: Name = ""
    spanish: Name = ""
    speed: Speed | None = None

    @property
    def choice(self) -> Choice:
        """For `Speech`."""
        return Choice(self.english, self.spanish, self.speed)


class TurnBody(VoiceChoice):
    """A spoken question: `listen` is what was heard; `text` is that, as its person edited it."""

    listen: Id = ""
    text: Annotated[str, Field(max_length=1_000_000)] = ""
    chat: Name = ""
    documents: Name = ""
    collections: Annotated[str, Field(max_length=20_000)] = ""
    mute: bool = False


class Stopped(BaseModel):
    """How far an answer was heard: whole pieces, and a share of the next."""

    turn: Name
    played: Count = 0
    share: Share = 0.0


class Played(BaseModel):
    """How an answer was heard, unless it was muted; times since its question was spoken."""

    turn: Name
    first_sound_ms: Milliseconds | None = None
    gaps_ms: Annotated[list[Milliseconds], Field(max_length=10_000)] = []
    interrupted: bool = False
    muted: bool = False
    spoken_seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0


class ReadBody(VoiceChoice):
    """An answer that shall be read aloud."""

    chat: Name
    message: Name


class SampleBody(BaseModel):
    """A voice to be tried."""

    voice: Name
    language: Literal["en", "es"]
    speed: Speed | None = None


class Words(BaseModel):
    """What was heard so far."""

    words: str
    speaking: bool
    seconds: float


class Note(BaseModel):
    """Something stepped down, and what to do about it."""

    message: str
    hint: str


class HeardBody(BaseModel):
    """A transcript that its person may edit before it is asked."""

    text: str
    confidence: float
    unsure: bool
    language: str
    heard: bool
    note: Note | None = None


class VoiceCard(BaseModel):
    """A voice on disk; `chosen_for` are the languages that it speaks unless another is chosen."""

    name: str
    title: str
    languages: list[str]
    chosen_for: list[str]


class VoiceState(BaseModel):
    """What listens, and what can speak."""

    ready: bool
    recogniser: str
    languages: list[str]
    note: Note | None
    voices: list[VoiceCard]
