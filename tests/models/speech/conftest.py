"""The voices that the tests of this folder share."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import speech
from models.local import package_folder
from models.speech import Speaker, SpeakerSpec
from tests.models.speech import tiny


@pytest.fixture(scope="module")
def espeak() -> Iterator[Speaker]:
    source = str(package_folder("piper") / "espeak-ng-data")
    speaker = asyncio.run(speech.load("espeak", SpeakerSpec("espeak-ng", source, ("en", "es"))))
    yield speaker
    speaker.close()


@pytest.fixture(scope="module")
def hum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speaker]:
    onnx = tiny.voice(tmp_path_factory.mktemp("voice"))
    speaker = asyncio.run(load_hum(onnx))
    yield speaker
    speaker.close()


async def load_hum(onnx: Path, language: str = "en") -> Speaker:
    return await speech.load("piper", SpeakerSpec("hum", str(onnx), (language,)))
