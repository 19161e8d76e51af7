"""A transcript as subtitles: SubRip and WebVTT. Knows neither how it was heard nor where it goes.

SubRip has no standard; this is what every player reads. WebVTT is the W3C's: in its cues "&" and
"<" are markup, and "-->" parts the times.
"""

from collections.abc import Iterable, Iterator

from models.types import Segment


def srt(segments: Iterable[Segment]) -> str:
    """SubRip: numbered cues, hours always, a comma before the milliseconds."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{_line(cue)}\n"
        for number, cue in enumerate(_cues(segments), 1)
    )


def vtt(segments: Iterable[Segment]) -> str:
    """WebVTT."""
    cues = (
        f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{_escaped(_line(cue))}\n"
        for cue in _cues(segments)
    )
    return "\n".join(("WEBVTT\n", *cues))


def _cues(segments: Iterable[Segment]) -> Iterator[Segment]:
    return (segment for segment in segments if segment.text.strip())


def _line(cue: Segment) -> str:
    """One line: an empty one would end the cue."""
    return " ".join(cue.text.split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float, point: str) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{point}{milliseconds:03}"
