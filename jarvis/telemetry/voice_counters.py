"""Prometheus' figures of spoken turns. Labels are words of the program, never of a text."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from jarvis.telemetry.records import Voiced

BUCKETS = (
    *(0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    *(1.0, 1.3, 1.6, 2.0, 3.0, 5.0, 10.0, 30.0),
)
"""Seconds: close together around what feels like an answer at once, 1.0 and 1.6 among them."""


class VoiceCounters:
    """Counts spoken turns. Any thread may use it.

    Args:
        registry: the figures are scraped with.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._turns = Counter(
            "jarvis_voice_turns_total",
            "Spoken turns, and whether the answer was interrupted.",
            ("interrupted",),
            registry=registry,
        )
        self._speech_seconds = Counter(
            "jarvis_voice_speech_seconds_total",
            "Seconds of people's speech that was recognised.",
            registry=registry,
        )
        self._recognition_seconds = Histogram(
            "jarvis_voice_recognition_seconds",
            "Time from letting go of the button to the transcript.",
            buckets=BUCKETS,
            registry=registry,
        )
        self._first_sound_seconds = Histogram(
            "jarvis_voice_first_sound_seconds",
            "Time from letting go of the button to the first sound of the answer.",
            buckets=BUCKETS,
            registry=registry,
        )

    def observe(self, voiced: Voiced) -> None:
        """Count a turn whose sound has ended or was interrupted."""
        self._turns.labels("yes" if voiced.interrupted else "no").inc()
        self._speech_seconds.inc(voiced.speech_seconds)
        self._recognition_seconds.observe(voiced.recognition_ms / 1000)
        if voiced.first_sound_ms is not None:
            self._first_sound_seconds.observe(voiced.first_sound_ms / 1000)
