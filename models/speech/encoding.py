"""Sound as files carry it, made while it comes: each call gives the bytes that are ready."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from models.types import Sound

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "wav": "audio/wav",
        "mp3": "audio/mpeg",
        "opus": "audio/ogg",
        "flac": "audio/flac",
        "pcm": "audio/pcm",
    }
)
"""The media type of each form. "pcm" is bare samples, 16-bit little-endian; "opus" is in Ogg."""

UNKNOWN_LENGTH = 0xFFFF_FFFF
"""What players take in a wav's header for "until it ends"."""


@dataclass(frozen=True, slots=True)
class _Codec:
    """FFmpeg's names for an encoder, the samples that it takes, and a container with options."""

    encoder: str
    samples: str
    container: str
    options: Mapping[str, str] = field(default_factory=dict)


_CODECS = {
    # A header with the whole length could only be written at the end.
    "mp3": _Codec("libmp3lame", "s16p", "mp3", {"write_xing": "0"}),
    # Microseconds: Ogg's pages wait for a second of sound by themselves.
    "opus": _Codec("libopus", "s16", "ogg", {"page_duration": "100000"}),
    "flac": _Codec("flac", "s16", "flac"),
}
_OPUS_RATE = 48_000
_MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


class Encoder:
    """Turns samples into one of `FORMATS`. Not for two threads at once.

    Args:
        form: a key of `FORMATS`.
        rate: samples a second of what will be added.
    """

    def __init__(self, form: str, rate: int) -> None:
        self._half = b""
        self._head = _wav_header(rate) if form == "wav" else b""
        self._compressed = _Compressed(form, rate) if form in _CODECS else None

    def add(self, pcm: bytes) -> bytes:
        """Take more samples, 16-bit little-endian mono, and give what is ready; perhaps nothing.
        Half a sample at the end waits for its other half.
        """
        pcm = self._half + pcm
        whole = len(pcm) & ~1
        self._half = pcm[whole:]
        return self._encoded(pcm[:whole])

    def end(self) -> bytes:
        """The rest. Nothing can be added behind it."""
        return self._compressed.end() if self._compressed else self._encoded(b"")

    def _encoded(self, pcm: bytes) -> bytes:
        if self._compressed:
            return self._compressed.add(pcm)
        head, self._head = self._head, b""
        return head + pcm


def resampled(sound: Sound, rate: int) -> Sound:
    """The same sound with `rate` samples a second."""
    if rate == sound.rate or not sound.pcm:
        return Sound(sound.pcm, rate)
    from av import AudioResampler

    resampler = AudioResampler(format="s16", layout="mono", rate=rate)
    frames = [*resampler.resample(_frame(sound.pcm, sound.rate)), *resampler.resample(None)]
    return Sound(b"".join(frame.to_ndarray().tobytes() for frame in frames), rate)


class _Sink:
    """A file that can only be written to, and hands out what was."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


class _Compressed:
    """FFmpeg's encoders and containers, through PyAV."""

    def __init__(self, form: str, rate: int) -> None:
        import av

        codec = _CODECS[form]
        self._rate = rate
        self._sink = _Sink()
        options = {**codec.options, "flush_packets": "1"}
        self._container = av.open(
            self._sink, "w", format=codec.container, container_options=options
        )
        encoded_rate = _encoded_rate(form, rate)
        stream = self._container.add_stream(codec.encoder, rate=encoded_rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        stream.format = codec.samples
        self._container.start_encoding()
        self._resampler = av.AudioResampler(
            format=codec.samples,
            layout="mono",
            rate=encoded_rate,
            frame_size=stream.frame_size or None,
        )
        self._stream = stream

    def add(self, pcm: bytes) -> bytes:
        if pcm:
            self._encode(_frame(pcm, self._rate))
        return self._sink.take()

    def end(self) -> bytes:
        self._encode(None)
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._sink.take()

    def _encode(self, frame: Any) -> None:
        for part in self._resampler.resample(frame):
            self._container.mux(self._stream.encode(part))


def _encoded_rate(form: str, rate: int) -> int:
    """The rate that a form keeps a sound in: its own where it can."""
    if form == "opus":
        return _OPUS_RATE
    if form == "mp3":
        return next((known for known in _MP3_RATES if known >= rate), _MP3_RATES[-1])
    return rate


def _frame(pcm: bytes, rate: int) -> Any:
    import numpy as np
    from av import AudioFrame

    samples = np.frombuffer(pcm, "<i2").reshape(1, -1)
    frame = AudioFrame.from_ndarray(samples, format="s16", layout="mono")
    frame.sample_rate = rate
    return frame


def _wav_header(rate: int) -> bytes:
    """Of 16-bit mono, with unknown length (the RIFF and data chunks' sizes)."""
    form = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    return b"".join(
        [
            b"RIFF" + struct.pack("<I", UNKNOWN_LENGTH) + b"WAVE",
            b"fmt " + struct.pack("<I", len(form)) + form,
            b"data" + struct.pack("<I", UNKNOWN_LENGTH),
        ]
    )
