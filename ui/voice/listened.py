"""One spoken turn as it goes: what was sent to be heard, when, and its row in the ledger."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from jarvis.telemetry.records import Voiced
from jarvis.voice.pieces import Piece, Spoken
from models.types import Transcript
from ui.running import RunningTurn
from ui.voice import events
from ui.voice.events import Event


@dataclass(slots=True)
class Listened:
    """A spoken turn.

    Attributes:
        began: when its speaker let go, in the seconds of `time.perf_counter`.
        recognition_seconds: from then to the transcript.
        muted: whether its person reads it instead.
        told: whether its last event was sent.
        pieces: what was sent, in its order; no sound is kept.
        lasts: seconds that all of its sound takes, pauses included.
        voice: who spoke first; "" while nobody has.
        heard_share: of the answer, 0 to 1; None while nobody has said.
        written: whether it is in the ledger.
    """

    turn: RunningTurn
    chat: str
    language: str
    began: float
    transcript: Transcript
    recognition_seconds: float
    muted: bool = False
    told: bool = False
    pieces: list[Piece] = field(default_factory=list)
    lasts: float = 0.0
    voice: str = ""
    heard_share: float | None = None
    written: bool = False
    _first_token: float | None = None
    _first_clause: float | None = None
    _first_sound: float | None = None

    def note_text(self) -> None:
        """The answer has begun."""
        self._first_token = self._first_token or self._now()

    def note_sound(self, spoken: Spoken) -> None:
        """A piece is made; its clause was there before its voice began."""
        now = self._now()
        self._first_clause = self._first_clause or now - spoken.seconds
        self._first_sound = self._first_sound or now
        self.pieces.append(spoken.piece)
        self.lasts += spoken.sound.seconds + spoken.pause
        self.voice = self.voice or spoken.voice

    async def noting(self, texts: AsyncIterator[str]) -> AsyncIterator[str]:
        """The answer's deltas, the first of which is noted."""
        async for text in texts:
            self.note_text()
            yield text

    def done(self) -> Event:
        """The turn's last event."""
        return events.done(
            len(self.pieces),
            recognition=self.recognition_seconds,
            first_token=self._first_token,
            first_clause=self._first_clause,
            first_sound=self._first_sound,
        )

    def voiced(
        self,
        first_sound_ms: float | None = None,
        longest_gap_ms: float | None = None,
        *,
        interrupted: bool = False,
        spoken_seconds: float = 0.0,
    ) -> Voiced:
        """Its row in the ledger.

        Args:
            first_sound_ms: as the browser heard it.
            spoken_seconds: of its sound, those that were played.
        """
        transcript, clause = self.transcript, self._first_clause
        return Voiced(
            turn=self.turn.request.turn,
            speech_seconds=transcript.speech_seconds,
            recognition_ms=self.recognition_seconds * 1000,
            first_clause_ms=None if clause is None else clause * 1000,
            first_sound_ms=first_sound_ms,
            interrupted=interrupted,
            heard_share=self.heard_share,
            spoken_seconds=spoken_seconds,
            longest_gap_ms=longest_gap_ms,
            recogniser=transcript.model,
            recognition_confidence=transcript.confidence or None,
            voice=self.voice,
            language=self.pieces[0].language if self.pieces else self.language,
        )

    def _now(self) -> float:
        return time.perf_counter() - self.began
