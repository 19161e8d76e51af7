"""Holding the button: a question that flite speaks, an answer that is heard, an interruption."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, HEARS, QUIET
from tests.browser.people import Person
from tests.browser.sound import Talker, falls_silent, forget, heard
from tests.jarvis.voice.understanding import understood
from tests.waiting import until

QUESTION = "What is the capital of France?"
CAPITAL = re.compile("capital of france", re.I)
LONG = "Please tell me how many days there are in a week and how many weeks there are in a year."

STATS = """fetch('/api/dora/ai-telemetry/stats/').then((a) => a.json())
    .then((stats) => stats.accuracy.correct_count)"""
NO_MICROPHONE = (
    "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '%s') }"
)
PLAIN_HTTP = """Object.defineProperty(window, 'isSecureContext', { value: false });
Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"""


def test_a_spoken_question_is_answered_aloud_interrupted_and_rated(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    talker.hold()
    talker.say(voices(QUESTION))
    expect(page.locator("#voice-words")).to_contain_text(re.compile("capital", re.I))
    talker.release()
    talker.until("speaking")
    expect(talking.questions.first).to_have_text(CAPITAL)
    talker.until("idle")
    words = understood(heard(page).wav)
    assert {"what", "capital", "france"} & words, words

    before = page.evaluate(STATS)
    page.get_by_role("button", name="Good answer").last.click()
    until(lambda: page.evaluate(STATS) == before + 1)
    page.keyboard.press("Escape")  # the card that asks why

    forget(page)
    talker.ask(voices(LONG))
    until(lambda: len(page.evaluate("heard.blocks")) > 100)
    talker.hold()
    page.wait_for_timeout(300)
    assert heard(page).last_ms - talker.pressed_ms < 150
    page.keyboard.press("Escape")
    page.keyboard.up("Space")
    talker.until("idle")
    expect(page.locator("#chat .byline.assistant").last).to_contain_text("stopped")
    assert "weeks there are in a year" not in talking.answers.last.inner_text()

    page.get_by_role("tab", name="Metrics").click()
    board = page.locator("#metrics-voice")
    expect(board).to_contain_text(re.compile(r"First sound, median\s*\d"))
    expect(board).to_contain_text("pocketsphinx-en-us")


def test_an_answer_is_read_aloud_until_it_is_stopped(talking):
    page = talking.page
    talking.ask("The quick brown fox jumps over the lazy dog, and then it sleeps for a week.")
    reads = page.locator("#chat [data-do=read]").last
    reads.click()
    expect(reads).to_have_attribute("aria-pressed", "true")
    until(lambda: page.evaluate("heard.blocks.length > 100"))
    reads.click()
    expect(reads).to_have_attribute("aria-pressed", "false")
    assert falls_silent(page)


def test_a_microphone_that_is_unplugged_loses_nothing_that_was_said(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    talker.hold()
    talker.say(voices(QUESTION))
    page.evaluate("microphones.at(-1).dispatchEvent(new Event('ended'))")
    expect(page.locator("#voice-note")).to_contain_text("The microphone was unplugged.")
    expect(talking.questions.last).to_have_text(CAPITAL)
    page.keyboard.up("Space")
    talker.until("idle")


def test_what_was_heard_is_edited_before_it_is_sent_if_one_likes(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    page.get_by_role("tab", name="Settings").click()
    page.get_by_label("Let me edit before sending").check()
    page.get_by_role("tab", name="Chat").click()
    talker.ask(voices(QUESTION))
    expect(page.locator("#question")).to_have_value(CAPITAL)
    page.locator("#question").fill("What is the capital of Spain?")
    page.locator("#question").press("Enter")
    talker.until("speaking")
    expect(talking.questions.last).to_have_text("What is the capital of Spain?")
    talker.until("idle")


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (NO_MICROPHONE % "NotAllowedError", "The browser doesn’t let Jarvis use the microphone."),
        (NO_MICROPHONE % "NotFoundError", "There is no microphone."),
        (PLAIN_HTTP, "http://localhost:"),
    ],
)
def test_without_a_microphone_it_says_why_and_what_to_do(new_person, trouble, told):
    person = new_person()
    person.page.add_init_script(trouble)
    person.page.reload()
    expect(person.page.locator("#composer")).to_have_attribute("data-ready", "")
    person.page.locator("#talk").click()
    expect(person.page.locator("#refused")).to_contain_text(told)


def test_the_browsers_own_microphone_is_heard(chromium, url, voices, tmp_path):
    """Chromium plays a file as its microphone: asked for, opened and heard as a real one."""
    said = tmp_path / "microphone.wav"
    said.write_bytes(voices(QUESTION))
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={said}",
    )
    kind = chromium.browser_type
    with kind.launch(executable_path=CHROMIUM, args=[*QUIET, *flags]) as browser:
        person = Person(browser.new_context(locale="en-GB"), url)
        until(lambda: person.page.evaluate(HEARS))
        talker = Talker(person.page)
        talker.hold()
        expect(person.page.locator("#voice-words")).to_have_text(re.compile("capital", re.I))
        talker.release()
        expect(person.questions.first).to_have_text(re.compile("capital", re.I))
        talker.until("speaking")
        assert person.faults == []
