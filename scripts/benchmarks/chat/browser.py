"""How far a real browser is behind the engine when a long answer ends.

A script plays the engine, at the pace of a small model. Its last token is timed by the server's
log, the last word by the page itself; both read the same clock. It doesn't know how the page is
made, but for the message field and where answers stand.
"""

import json
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice

from playwright.sync_api import Browser, CDPSession, expect, sync_playwright

from models.chat.scripted import TOKEN
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import Served, served

TOKENS = 2000
TOKENS_PER_SECOND = 120
LAST_WORD = "Finis."
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
)
SECTION = (
    "\n\n## A heading\n\nSome **bold** words and `code`, then a [link](#) and a list:\n\n"
    "- one thing and another\n- a second thing\n\n"
    "```python\ndef add(a: int, b: int) -> int:\n    total = a + b\n    return total\n```"
)

WATCH = """(word) => {
  window.seen = { updates: 0, at: 0 };
  const chat = document.getElementById("chat");
  new MutationObserver(() => {
    seen.updates += 1;
    if (!seen.at && chat.textContent.includes(word)) seen.at = Date.now() / 1000;
  }).observe(chat, { subtree: true, childList: true, characterData: true });
}"""


@dataclass(frozen=True, slots=True)
class Lag:
    """One answer: seconds that the page was behind, its changes, and its main thread's share."""

    seconds: float
    updates: int
    busy: float


def answer() -> str:
    """Markdown of `TOKENS` tokens, the last of which stands nowhere else."""
    body = islice(cycle(TOKEN.findall(SECTION)), TOKENS - 1)
    return "".join([*body, f"\n\n{LAST_WORD}"])


def measure(runs: int, seconds: float) -> list[Figure]:
    """Ask in the browser so often, or less when the seconds are over."""
    with (
        served("--engine", "scripted", config=_config(runs)) as jarvis,
        sync_playwright() as driver,
    ):
        jarvis.wait_for(page="ready", status="ready")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS])
        lags = repeated(lambda run: _ask(browser, jarvis), runs, seconds)
        browser.close()
    title = f"browser behind the engine, {TOKENS} tokens"
    return [
        Figure(title, "s", tuple(lag.seconds for lag in lags), aim=Aim("value", "≤", 0.3)),
        Figure("page changes in one answer", "", tuple(float(lag.updates) for lag in lags)),
        Figure("browser's main thread busy", "%", tuple(100 * lag.busy for lag in lags)),
    ]


def _config(runs: int) -> str:
    script = json.dumps([answer()] * runs)
    return (
        f"[assistant]\nmax_tokens = {2 * TOKENS}\n"
        '[guardrails.repetition]\noutput = "off"\n'  # the same section again and again
        f"[engines.scripted]\ntokens_per_second = {TOKENS_PER_SECOND}\nscript = {script}\n"
    )


def _ask(browser: Browser, jarvis: Served) -> Lag:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(jarvis.url)
        expect(page.locator("#composer")).to_have_attribute("data-ready", "", timeout=60_000)
        page.evaluate(WATCH, LAST_WORD)
        clock = context.new_cdp_session(page)
        clock.send("Performance.enable")
        busy, began = _busy_seconds(clock), time.perf_counter()
        page.locator("#question").fill("Write something long.")
        page.locator("#question").press("Enter")
        page.wait_for_function("seen.at", timeout=300_000, polling=500)
        spent = _busy_seconds(clock) - busy
        share = spent / (time.perf_counter() - began)
        seen = page.evaluate("seen")
        return Lag(seen["at"] - _engine_ended(jarvis), seen["updates"], share)


def _busy_seconds(clock: CDPSession) -> float:
    metrics = clock.send("Performance.getMetrics")["metrics"]
    seconds: float = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    return seconds


def _engine_ended(jarvis: Served) -> float:
    """Seconds since the epoch at which the last turn was logged, just after its last token."""
    turns = [line for line in jarvis.log() if line["event"] == "turn"]
    return datetime.fromisoformat(turns[-1]["timestamp"]).timestamp()
