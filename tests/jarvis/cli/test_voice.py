"""`jarvis transcribe` and `jarvis say`, as a person types them, with the starter's models."""

import json
import wave

import numpy as np
import pytest
from typer.testing import CliRunner

from jarvis.cli import app
from jarvis.errors import InvalidRequest, JarvisError
from models.errors import SoundInvalid
from tests.jarvis.cli.test_guard import logging_as_before  # noqa: F401
from tests.jarvis.voice_room import recorded
from tests.models.transcription.sounds import say

QUESTION = "what is the weather like"


@pytest.fixture
def run(tmp_path, logging_as_before):  # noqa: F811
    def run(*words, code=0, typed=""):
        command = [*map(str, words), "--data-dir", str(tmp_path / "data")]
        result = CliRunner().invoke(app, command, input=typed)
        if isinstance(result.exception, JarvisError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture(scope="module")
def question(tmp_path_factory):
    return recorded(tmp_path_factory.mktemp("speech") / "question.wav", say(QUESTION))


def length(path):
    """Seconds, as a reader that trusts the header reads them."""
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_a_file_is_written_down(run, question):
    told = json.loads(run("transcribe", question, "--format", "json").stdout)
    assert told["text"].lower().strip("?") == QUESTION
    assert (told["language"], told["model"]) == ("en", "pocketsphinx-en-us")
    assert told["segments"]


def test_the_files_ending_chooses_the_form(run, question, tmp_path):
    out = tmp_path / "talk.srt"
    assert str(out) in run("transcribe", question, "-o", out, "--language", "en").stdout
    assert out.read_text("utf-8").startswith("1\n00:00:0")


def test_silence_is_no_text(run, tmp_path):
    result = run("transcribe", recorded(tmp_path / "silence.wav", np.zeros(16_000)))
    assert result.stdout == ""
    assert "didn't hear" in result.stderr


def test_a_file_that_is_not_there_is_told(run, tmp_path):
    with pytest.raises(SoundInvalid, match="no file"):
        run("transcribe", tmp_path / "nowhere.wav")


def test_a_text_is_said_into_a_file(run, tmp_path):
    out = tmp_path / "hello.wav"
    assert "spoken by espeak-ng" in run("say", "Hello. How are you today?", "-o", out).stdout
    assert 1 < length(out) < 5
    run(
        "say", "-", "-o", tmp_path / "slow.wav", "--speed", "0.5", typed="Hello. How are you today?"
    )
    assert length(tmp_path / "slow.wav") > 1.4 * length(out)
    for form in ("mp3", "opus", "flac", "pcm"):
        run("say", "Buenos días.", "-o", tmp_path / f"hola.{form}", "--language", "es")
        assert (tmp_path / f"hola.{form}").stat().st_size > 1000


def test_voices_are_listed(run):
    assert "espeak-ng" in run("say", "--voices").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Hello."], "no file to put the sound in"),
        (["Hello.", "-o", "hello.aac"], "which form of sound"),
        (["Hello.", "-o", "hello"], "which form of sound"),
        (["-o", "hello.wav"], "nothing to say"),
        (["… — …", "-o", "hello.wav"], "nothing to say"),
        (["Hello.", "-o", "hello.wav", "--voice", "nobody"], "no voice 'nobody'"),
    ],
)
def test_what_cannot_be_said_is_told_and_leaves_no_file(run, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidRequest, match=said) as caught:
        run("say", *words)
    assert caught.value.hint
    assert not list(tmp_path.glob("*hello*"))


def test_a_file_that_cannot_be_written_is_told(run, question, tmp_path):
    with pytest.raises(JarvisError, match="can't be written"):
        run("say", "Hello.", "-o", tmp_path / "nowhere" / "hello.wav")
    with pytest.raises(JarvisError, match="can't be written"):
        run("transcribe", question, "-o", tmp_path / "nowhere" / "talk.txt")
