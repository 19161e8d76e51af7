"""Holding the button: a question that flite speaks, an answer that is heard, an interruption."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, until
from tests.browser.sound import Talker, forget, heard, listen_in, spoken
from tests.jarvis.voice.understanding import understood

QUESTION = "What is the capital of France?"
LONG = "Please tell me how many days there are in a week and how many weeks there are in a year."


@pytest.fixture(scope="session")
def voices(tmp_path_factory):
    """Makes WAV files of what is said."""
    folder = tmp_path_factory.mktemp("voices")
    return lambda text, voice="slt": spoken(text, folder, voice)


@pytest.fixture
def talker(new_person, url):
    person = new_person(bypass_csp=True)  # the recorder comes from a blob
    listen_in(person.context)
    person.page.reload()
    return ready(person)


def ready(person: Person) -> Talker:
    """Somebody whose Jarvis can listen."""
    expect(person.page.locator("#composer")).to_have_attribute("data-ready", "")
    state = "page/voice/state?language=en"
    until(
        lambda: person.page.evaluate(
            f"fetch('{state}').then((a) => a.json()).then((s) => s.recogniser !== '')"
        )
    )
    talker = Talker(person.page)
    talker.person = person
    return talker


def test_a_spoken_question_is_answered_aloud_interrupted_and_rated(talker, voices):
    page, person = talker.page, talker.person
    talker.hold()
    talker.say(voices(QUESTION))
    expect(page.locator("#voice-words")).to_contain_text(re.compile("capital", re.I))
    talker.release()
    talker.until("speaking")
    expect(person.questions.first).to_have_text(re.compile("^what is the capital of france", re.I))
    talker.until("idle")
    words = understood(heard(page).wav)
    assert {"what", "capital", "france"} & words, words

    forget(page)
    talker.ask(voices(LONG))
    until(lambda: len(page.evaluate("heard.blocks")) > 100)
    talker.hold()
    silent_from = talker.pressed_ms
    page.wait_for_timeout(300)
    sound = heard(page)
    assert sound.last_ms - silent_from < 150
    page.keyboard.press("Escape")
    page.keyboard.up("Space")
    talker.until("idle")
    expect(person.page.locator("#chat .byline.assistant").last).to_contain_text("stopped")
    said = person.answers.last.inner_text()
    assert "weeks there are in a year" not in said

    page.locator("[data-do=rate][data-word=correct]").last.click()
    person.page.get_by_role("tab", name="Metrics").click()
