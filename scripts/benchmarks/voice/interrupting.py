"""From the press that interrupts to silence in the browser, and to the end of the server's work."""

from dataclasses import dataclass

from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.voice.room import PATIENCE_MS, Room, room
from tests.browser.sound import forget, heard

LENGTHY = (2, 4)
"""Questions whose answers aren't over in a moment."""

SPEAKS_MS = 700
"""How long an answer is listened to before it is interrupted."""

STOPPED = """performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("page/voice/stop")).at(-1)?.responseEnd ?? 0"""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Seconds since the press."""

    silence: float
    stopped: float


def measure(runs: int, seconds: float) -> list[Figure]:
    """Interrupt so often, or less when the seconds are over."""
    with room() as here:
        _interruption(here, 0)
        found = repeated(lambda run: _interruption(here, run + 1), runs, seconds)
    silences, ends = [one.silence for one in found], [one.stopped for one in found]
    return [
        Figure("press to silence, worst", "s", (max(silences),), aim=Aim("value", "≤", 0.05)),
        Figure("press to the server's rest, worst", "s", (max(ends),), aim=Aim("value", "≤", 0.25)),
    ]


def _interruption(here: Room, run: int) -> Interruption:
    page, talker = here.page, here.talker
    forget(page)
    talker.ask(here.questions[LENGTHY[run % 2]])
    page.wait_for_function("heard.blocks.length", timeout=PATIENCE_MS)
    page.wait_for_timeout(SPEAKS_MS)
    page.evaluate("document.activeElement?.blur(); performance.clearResourceTimings()")
    page.keyboard.down("Space")
    pressed = talker.pressed_ms
    page.wait_for_function(f"({STOPPED}) > 0", timeout=PATIENCE_MS)
    stopped = float(page.evaluate(STOPPED))
    sound = heard(page)
    page.keyboard.press("Escape")  # this press is about nothing else
    page.keyboard.up("Space")
    talker.until("idle")
    assert sound.last_ms is not None
    return Interruption(max(0.0, sound.last_ms - pressed) / 1000, (stopped - pressed) / 1000)
