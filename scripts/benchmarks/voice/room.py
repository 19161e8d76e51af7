"""A browser whose microphone says what flite says, at a Jarvis with the starter's models."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, expect, sync_playwright

from scripts.benchmarks.chat.browser import FLAGS
from scripts.benchmarks.served import Served, served
from tests.browser.sound import Talker, listen_in, spoken

QUESTIONS = (
    "What is the capital of France?",
    "How many days are in a week?",
    "Please tell me a short story about a dog.",
    "What color is the sky?",
    "Why do people sleep at night?",
    "What can I cook with rice and beans?",
)

PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Room:
    """A page that is ready to be talked to.

    Attributes:
        questions: WAV files of `QUESTIONS`.
    """

    page: Page
    talker: Talker
    jarvis: Served
    questions: tuple[bytes, ...]

    def turn(self) -> dict[str, Any]:
        """The last event of the turn that has just been heard, with its stages' milliseconds."""
        lines = self.answers[-1].text().splitlines()
        done: dict[str, Any] = json.loads(lines[-1])
        return done

    @property
    def answers(self) -> list[Response]:
        """What /page/voice/turn answered, oldest first."""
        found: list[Response] = self.page.voice_turns  # type: ignore[attr-defined]
        return found

    @property
    def reports(self) -> list[dict[str, Any]]:
        """What the page told of how its answers were heard, oldest first."""
        found: list[dict[str, Any]] = self.page.voice_reports  # type: ignore[attr-defined]
        return found


@contextmanager
def room(*options: str, config: str = "") -> Iterator[Room]:
    """Somebody at the page, who has used the microphone before."""
    with (
        tempfile.TemporaryDirectory(prefix="jarvis-bench-") as folder,
        served(*options, config=config) as jarvis,
        sync_playwright() as driver,
    ):
        questions = tuple(spoken(text, Path(folder)) for text in QUESTIONS)
        jarvis.wait_for(page="ready", status="ready")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS])
        context = browser.new_context(locale="en-GB", bypass_csp=True)  # the recorder is a blob
        listen_in(context)
        page = context.new_page()
        page.voice_turns, page.voice_reports = [], []  # type: ignore[attr-defined]
        page.on("response", lambda found: _note(page, found))
        page.goto(jarvis.url)
        expect(page.locator("#composer")).to_have_attribute("data-ready", "", timeout=PATIENCE_MS)
        _until_somebody_listens(page)
        yield Room(page, Talker(page), jarvis, questions)
        browser.close()


def _note(page: Page, response: Response) -> None:
    if response.url.partition("?")[0].endswith("/page/voice/turn"):
        page.voice_turns.append(response)  # type: ignore[attr-defined]
    elif "/page/voice/played" in response.url:
        page.voice_reports.append(response.request.post_data_json)  # type: ignore[attr-defined]


def _until_somebody_listens(page: Page) -> None:
    page.wait_for_function(
        "fetch('page/voice/state?language=en').then((answer) => answer.json())"
        ".then(({ recogniser }) => recogniser !== '')",
        timeout=PATIENCE_MS,
        polling=500,
    )
