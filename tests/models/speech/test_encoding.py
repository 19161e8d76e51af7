"""Sounds as files: what was encoded is decoded again, by the same library's other half."""

import io
import wave

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.speech.encoding import FORMATS, Encoder, resampled
from models.types import Sound

MP3_FRAME, MP3_DELAY = 1152, 1105
"""Samples. A frame carries no fewer, and LAME's and the decoder's delay come before the sound."""


def chirp(rate: int, seconds: float = 1.3) -> np.ndarray:
    """A tone that climbs and swells: it resembles itself only where it lies."""
    t = np.arange(int(seconds * rate)) / rate
    wave = np.sin(2 * np.pi * (200 + 150 * t) * t) * (0.5 + 0.5 * np.sin(6 * t))
    return (8_000 * wave).astype("<i2")


def encoded(form: str, rate: int, pcm: bytes, step: int = 7_777) -> list[bytes]:
    encoder = Encoder(form, rate)
    parts = [encoder.add(pcm[at : at + step]) for at in range(0, len(pcm), step)]
    return [*parts, encoder.end()]


def decoded(data: bytes, rate: int) -> np.ndarray:
    """All samples of a file, at `rate`."""
    with av.open(io.BytesIO(data)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])


def likeness(one: np.ndarray, other: np.ndarray) -> tuple[float, int]:
    """The greatest correlation, −1 to 1, and by how many samples `other` is later there."""
    one, other = one.astype(float), other.astype(float)
    size = one.size + other.size
    product = np.fft.irfft(np.fft.rfft(other, size) * np.fft.rfft(one, size).conj(), size)
    lag = int(product.argmax())
    norm = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return product[lag] / norm, lag if lag < other.size else lag - size


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 12_345])
@pytest.mark.parametrize("form", ["wav", "opus", "flac"])
def test_a_sound_comes_back_as_it_was(form: str, rate: int) -> None:
    sound = chirp(rate)
    back = decoded(b"".join(encoded(form, rate, sound.tobytes())), rate)
    assert abs(back.size - sound.size) <= 1
    correlation, lag = likeness(sound, back)
    assert correlation > 0.999
    assert abs(lag) <= 1
    if form in ("wav", "flac"):
        assert np.array_equal(back, sound)


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
def test_an_mp3_comes_back_within_two_frames(rate: int) -> None:
    sound = chirp(rate)
    back = decoded(b"".join(encoded("mp3", rate, sound.tobytes())), rate)
    assert 0 <= back.size - sound.size <= 2 * MP3_FRAME
    correlation, lag = likeness(sound, back)
    assert correlation > 0.99
    assert abs(lag - MP3_DELAY) <= 1


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_come_while_the_sound_is_still_growing(form: str) -> None:
    rate = 22_050
    parts = encoded(form, rate, chirp(rate, 4).tobytes(), step=rate)
    whole = sum(map(len, parts))
    assert sum(map(len, parts[: len(parts) // 2])) > whole / 4


@given(st.lists(st.binary(max_size=9)), st.sampled_from(["wav", "pcm"]))
def test_bytes_may_come_in_any_portions(parts: list[bytes], form: str) -> None:
    encoder = Encoder(form, 16_000)
    made = b"".join([*map(encoder.add, parts), encoder.end()])
    whole = b"".join(parts)
    assert made[44 if form == "wav" else 0 :] == whole[: len(whole) // 2 * 2]


def test_a_wav_has_a_header_that_others_read() -> None:
    data = b"".join(encoded("wav", 22_050, b"\1\0" * 100))
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        assert file.readframes(100) == b"\1\0" * 100


@pytest.mark.parametrize("form", ["wav", "mp3", "opus", "flac"])
def test_without_a_sound_there_is_still_a_header(form: str) -> None:
    assert Encoder(form, 16_000).end()


@pytest.mark.parametrize("form", FORMATS)
def test_an_encoder_may_be_left_in_the_middle(form: str) -> None:
    encoder = Encoder(form, 16_000)
    encoder.add(chirp(16_000).tobytes())
    del encoder


@given(st.sampled_from([8_000, 16_000, 22_050, 48_000]), st.sampled_from([8_000, 16_000, 48_000]))
def test_resampling_keeps_the_sound_and_its_length(rate: int, wanted: int) -> None:
    sound = chirp(rate)
    new = resampled(Sound(sound.tobytes(), rate), wanted)
    assert new.rate == wanted
    assert abs(new.seconds - sound.size / rate) <= 1 / min(rate, wanted)
    correlation, lag = likeness(chirp(wanted), np.frombuffer(new.pcm, "<i2"))
    assert correlation > 0.999
    assert abs(lag) <= 1


def test_no_sound_stays_none_at_any_rate() -> None:
    assert resampled(Sound(b"", 22_050), 16_000) == Sound(b"", 16_000)
