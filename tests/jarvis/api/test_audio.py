"""/v1/audio, on the starter's recogniser and voice, by OpenAI's own client."""

import asyncio
import json
import tempfile

import httpx
import numpy as np
import openai
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import given, settings
from schemathesis import GenerationMode

from jarvis.api import audio
from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from models.errors import ListeningCancelled, NoModelReady
from models.transcription import RATE
from models.transcription.files import SoundFiles
from tests.jarvis.api.conftest import Client
from tests.jarvis.api.test_openapi import CHECKS, OURS
from tests.jarvis.voice_room import recorded, voice_room
from tests.models.transcription.sounds import say

QUESTION = "what is the weather like"
SENTENCE = "The train leaves at nine. Please be there early."
FOREIGN = ({"origin": "https://elsewhere.example"}, {"host": "elsewhere.example"})


@pytest.fixture(scope="module")
def voice():
    with voice_room(file_max_mib=1) as voice:
        yield voice


@pytest.fixture(scope="module")
def app(voice):
    app = FastAPI()
    app.include_router(audio.router(voice))
    app.add_middleware(Edge, secret="secret")
    add_error_handlers(app, "the log")
    return app


@pytest.fixture
async def client(app):
    client = Client(app)
    async with client.http:
        yield client


@pytest.fixture
async def official(client):
    where = "http://127.0.0.1/v1"
    async with openai.AsyncOpenAI(
        base_url=where, api_key="any", http_client=client.http, max_retries=0
    ) as official:
        yield official


@pytest.fixture(scope="module")
def question(tmp_path_factory):
    return recorded(tmp_path_factory.mktemp("speech") / "question.wav", say(QUESTION))


@pytest.fixture
def silence(tmp_path):
    return recorded(tmp_path / "silence.wav", np.zeros(RATE))


@pytest.fixture(scope="module")
def decoded():
    """A sound file's samples, whatever its form; 16 kHz."""
    files = SoundFiles()

    def decode(path):
        return np.frombuffer(files.decode(path, 60).pcm, "<i2").astype(float) / 32768

    yield decode
    files.close()


async def heard(client, sound, **fields):
    files = {"file": ("talk.wav", sound.read_bytes() if hasattr(sound, "read_bytes") else sound)}
    return await client.http.post("/v1/audio/transcriptions", files=files, data=fields)


def words(text):
    return text.lower().strip("?.! \n").replace(",", "")


async def test_the_official_client_reads_every_form(official, question):
    create = official.audio.transcriptions.create
    told = await create(model="whisper-1", file=question)
    assert words(told.text) == QUESTION
    assert told.usage.seconds >= 1

    text = await create(model="jarvis", file=question, response_format="text", temperature=0.2)
    assert text == f"{told.text}\n"
    srt = await create(model="jarvis", file=question, response_format="srt", language="en")
    assert srt.startswith("1\n00:00:0")
    vtt = await create(model="jarvis", file=question, response_format="vtt", prompt="weather")
    assert vtt.startswith("WEBVTT\n\n00:00:0")

    loaded = "pocketsphinx-en-us"
    verbose = {"response_format": "verbose_json", "timestamp_granularities": ["segment"]}
    all_of_it = await create(model=loaded, file=question, **verbose)
    assert (all_of_it.text, all_of_it.language, all_of_it.model) == (told.text, "en", loaded)
    assert 1 < all_of_it.duration < 4
    assert all_of_it.segments
    for segment in all_of_it.segments:
        assert 0 <= segment.start < segment.end <= all_of_it.duration + 0.1
        assert segment.avg_logprob <= 0


async def test_where_nobody_spoke_there_is_no_text(client, silence):
    answer = await heard(client, silence)
    assert (answer.status_code, answer.json()["text"]) == (200, "")
    assert (await heard(client, silence, response_format="srt")).text == ""


@pytest.mark.parametrize(
    ("fields", "status", "code", "said"),
    [
        ({"model": "whisper-9"}, 404, "model_not_found", "pocketsphinx-en-us"),
        ({"stream": "true"}, 400, "invalid_request", "isn't streamed"),
        ({"timestamp_granularities[]": "word"}, 400, "invalid_request", "single words"),
        ({"response_format": "docx"}, 400, "invalid_request", "response_format"),
        ({"language": "english"}, 400, "invalid_request", "language"),
        ({"language": "es"}, 400, "invalid_request", "understands 'es'"),
    ],
)
async def test_what_is_not_offered_is_told(client, silence, fields, status, code, said):
    answer = await heard(client, silence, **fields)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert said in f"{error['message']} {error['hint']}"
    assert error["hint"]


@pytest.mark.parametrize("content", [b"", b"this is a letter, not a sound" * 9])
async def test_what_is_no_sound_is_told(client, content):
    answer = await heard(client, content)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "sound_invalid")
    assert error["message"].startswith("The file ")
    assert error["hint"]


async def test_a_request_without_a_file_is_told(client):
    answer = await client.http.post("/v1/audio/transcriptions", data={"model": "whisper-1"})
    assert answer.status_code == 400
    assert "file" in answer.json()["error"]["message"]


async def test_a_file_that_is_too_large_is_refused_while_it_comes(client):
    answer = await heard(client, bytes(2 << 20))
    assert answer.status_code == 413


async def test_nothing_stays_behind_when_the_client_hangs_up(
    client, question, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    asked = asyncio.create_task(heard(client, question))
    while not any(tmp_path.glob("jarvis-*/*")):  # noqa: ASYNC110 - a thread makes it
        await asyncio.sleep(0.005)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    while any(tmp_path.iterdir()):  # noqa: ASYNC110 - and takes it away
        await asyncio.sleep(0.005)


async def test_a_client_that_hangs_up_ends_the_listening(app, voice, tmp_path):
    """The server tells of it: nobody cancels the route."""
    path = recorded(tmp_path / "long.wav", np.tile(say(QUESTION), 10))
    with pytest.raises(ListeningCancelled):
        voice.transcribe(path, is_cancelled=lambda: True)
    request = httpx.Request("POST", "http://here/", files={"file": ("a.wav", path.read_bytes())})
    came, status = [{"type": "http.request", "body": request.read()}], []

    async def receive():
        return came.pop() if came else {"type": "http.disconnect"}

    async def send(message):
        status.append(message.get("status"))

    headers = [(b"host", b"127.0.0.1"), (b"content-type", request.headers["content-type"].encode())]
    where = {"type": "http", "method": "POST", "path": "/v1/audio/transcriptions"}
    where |= {"headers": headers, "http_version": "1.1", "query_string": b""}
    await app(where, receive, send)
    assert status[0] == 499


@pytest.mark.parametrize("form", ["mp3", "opus", "flac", "wav", "pcm"])
async def test_the_official_client_saves_speech_in_every_form(official, decoded, tmp_path, form):
    path = tmp_path / "said"
    create = official.audio.speech.with_streaming_response.create
    async with create(model="tts-1", voice="alloy", input=SENTENCE, response_format=form) as answer:
        assert answer.headers["content-type"].startswith("audio/")
        await answer.stream_to_file(path)
    if form == "pcm":
        pcm, rate = np.frombuffer(path.read_bytes(), "<i2") / 32768, 24_000
    else:
        pcm, rate = decoded(path), RATE
    assert 1.5 < len(pcm) / rate < 8
    assert 0.02 < np.sqrt(np.mean(pcm**2)) < 0.5


async def spoken(client, status=200, **body):
    answer = await client.post("/v1/audio/speech", {"input": SENTENCE, **body})
    assert answer.status_code == status, answer.text
    return answer


async def test_speech_is_mp3_and_speed_is_heard(client):
    answer = await spoken(client)
    assert answer.headers["content-type"] == "audio/mpeg"
    plain, quick = [
        len((await spoken(client, response_format="pcm", speed=speed)).content) for speed in (1, 2)
    ]
    assert quick < 0.75 * plain


async def test_a_client_that_hangs_up_ends_the_speaking(app, voice, monkeypatch):
    made, say = [], voice.voices.say
    monkeypatch.setattr(voice.voices, "say", lambda *how: made.append(how) or say(*how))
    heard = asyncio.Event()
    body = {"input": f"{SENTENCE} " * 500, "response_format": "pcm"}
    came = [{"type": "http.request", "body": json.dumps(body).encode()}]

    async def receive():
        if came:
            return came.pop()
        await heard.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        if message.get("body"):
            heard.set()

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")]
    where = {"type": "http", "method": "POST", "path": "/v1/audio/speech", "query_string": b""}
    await app({**where, "headers": headers, "http_version": "1.1"}, receive, send)
    assert 0 < len(made) < 100


async def test_a_voice_that_fails_in_between_breaks_the_stream_off(client, voice, monkeypatch):
    said, say = [], voice.voices.say

    def say_once(*how):
        if said:
            raise NoModelReady("No voice is left.", "Run `jarvis doctor`.")
        said.append(how)
        return say(*how)

    monkeypatch.setattr(voice.voices, "say", say_once)
    with pytest.raises(RuntimeError):  # a server ends the connection: nobody takes it for the whole
        await spoken(client)


async def test_several_files_at_once_are_all_heard(client, question):
    answers = await asyncio.gather(*(heard(client, question) for _ in range(4)))
    assert {words(answer.json()["text"]) for answer in answers} == {QUESTION}


async def test_both_languages_are_said(client):
    answer = await spoken(client, input="Buenos días. ¿Qué tal el mar?", response_format="pcm")
    assert len(answer.content) > 24_000 * 2


async def test_a_voice_of_ours_is_called_by_its_name(client):
    named = await spoken(client, response_format="flac", voice="espeak-ng")
    assert named.content.startswith(b"fLaC")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"voice": "nobody"}, 400, "espeak-ng"),
        ({"response_format": "aac"}, 400, "mp3"),
        ({"stream_format": "sse"}, 400, "Leave it out"),
        ({"model": "tts-9"}, 404, "`voice`"),
        ({"speed": 9}, 400, "speed"),
        ({"input": ""}, 400, "input"),
        ({"input": "x" * 100_001}, 400, "input"),
        ({"input": "… — …"}, 400, "nothing to say"),
        ({"input": "x" * (2 << 20)}, 413, "bytes"),
    ],
)
async def test_speech_that_is_not_offered_is_told(client, body, status, said):
    error = (await spoken(client, status, **body)).json()["error"]
    assert said in f"{error['message']} {error['hint']}"
    assert error["hint"]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_other_pages_are_refused(client, headers):
    speech = {"input": SENTENCE}
    answer = await client.http.post("/v1/audio/speech", json=speech, headers=headers)
    assert answer.status_code == 403
    files = {"file": ("talk.wav", b"")}
    answer = await client.http.post("/v1/audio/transcriptions", files=files, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(app, mode):
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers=OURS)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 2
    for operation in operations:
        cases = operation.as_strategy(generation_mode=mode)

        @settings(max_examples=5, database=None)
        @given(cases)
        def holds(case):
            case.call_and_validate(checks=CHECKS, headers=OURS)

        holds()
