"""/v1/audio: a sound file becomes a text, and a text becomes sound, as OpenAI's clients ask."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from jarvis.api.audio_bodies import RECOGNISERS, SPEAKERS, WRITTEN, SpeechRequest, TranscriptionForm
from jarvis.api.error_bodies import documented
from jarvis.api.guarded import WRITING, guarded
from jarvis.api.hanging_up import watched
from jarvis.errors import JarvisError
from jarvis.voice.ears import PATIENCE_SECONDS
from jarvis.voice.recording import begun, encoded
from jarvis.voice.voice import Voice
from models.errors import ModelNotFound
from models.speech.encoding import FORMATS
from models.types import Transcript

MIB = 1 << 20

AROUND_A_FILE = 64 * 1024
"""Bytes that a multipart body may have beside its file."""

TEXT_MAX_BYTES = MIB

FILES_AT_ONCE = 2
"""Others wait: a hundred files mustn't keep the person from being heard who talks with the page."""

COPY = "The file"
"""What an uploaded file is called on our disk, and so in what is told of it: no name can do harm.
"""

PCM_RATE = 24_000
"""Samples a second of the form without a header, as OpenAI's."""

ERRORS = WRITING | documented(HTTPStatus.NOT_FOUND)

HEARD: dict[int | str, dict[str, Any]] = {
    200: {"description": "What was said", "content": {"application/json": {}, "text/plain": {}}}
}
SOUND: dict[int | str, dict[str, Any]] = {
    200: {"description": "Sound, as it is made", "content": {kind: {} for kind in FORMATS.values()}}
}

T = TypeVar("T")


def router(voice: Voice) -> APIRouter:
    """The routes; files and texts have limits of their own."""
    routes = APIRouter(prefix="/v1/audio", tags=["OpenAI-compatible"])
    routes.include_router(_transcriptions(voice))
    routes.include_router(_speech(voice))
    return routes


def _transcriptions(voice: Voice) -> APIRouter:
    limit = voice.settings.file_max_mib * MIB + AROUND_A_FILE
    turn = asyncio.Semaphore(FILES_AT_ONCE)
    routes = APIRouter(route_class=guarded(None, limit))

    @routes.post(
        "/transcriptions",
        summary="What is said in a sound file",
        response_class=Response,
        responses=ERRORS | HEARD,
    )
    async def transcriptions(
        request: Request, file: UploadFile, form: Annotated[TranscriptionForm, Depends()]
    ) -> Response:
        form.check()
        async with watched(request) as is_gone, turn:
            work = partial(_transcript, voice, file.file, form, is_gone)
            heard = await _beside(voice, work)
        written = WRITTEN[form.response_format](heard)
        return PlainTextResponse(written) if isinstance(written, str) else JSONResponse(written)

    return routes


def _speech(voice: Voice) -> APIRouter:
    routes = APIRouter(route_class=guarded(None, TEXT_MAX_BYTES))

    @routes.post(
        "/speech",
        summary="A text, said aloud",
        response_class=StreamingResponse,
        responses=ERRORS | SOUND,
    )
    async def speech(body: SpeechRequest) -> StreamingResponse:
        body.check()
        sound = await _beside(voice, lambda: _said(voice, body))
        return StreamingResponse(
            _as_it_comes(voice, sound), media_type=FORMATS[body.response_format]
        )

    return routes


def _transcript(
    voice: Voice, sound: BinaryIO, form: TranscriptionForm, is_gone: Callable[[], bool]
) -> Transcript:
    """What was heard. The copy, which the decoder's process can open, is gone afterwards.

    Raises:
        ModelNotFound, SoundInvalid, NoModelReady, GenerationFailed, ListeningCancelled
    """
    if form.model not in RECOGNISERS:
        _check_recogniser(voice, form.model)
    with tempfile.TemporaryDirectory(prefix="jarvis-") as folder:
        path = Path(folder) / COPY
        _copy(sound, path)
        return voice.transcribe(
            path, language=form.language, hot_words=form.hot_words, is_cancelled=is_gone
        )


def _check_recogniser(voice: Voice, wanted: str) -> None:
    voice.ears.ready(PATIENCE_SECONDS)
    voice.ears.retry(wanted)
    loaded = voice.ears.standing().model
    if loaded and wanted != loaded:
        raise ModelNotFound(
            f"The recogniser {wanted!r} isn't loaded.",
            f"Loaded is {loaded!r}; {RECOGNISERS[0]!r} always means the loaded one.",
        )


def _copy(sound: BinaryIO, path: Path) -> None:
    try:
        with path.open("wb") as copy:
            shutil.copyfileobj(sound, copy)
    except OSError as error:
        raise JarvisError(
            f"The sound can't be kept while it is listened to: {error.strerror}.",
            "Make room on the disk for temporary files.",
        ) from error


def _said(voice: Voice, body: SpeechRequest) -> Iterator[bytes]:
    """The sound, begun: what is wrong with the request is raised here.

    Raises:
        ModelNotFound, InvalidRequest, NoModelReady, GenerationFailed
    """
    if body.model not in SPEAKERS:
        raise ModelNotFound(
            f"There is no speech model {body.model!r}.",
            f"{SPEAKERS[0]!r} always means what is here; choose who speaks by `voice`.",
        )
    said = voice.say(body.input, voice=body.chosen_voice, speed=body.speed_here)
    rate, pieces = begun(said)
    return encoded(
        pieces, body.response_format, PCM_RATE if body.response_format == "pcm" else rate
    )


async def _as_it_comes(voice: Voice, sound: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Nobody there to listen: this is dropped, and nothing more is said. What goes wrong by now
    can't be told any more; it breaks the stream off.
    """
    while (part := await _beside(voice, lambda: next(sound, None))) is not None:
        yield part


async def _beside(voice: Voice, call: Callable[[], T]) -> T:
    """`call`, in one of the voice's threads."""
    return await asyncio.get_running_loop().run_in_executor(voice.threads, call)
