"""Talking with Jarvis, as numbers and rows: HTML by the id of its place. Pure."""

from html import escape

from jarvis.telemetry.voice import VoiceFigures, VoiceTurns
from ui.figures import round_duration, span, thousands
from ui.metrics.keys import figure
from ui.metrics.panels import chart, panels, place, table
from ui.metrics.tables import body, share, took
from ui.words import Words

AIM_P50_MS = 1000.0
AIM_P95_MS = 1600.0
"""How soon the first sound ought to be heard: of half the turns, and of 95 in 100."""

UNSPOKEN = VoiceFigures(VoiceTurns(), {}, {})
"""Before anything is known."""


def voice_frame(words: Words) -> str:
    """The section before anything is known; each place has its size from the start."""
    said = words.metrics.voice
    times = (said.stage, said.median, "p95")
    recognisers = (
        said.recogniser,
        said.turns,
        said.interrupted,
        words.metrics.confidence,
        said.recognition,
        said.sound_p50,
        said.sound_p95,
    )
    unknown = _numbers(UNSPOKEN.total, words)
    note = said.time_note.format(target=round_duration(AIM_P50_MS, words))
    return f'<p class="lead">{escape(said.introduction)}</p>' + panels(
        place("voice-numbers", said.numbers, said.numbers_note, unknown, wide=True),
        chart("voice-time", said.time, note, said.none),
        table("voice-times", said.times, said.times_note, times, wide=False),
        table("voice-recognisers", said.recognisers, said.recognisers_note, recognisers),
    )


def voice_html(period: VoiceFigures, words: Words) -> dict[str, str]:
    """Everything but the chart."""
    none = words.metrics.voice.none
    recognisers = [(name, *_turns(one, words)) for name, one in period.recognisers.items()]
    return {
        "voice-numbers": _numbers(period.total, words),
        "rows-voice-times": body(_times(period.total, words), none, columns=3),
        "rows-voice-recognisers": body(recognisers, none, columns=7),
    }


def _numbers(total: VoiceTurns, words: Words) -> str:
    """The large numbers."""
    said, sound = words.metrics.voice, total.first_sound
    speech = said.turns_note.format(time=_long(total.speech_seconds))
    told = (
        figure(said.turns, thousands(total.turns, words), speech),
        _sound(said.sound_p50, sound.p50_ms, AIM_P50_MS, words),
        _sound(said.sound_p95, sound.p95_ms, AIM_P95_MS, words),
        figure(said.interrupted, share(total.interruption_rate, words), said.interrupted_note),
        figure(said.confidence, share(total.confidence, words), said.confidence_note),
        figure(said.heard, share(total.heard_share, words), said.heard_note),
    )
    return f'<dl class="figures">{"".join(told)}</dl>'


def _long(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else span(seconds)


def _sound(name: str, milliseconds: float | None, aim_ms: float, words: Words) -> str:
    """A time to the first sound, and whether it is what it ought to be."""
    said = words.metrics.voice
    if milliseconds is None:
        note = said.aim
    else:
        note = said.aim_met if milliseconds <= aim_ms else said.aim_missed
    target = round_duration(aim_ms, words)
    return figure(name, took(milliseconds, words), note.format(target=target))


def _times(total: VoiceTurns, words: Words) -> list[tuple[str, str, str]]:
    """A row for each stage that was timed."""
    stages = {name: getattr(total, name) for name in words.metrics.voice.stages}
    return [
        (words.metrics.voice.stages[name], took(times.p50_ms, words), took(times.p95_ms, words))
        for name, times in stages.items()
        if times.p50_ms is not None
    ]


def _turns(turns: VoiceTurns, words: Words) -> tuple[str, ...]:
    return (
        thousands(turns.turns, words),
        share(turns.interruption_rate, words),
        share(turns.confidence, words),
        took(turns.recognition.p50_ms, words),
        took(turns.first_sound.p50_ms, words),
        took(turns.first_sound.p95_ms, words),
    )
