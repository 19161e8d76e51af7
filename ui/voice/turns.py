"""A spoken turn: heard → asked → spoken, and what was said of it when it is interrupted.

The question goes where typed ones go (`ui.asking`); here its answer is given a voice.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from functools import partial

import structlog
from cachetools import LRUCache

from jarvis.errors import ConversationNotFound, JarvisError, NotHeard
from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Voiced
from jarvis.turn import Speech as Spoke
from jarvis.voice.pieces import Spoken
from jarvis.voice.said import characters_said, cut_to
from jarvis.voice.utterance import Heard
from models.errors import ModelError
from models.types import Transcript
from ui.asking import Asking, Question
from ui.failure import failure
from ui.parts import Parts
from ui.running import RunningTurn, Snapshot, Turns
from ui.voice import events
from ui.voice.bodies import Played, TurnBody
from ui.voice.events import Event
from ui.voice.listened import Listened
from ui.voice.speech import Speech
from ui.words import Words

UPDATES_PER_SECOND = 100.0
"""How often a growing answer is looked at; the first words of it are waited for."""

REMEMBERED = 256
"""Turns that can be interrupted, or told of, after their sound was sent; and people."""

NO_REPORT_SECONDS = 30.0
"""How long a browser has to tell how an answer was heard, once it should have ended."""

log = structlog.get_logger(__name__)


class VoiceTurns:
    """Takes spoken turns. Every look-up names the person."""

    def __init__(self, parts: Parts, turns: Turns) -> None:
        self._parts = parts
        self._turns = turns
        self._asking = Asking(parts, turns)
        self._taken: LRUCache[tuple[str, str], Listened] = LRUCache(REMEMBERED)
        self._told: LRUCache[str, str] = LRUCache(REMEMBERED)

    async def take(self, person: str, body: TurnBody, words: Words) -> AsyncGenerator[Event, None]:
        """The events of one turn. Closing it falls silent; the page tells what was heard."""
        try:
            async with aclosing(self._take(person, body, words)) as told:
                async for event in told:
                    yield event
        except JarvisError as error:
            yield events.told("problem", failure(error, words, self._parts.log_file))
        except Exception as error:
            log.exception("voice_turn_failed")
            yield events.told("problem", failure(error, words, self._parts.log_file))

    async def _take(self, person: str, body: TurnBody, words: Words) -> AsyncGenerator[Event, None]:
        began = time.perf_counter()
        heard = await self._heard(person, body)
        if heard is not None and body.text:
            began -= heard.seconds  # while they edited it, nobody waited for Jarvis
        elif heard is not None:
            yield events.heard(heard.transcript, heard.seconds)
            if (note := self.news(person, heard)) is not None:
                yield events.told("note", failure(note, words, self._parts.log_file))
            if not heard.transcript.text:
                self._parts.voice.utterances.forget(person, body.listen)
                yield events.NOTHING
                return
        window = f"voice-{body.listen}"
        listened = await self._ask(person, body, heard, window, began, words)
        known = False
        try:
            yield {"kind": "asked", "chat": listened.chat, "turn": listened.turn.request.turn}
            known = True
            async with aclosing(self._spoken(listened, body, words)) as told:
                async for event in told:
                    yield event
        finally:
            self._turns.leave(window)
            self._write_later(listened)
            if not known:  # the page, which didn't wait for its name, can't stop it
                await self._turns.stop(person, listened.chat)

    async def _heard(self, person: str, body: TurnBody) -> Heard | None:
        try:
            return await self.hear(person, body.listen) if body.listen else None
        except NotHeard:
            if body.text:  # it is edited, and needs no sound any more
                return None
            raise

    async def hear(self, person: str, listen: str) -> Heard:
        """What was said under an id."""
        utterance = self._parts.voice.utterances.known(person, listen)
        threads = self._parts.voice.threads
        return await asyncio.get_running_loop().run_in_executor(threads, utterance.finish)

    def news(self, person: str, heard: Heard) -> ModelError | None:
        """What a person should know of who listened: what stepped down, or, once each time that it
        changes, why it isn't the best recogniser.
        """
        standing = self._parts.voice.ears.standing().note
        before = self._told.get(person, "")
        self._told[person] = standing.message if standing else ""
        return heard.note or (standing if self._told[person] not in ("", before) else None)

    async def _ask(
        self,
        person: str,
        body: TurnBody,
        heard: Heard | None,
        window: str,
        began: float,
        words: Words,
    ) -> Listened:
        transcript = heard.transcript if heard else Transcript()
        speech = _speech(heard, began) if heard else None
        await self._turns.stop(person, body.chat)  # a new press interrupts
        turn = await self._asking.ask(
            Question(
                person,
                window,
                body.text or transcript.text,
                chat=body.chat,
                documents=body.documents,
                collections=body.collections,
                speech=speech,
                task="voice",
            ),
            words,
        )
        self._parts.voice.utterances.forget(person, body.listen)
        seconds = heard.seconds if heard else 0.0
        chat = turn.request.conversation or ""
        listened = Listened(turn, chat, words.language, began, transcript, seconds, muted=body.mute)
        listened.written = heard is None  # how it was spoken isn't known any more
        self._taken[person, turn.request.turn] = listened
        return listened

    async def _spoken(
        self, listened: Listened, body: TurnBody, words: Words
    ) -> AsyncGenerator[Event, None]:
        """The answer's sound, and how it ended."""
        speech = Speech(self._parts.voice, body.choice)
        texts = _growing(listened.turn)
        if body.mute:
            async for _ in texts:
                listened.note_text()
        else:
            splitter = self._parts.voice.splitter(listened.transcript.language or words.language)
            async with aclosing(speech.of(listened.noting(texts), splitter)) as pieces:
                async for spoken in pieces:
                    if speech.note is not None and not listened.pieces:
                        yield events.told("note", failure(speech.note, words, self._parts.log_file))
                    self._note(listened, spoken)
                    yield events.sound(spoken)
        now = listened.turn.snapshot()
        if now.error is not None:
            yield events.told("problem", failure(now.error, words, self._parts.log_file))
        listened.told = True
        yield listened.done()

    async def stop(self, person: str, turn: str, played: int, share: float) -> None:
        """Stop an answer, and keep of it what was said.

        Raises:
            ConversationNotFound: no such answer, or it is another person's.
        """
        listened = self._of(person, turn)
        if self._turns.running(person, listened.chat) is listened.turn:
            await self._turns.stop(person, listened.chat)
        if listened.muted:
            return
        now = listened.turn.snapshot()
        if now.done and listened.told and played >= len(listened.pieces):
            return
        characters = characters_said(listened.pieces, played, share)
        listened.heard_share = min(1.0, characters / len(now.text)) if now.text else 0.0
        if characters < len(now.text.rstrip()):
            vault = self._parts.guards.vaults.of(listened.chat)
            restored = partial(self._parts.guards.restored, vault=vault)
            cut = partial(_cut, now=now, characters=characters, restored=restored)
            self._parts.conversations.cut(person, turn, cut)

    async def played(self, person: str, told: Played) -> None:
        """Write down how an answer was heard, once.

        Raises:
            ConversationNotFound: no such answer, or it is another person's.
        """
        listened = self._of(person, told.turn)
        listened.muted = listened.muted or told.muted
        if not told.interrupted and not listened.muted and listened.pieces:
            listened.heard_share = 1.0
        self._write(
            listened,
            listened.voiced(
                told.first_sound_ms,
                max(told.gaps_ms, default=None),
                interrupted=told.interrupted,
                spoken_seconds=told.spoken_seconds,
            ),
        )

    def _of(self, person: str, turn: str) -> Listened:
        if (found := self._taken.get((person, turn))) is None:
            raise ConversationNotFound("That answer isn't spoken any more.", "Reload the page.")
        return found

    def _note(self, listened: Listened, spoken: Spoken) -> None:
        """For the trace, which may have ended: an answer is written faster than it is said."""
        listened.note_sound(spoken)
        trace = self._parts.tracing.of(listened.turn.request.turn)
        if trace is not None:
            trace.note(
                Operation.TEXT_TO_SPEECH,
                spoken.voice,
                began=time.perf_counter() - spoken.seconds,
                seconds=spoken.seconds,
                attributes={names.SPEECH_SECONDS: spoken.sound.seconds},
            )

    def _write_later(self, listened: Listened) -> None:
        """A browser that is gone tells nothing: then the turn is written down without it."""

        def write() -> None:
            self._write(listened, listened.voiced())

        asyncio.get_running_loop().call_later(listened.lasts + NO_REPORT_SECONDS, write)

    def _write(self, listened: Listened, row: Voiced) -> None:
        if not listened.written:
            listened.written = True
            self._parts.voiced(row)


def _speech(heard: Heard, began: float) -> Spoke:
    """How a question was spoken, for its turn; `began` is when its speaker let go."""
    got = heard.transcript
    return Spoke(began, heard.seconds, got.speech_seconds, got.model, got.confidence)


async def _growing(turn: RunningTurn) -> AsyncIterator[str]:
    """An answer's deltas, to its end."""
    told = 0
    async with aclosing(turn.watch(UPDATES_PER_SECOND)) as snapshots:
        async for now in snapshots:
            if len(now.text) > told:
                yield now.text[told:]
                told = len(now.text)


def _cut(stored: str, now: Snapshot, characters: int, restored: Callable[[str], str]) -> str:
    """An answer as it is kept, without what wasn't said; its thoughts stay."""
    thought = f"<think>{now.reasoning}</think>\n\n" if now.reasoning else ""
    thought = thought if stored.startswith(thought) else ""
    return thought + cut_to(stored[len(thought) :], characters, restored)
