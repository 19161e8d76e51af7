"""Sound files of every kind, made here, and files that are none."""

import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from models.errors import GenerationFailed, SoundInvalid
from models.transcription import RATE
from models.transcription.files import SoundFiles
from tests.models.transcription import sounds

CODECS = {
    "wav8.wav": "pcm_u8",
    "wav16.wav": "pcm_s16le",
    "wav24.wav": "pcm_s24le",
    "wav32.wav": "pcm_s32le",
    "float.wav": "pcm_f32le",
    "sound.mp3": "libmp3lame",
    "sound.flac": "flac",
    "sound.webm": "libopus",
    "sound.ogg": "libopus",
    "sound.m4a": "aac",
}
MINUTE = 60.0


@pytest.fixture(scope="module")
def files() -> Iterator[SoundFiles]:
    files = SoundFiles()
    yield files
    files.close()


def tone(seconds: float, rate: int) -> sounds.Samples:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)


def written(path: Path, codec: str, *, seconds: float = 2, rate: int = 48000, layout: str) -> Path:
    """A tone of 440 Hz."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        channels = stream.layout.nb_channels
        samples = np.repeat((tone(seconds, rate) * 32767).astype("<i2"), channels)[None]
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = rate
        fifo = av.AudioFifo()
        fifo.write(frame)
        size = stream.codec_context.frame_size or 4096
        for part in [*fifo.read_many(size), fifo.read()]:
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return path


def pitch(pcm: bytes) -> float:
    spectrum = np.abs(np.fft.rfft(np.frombuffer(pcm, "<i2")))
    return float(np.argmax(spectrum) * RATE / (len(pcm) / 2))


@pytest.mark.parametrize(("name", "codec"), CODECS.items())
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_every_kind_is_read(
    files: SoundFiles, tmp_path: Path, name: str, codec: str, layout: str
) -> None:
    found = files.decode(written(tmp_path / name, codec, layout=layout), MINUTE)
    assert found.rate == RATE
    assert found.seconds == pytest.approx(2, abs=0.1)
    assert pitch(found.pcm) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("rate", [8000, 11025, 44100, 96000])
def test_every_rate_is_read(files: SoundFiles, tmp_path: Path, rate: int) -> None:
    path = written(tmp_path / "sound.wav", "pcm_s16le", rate=rate, layout="mono")
    found = files.decode(path, MINUTE)
    assert found.seconds == pytest.approx(2, abs=0.02)
    assert pitch(found.pcm) == pytest.approx(440, abs=2)


def test_a_moment_is_enough(files: SoundFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav", "pcm_s16le", seconds=0.01, rate=16000, layout="mono")
    assert files.decode(path, MINUTE).seconds == 0.01


def test_half_an_hour_is_read(files: SoundFiles, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(2 * RATE * 1800))
    assert files.decode(path, 1800).seconds == 1800
    with pytest.raises(SoundInvalid, match="longer than 29 minutes") as caught:
        files.decode(path, 29 * MINUTE)
    assert "config.toml" in caught.value.hint


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def no_seconds(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))


def text(path: Path) -> None:
    path.write_text("Dear Sir or Madam,\n" * 100, encoding="utf-8")


def noise(path: Path) -> None:
    path.write_bytes(np.random.default_rng(1).bytes(20_000))


def half_a_flac(path: Path) -> None:
    half(written(path.with_suffix(".flac"), "flac", seconds=4, layout="mono"), path)


def half_an_mp4(path: Path) -> None:
    half(written(path.with_suffix(".m4a"), "aac", seconds=4, layout="mono"), path)


def half(whole: Path, path: Path) -> None:
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])


def header_only(path: Path) -> None:
    path.write_bytes(b"RIFF" + struct.pack("<I", 999) + b"WAVE")


def playlist(path: Path) -> None:
    path.write_text("#EXTM3U\n#EXTINF:1,\nother.wav\n#EXT-X-ENDLIST\n", encoding="utf-8")


def film(path: Path) -> None:
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (nothing, "0 bytes"),
        (no_seconds, "0 seconds"),
        (text, "no sound file"),
        (noise, "no sound file"),
        (half_a_flac, "breaks off after"),
        (half_an_mp4, "no sound file"),
        (header_only, "no sound file|0 seconds"),
        (playlist, "no sound file|can't be read"),
        (film, "no sound, only pictures"),
    ],
)
def test_what_cannot_be_read_is_refused(
    files: SoundFiles, tmp_path: Path, make: object, cause: str
) -> None:
    path = tmp_path / "mine.bin"
    assert callable(make)
    make(path)
    with pytest.raises(SoundInvalid, match=cause) as caught:
        files.decode(path, MINUTE)
    assert "mine.bin" in caught.value.message
    assert caught.value.hint


def test_a_missing_file_is_said(files: SoundFiles, tmp_path: Path) -> None:
    with pytest.raises(SoundInvalid, match=r"gone\.wav can't be read"):
        files.decode(tmp_path / "gone.wav", MINUTE)
    with pytest.raises(SoundInvalid, match="can't be read"):
        files.decode(tmp_path, MINUTE)


def test_a_closed_one_refuses(tmp_path: Path) -> None:
    files = SoundFiles()
    files.close()
    files.close()
    with pytest.raises(GenerationFailed):
        files.decode(tmp_path / "a.wav", MINUTE)
