"""A browser whose microphone says what flite says, at a Jarvis with the starter's models."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, expect, sync_playwright

from scripts.benchmarks.chat.browser import FLAGS
from scripts.benchmarks.served import served
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

READ_ALONG = """() => {
  const fetch = window.fetch.bind(window);
  window.voiceTurns = [];
  window.fetch = async (...call) => {
    const answer = await fetch(...call);
    if (!String(call[0]).includes("page/voice/turn")) return answer;
    const [theirs, ours] = answer.body.tee();
    new Response(ours).text().then((text) => window.voiceTurns.push(text), () => {});
    return new Response(theirs, answer);
  };
}"""
"""Keeps what each spoken turn is answered: the page reads it away."""


@dataclass(frozen=True, slots=True)
class Room:
    """A page that is ready to be talked to.

    Attributes:
        questions: WAV files of `QUESTIONS`.
        reports: what the page told of how its answers were heard, oldest first.
    """

    page: Page
    talker: Talker
    questions: tuple[bytes, ...]
    reports: list[dict[str, Any]]

    def turn(self) -> dict[str, Any]:
        """The last event of the turn that has just been heard, with its stages' milliseconds."""
        answer: str = self.page.evaluate("voiceTurns.at(-1)")
        done: dict[str, Any] = json.loads(answer.splitlines()[-1])
        return done


@contextmanager
def room(*options: str, config: str = "") -> Iterator[Room]:
    """Somebody at the page."""
    expect.set_options(timeout=PATIENCE_MS)
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
        reports: list[dict[str, Any]] = []
        page.on("request", lambda request: _note(reports, request))
        page.goto(jarvis.url)
        page.evaluate(READ_ALONG)
        expect(page.locator("#composer")).to_have_attribute("data-ready", "", timeout=PATIENCE_MS)
        _until_somebody_listens(page)
        yield Room(page, Talker(page), questions, reports)
        browser.close()


def _note(reports: list[dict[str, Any]], request: Request) -> None:
    if "/page/voice/played" in request.url:
        reports.append(dict(request.post_data_json or {}))


def _until_somebody_listens(page: Page) -> None:
    page.wait_for_function(
        "fetch('page/voice/state?language=en').then((answer) => answer.json())"
        ".then(({ recogniser }) => recogniser !== '')",
        timeout=PATIENCE_MS,
        polling=500,
    )
