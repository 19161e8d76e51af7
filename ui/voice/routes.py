"""What the page's scripts ask for around talking. Gradio draws the page; the sound goes here."""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import StreamingResponse

from jarvis.errors import ConversationNotFound
from ui.language import Language
from ui.parts import Parts
from ui.review_routes import told
from ui.running import Turns
from ui.session import person_of
from ui.voice import events
from ui.voice.aloud import read_aloud, sample
from ui.voice.bodies import (
    HeardBody,
    Played,
    ReadBody,
    SampleBody,
    Spoken,
    Stopped,
    TurnBody,
    VoiceState,
)
from ui.voice.bodies import Words as HeardWords
from ui.voice.events import Event
from ui.voice.standing import note_of, voice_state
from ui.voice.turns import VoiceTurns
from ui.words import Words

CHUNK_MAX_BYTES = 8 << 20
"""What gathers while a slow recogniser thinks comes in one piece."""

Listen = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Number = Annotated[int, Path(ge=0, le=1_000_000)]


def voice_routes(parts: Parts, turns: Turns, words: dict[Language, Words]) -> APIRouter:
    """The routes, under /page/voice."""
    router = APIRouter(prefix="/page/voice")
    voice, taking, log_file = parts.voice, VoiceTurns(parts, turns), parts.log_file

    @router.post("/listen/{listen}/{number}")
    async def feed(
        listen: Listen,
        number: Number,
        language: Language,
        request: Request,
        spoken: Spoken = "auto",
    ) -> HeardWords:
        person, pcm = person_of(request), await _body(request)

        def heard() -> HeardWords:
            utterance = voice.utterances.of(person, listen, "" if spoken == "auto" else spoken)
            now = utterance.feed(number, pcm)
            return HeardWords(words=now.text, speaking=now.speaking, seconds=now.seconds)

        with told(words[language], log_file):
            return await asyncio.get_running_loop().run_in_executor(voice.threads, heard)

    @router.delete("/listen/{listen}", status_code=204)
    def forget(listen: Listen, request: Request) -> None:
        voice.utterances.forget(person_of(request), listen)

    @router.post("/hear/{listen}")
    async def hear(listen: Listen, language: Language, request: Request) -> HeardBody:
        said = words[language]
        with told(said, log_file):
            heard = await taking.hear(person_of(request), listen)
            news = taking.news(person_of(request), heard)
        got = heard.transcript
        return HeardBody(
            text=got.text,
            confidence=got.confidence,
            unsure=got.unsure,
            language=got.language,
            heard=bool(got.text),
            note=note_of(news, said, log_file),
        )

    @router.post("/turn")
    async def turn(body: TurnBody, language: Language, request: Request) -> StreamingResponse:
        return _stream(taking.take(person_of(request), body, words[language]))

    @router.post("/stop", status_code=204)
    async def stop(stopped: Stopped, language: Language, request: Request) -> None:
        with told(words[language], log_file):
            person = person_of(request)
            await taking.stop(person, stopped.turn, stopped.played, stopped.share)

    @router.post("/played", status_code=204)
    async def played(report: Played, language: Language, request: Request) -> None:
        with told(words[language], log_file):
            await taking.played(person_of(request), report)

    @router.post("/read")
    async def read(body: ReadBody, language: Language, request: Request) -> StreamingResponse:
        said, person = words[language], person_of(request)
        with told(said, log_file):
            thread = parts.conversations.thread(person, body.chat)
            found = next((one for one in thread if one.id == body.message), None)
            if found is None:
                raise ConversationNotFound("That message isn't there any more.", "Reload the page.")
        restored = partial(parts.guards.restored, vault=parts.guards.vaults.of(body.chat))
        return _stream(read_aloud(parts, restored(found.content), body.choice, said))

    @router.post("/sample")
    async def try_voice(body: SampleBody, language: Language) -> StreamingResponse:
        with told(words[language], log_file):
            voice.voices.card(body.voice)
        return _stream(sample(parts, body, words))

    @router.get("/state")
    def state(language: Language) -> VoiceState:
        return voice_state(voice, words[language], log_file)

    return router


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > CHUNK_MAX_BYTES:
            raise HTTPException(413, f"A piece of sound has at most {CHUNK_MAX_BYTES:,} bytes.")
    return bytes(body)


def _stream(told_: AsyncGenerator[Event, None]) -> StreamingResponse:
    # No proxy may hold lines back until there are more.
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events.lines(told_), media_type=events.MEDIA_TYPE, headers=headers)
