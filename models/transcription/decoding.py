"""What the child serves: any sound file in, 16-bit PCM out, by PyAV's FFmpeg.

FFmpeg also reads playlists, which name other files and servers: those formats are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models.broken import first_line
from models.errors import SoundInvalid
from models.transcription import RATE

FORMATS = (
    "wav,w64,aiff,caf,au,mp3,aac,ac3,amr,flac,ogg,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,asf,avi"
)
"""FFmpeg's names of what holds sound itself."""

CONVERT = "Convert it to WAV, MP3 or FLAC with another program, then try again."
AGAIN = "Copy, save or record it again, then try again."

MISSING = 1.0
"""Seconds that a file may be shorter than it says: encoders pad, and headers are rounded."""


class SoundDecoder:
    """Decodes one file after the other."""

    def decode(self, path: str, max_seconds: float) -> bytes:
        """16-bit PCM with one channel at `RATE`.

        Raises:
            SoundInvalid: the file is empty, damaged, longer than `max_seconds`, or no sound at all.
        """
        name = Path(path).name
        with _reading(name):
            _check_size(Path(path))
            pcm, promised = _decoded(path, name, max_seconds)
        seconds = len(pcm) / (2 * RATE)
        if not pcm:
            raise SoundInvalid(f"{name} has no sound: it lasts 0 seconds.", AGAIN)
        if promised is not None and seconds < promised - MISSING:
            raise SoundInvalid(
                f"{name} is damaged: it should last {promised:.0f} seconds, and breaks off after "
                f"{seconds:.0f}.",
                AGAIN,
            )
        return pcm


def _check_size(path: Path) -> None:
    if not path.stat().st_size:
        raise SoundInvalid(f"{path.name} is empty: it has 0 bytes.", AGAIN)


def _decoded(path: str, name: str, max_seconds: float) -> tuple[bytes, float | None]:
    """The PCM, and the seconds that the file says it lasts, if it does."""
    import av

    options = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
    pcm = bytearray()
    with av.open(str(Path(path).absolute()), options=options, metadata_errors="replace") as file:
        if not file.streams.audio:
            raise SoundInvalid(f"{name} has no sound, only pictures or text.", AGAIN)
        stream = file.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in _frames(file, stream):
            for part in resampler.resample(frame):
                pcm += bytes(part.planes[0])[: 2 * part.samples]
            if len(pcm) > max_seconds * 2 * RATE:
                raise _too_long(name, max_seconds)
    return bytes(pcm), _promised(stream)


def _promised(stream: Any) -> float | None:
    if stream.duration is None or stream.time_base is None:
        return None
    return float(stream.duration * stream.time_base)


def _frames(file: Any, stream: Any) -> Iterator[Any]:
    """Every frame, and None at the end, for the last samples inside the resampler.

    Packets that are broken are left out: many files end with half a one.
    """
    import av

    for packet in file.demux(stream):
        with suppress(av.error.InvalidDataError):
            yield from packet.decode()
    yield None


def _too_long(name: str, max_seconds: float) -> SoundInvalid:
    limit = f"{max_seconds / 60:.0f} minutes" if max_seconds >= 120 else f"{max_seconds:g} seconds"
    return SoundInvalid(
        f"{name} is longer than {limit}, the most that is read.",
        "Cut it into parts, or raise the limit in config.toml, under [voice].",
    )


@contextmanager
def _reading(name: str) -> Iterator[None]:
    import av

    try:
        yield
    except av.error.InvalidDataError as error:
        raise SoundInvalid(f"{name} is no sound file that can be read, or damaged.", CONVERT) from (
            error
        )
    except (OSError, ValueError, av.error.FFmpegError) as error:
        raise SoundInvalid(f"{name} can't be read: {first_line(error)}.", CONVERT) from error
