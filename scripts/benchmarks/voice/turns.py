"""From letting go of the button to the first sound, browser to browser, and the stages between.

The first sound is the first sample that isn't silent on its way to the loudspeaker; what the page
itself reports is shown beside it.
"""

from dataclasses import dataclass
from statistics import median
from typing import Any

from scripts.benchmarks.figures import Aim, Figure, percentile, repeated
from scripts.benchmarks.voice.room import PATIENCE_MS, Room, room
from tests.browser.sound import forget, heard

AFTERWARDS_MS = 500

SHORT = "[assistant]\nmax_tokens = 80\n"
"""How an answer begins has nothing to do with how long it gets, and all of it is listened to."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One spoken turn, in seconds since its speaker let go."""

    first_sound: float
    reported: float
    stages: dict[str, Any]
    gaps: tuple[float, ...]

    def stage(self, name: str) -> float:
        """As the server has it, which counts from when it was asked."""
        return float(self.stages[f"{name}_ms"] or 0) / 1000

    @property
    def without_the_model(self) -> float:
        """Less what it took from the transcript to the first words that can be said."""
        return self.first_sound - (self.stage("first_clause") - self.stage("recognition"))


def measure(runs: int, seconds: float) -> list[Figure]:
    """Ask so often, or less when the seconds are over; the first turn warms up."""
    with room(config=SHORT) as here:
        _turn(here, 0)
        turns = repeated(lambda run: _turn(here, run + 1), runs, seconds)
    firsts = [turn.first_sound for turn in turns]
    slowest = percentile(firsts, 95) if len(firsts) > 1 else firsts[0]
    gaps = [gap for turn in turns for gap in turn.gaps] or [0.0]
    bare = [turn.without_the_model for turn in turns]
    stages = [
        ("recognition", [turn.stage("recognition") for turn in turns]),
        ("first token", [turn.stage("first_token") - turn.stage("recognition") for turn in turns]),
        (
            "first clause",
            [turn.stage("first_clause") - turn.stage("first_token") for turn in turns],
        ),
        ("synthesis", [turn.stage("first_sound") - turn.stage("first_clause") for turn in turns]),
        ("transport and playback", [t.first_sound - t.stage("first_sound") for t in turns]),
    ]
    return [
        Figure("let go to first sound, p50", "s", tuple(firsts), aim=Aim("value", "≤", 1.0)),
        Figure("let go to first sound, p95", "s", (slowest,), aim=Aim("value", "≤", 1.6)),
        Figure("the same as the page says", "s", tuple(turn.reported for turn in turns)),
        Figure("without the language model, p50", "s", tuple(bare), aim=Aim("value", "≤", 0.5)),
        *(Figure(f"  {name}", "s", tuple(values)) for name, values in stages),
        Figure("longest gap between pieces", "s", (max(gaps),), aim=Aim("value", "≤", 0.08)),
        Figure("pieces a turn", "", (median(turn.stages["pieces"] for turn in turns),)),
    ]


def _turn(here: Room, run: int) -> Turn:
    """The next question; each time when all have been asked, in a new conversation."""
    if run % len(here.questions) == 0:
        here.page.get_by_role("button", name="New chat").click()
    before = len(here.reports)
    forget(here.page)
    here.talker.ask(here.questions[run % len(here.questions)])
    here.page.wait_for_function("heard.blocks.length", timeout=PATIENCE_MS)
    here.talker.until("idle")
    while len(here.reports) == before:
        here.page.wait_for_timeout(20)
    sound, told = heard(here.page), here.reports[-1]
    here.page.wait_for_timeout(AFTERWARDS_MS)
    assert sound.first_ms is not None
    return Turn(
        (sound.first_ms - here.talker.released_ms) / 1000,
        (told["first_sound_ms"] or 0) / 1000,
        here.turn(),
        tuple(gap / 1000 for gap in told["gaps_ms"]),
    )
