"""Speech for a browser's microphone, and what it played, for `sound.js`."""

import base64
import io
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

SCRIPT = Path(__file__).with_name("sound.js")


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached the loudspeaker.

    Attributes:
        first_ms, last_ms: of its first and its last sample that isn't silent, as
            performance.now() has them; None where there was none.
        wav: all of it, silence left out.
    """

    first_ms: float | None
    last_ms: float | None
    wav: bytes


def listen_in(context: BrowserContext) -> None:
    """From now on pages of `context` have the microphone and the recorder of `sound.js`."""
    context.add_init_script(path=SCRIPT)


def spoken(text: str, folder: Path, voice: str = "slt") -> bytes:
    """A text as flite says it, as a WAV file of 16 kHz."""
    path = folder / f"{voice}-{abs(hash(text))}.wav"
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
    return path.read_bytes()


def speak(page: Page, wav: bytes) -> float:
    """Say it into the page's microphone, to its end; when that was, on performance.now()."""
    ended: float = page.evaluate("(wav) => speakInto(wav)", base64.b64encode(wav).decode())
    return ended


def heard(page: Page) -> Heard:
    """What the page has played so far."""
    found = page.evaluate(
        """() => {
          const { rate, blocks } = window.heard;
          const samples = new Int16Array(blocks.length * 128);
          blocks.forEach(({ block }, index) => block.forEach((sample, at) => {
            samples[index * 128 + at] = Math.max(-1, Math.min(1, sample)) * 32767;
          }));
          const bytes = new Uint8Array(samples.buffer);
          let text = "";
          for (let at = 0; at < bytes.length; at += 8192) {
            text += String.fromCharCode(...bytes.subarray(at, at + 8192));
          }
          return { rate, pcm: btoa(text), times: blocks.map(({ at }) => at) };
        }"""
    )
    times = found["times"]
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(round(found["rate"]) or 48_000)
        writer.writeframes(base64.b64decode(found["pcm"]))
    return Heard(times[0] if times else None, times[-1] if times else None, file.getvalue())


def forget(page: Page) -> None:
    """Begin the recording anew."""
    page.evaluate("window.heard.blocks.length = 0")


def falls_silent(page: Page) -> bool:
    """Whether nothing is heard any more, a moment from now."""
    page.wait_for_timeout(200)
    forget(page)
    page.wait_for_timeout(300)
    return heard(page).first_ms is None


class Talker:
    """Somebody at the page who talks: the space bar, a microphone, ears."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(
            """() => {
              window.keys = { down: 0, up: 0 };
              for (const way of ["down", "up"]) {
                addEventListener(`key${way}`, (event) => {
                  if (event.code === "Space" && !event.repeat) window.keys[way] = event.timeStamp;
                }, true);
              }
            }"""
        )

    def hold(self) -> None:
        """Press the space bar, outside every field, and wait until Jarvis listens."""
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.down("Space")
        self.until("listening")

    def until(self, state: str) -> None:
        """Wait until it is "listening", "thinking", "speaking", or "idle" again."""
        expect(self.page.locator("body")).to_have_attribute("data-voice", state)

    def say(self, wav: bytes) -> None:
        """Say something, to its end."""
        speak(self.page, wav)

    def release(self) -> None:
        """Let go of the space bar."""
        self.page.keyboard.up("Space")

    def ask(self, wav: bytes) -> None:
        """Hold, say it, let go."""
        self.hold()
        self.say(wav)
        self.release()

    @property
    def pressed_ms(self) -> float:
        """When the space bar was last pressed, on performance.now()."""
        return float(self.page.evaluate("window.keys.down"))

    @property
    def released_ms(self) -> float:
        """When it was last let go."""
        return float(self.page.evaluate("window.keys.up"))
