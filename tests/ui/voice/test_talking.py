"""What is drawn of talking, as page scripts find it, in both languages."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from jarvis.conversations import Status, StoredMessage
from ui.composer import composer
from ui.english import ENGLISH
from ui.spanish import SPANISH
from ui.transcript import transcript
from ui.voice.talking import read_button
from ui.words import Words

ASSETS = Path("ui/assets")
QUESTION = StoredMessage("q", "user", "Why?", Status.DONE, 0.0, ("q",))
ANSWER = StoredMessage("turn-1", "assistant", "Because.", Status.DONE, 1.0, ("turn-1",))

both = pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["english", "spanish"])


def said(html: str) -> dict[str, dict]:
    return json.loads(unescape(re.search(r'data-words="([^"]*)"', html)[1]))


def scripts(pattern: str) -> set[str]:
    return {key for file in ASSETS.glob("*.js") for key in re.findall(pattern, file.read_text())}


@both
def test_the_message_field_has_a_button_that_says_what_it_does(words: Words) -> None:
    html = composer(words, 5)
    button = re.search(r'<button[^>]* id="talk"[^>]*>', html)[0]
    assert f'aria-label="{words.voice.states["idle"].label}"' in button
    assert 'aria-pressed="false"' in button
    assert html.index('id="talk"') < html.index('id="send"')


@both
def test_page_scripts_find_every_word_that_they_say(words: Words) -> None:
    found = said(composer(words, 5))
    assert set(found["states"]) >= scripts(r'show\(mine, "(\w+)"\)')
    assert set(found["told"]) >= scripts(r'noteOf\("(\w+)"\)')
    problems = (ASSETS / "microphone.js").read_text()
    assert set(found["told"]) >= set(re.findall(r'Error: "(\w+)"', problems))
    assert found["mute"].keys() == {"on", "off"}


@both
def test_what_a_button_does_is_known_to_the_page_scripts(words: Words) -> None:
    html = composer(words, 5) + read_button(words.voice)
    known = set(re.findall(r'^  "([\w-]+)":', (ASSETS / "main.js").read_text(), re.MULTILINE))
    assert set(re.findall(r'data-do="([\w-]+)"', html)) <= known


@both
def test_an_answer_can_be_read_aloud_and_a_question_not(words: Words) -> None:
    shown = transcript([QUESTION, ANSWER], words)
    rows = ["".join(part.get("value", "") for part in row["content"]) for row in shown]
    assert [f'aria-label="{words.voice.read_aloud}"' in row for row in rows] == [False, True]


def test_an_answer_without_a_text_has_nothing_to_read() -> None:
    empty = StoredMessage("turn-1", "assistant", "", Status.FAILED, 1.0, ("turn-1",))
    shown = transcript([QUESTION, empty], ENGLISH)
    assert 'data-do="read"' not in "".join(
        part.get("value", "") for row in shown for part in row["content"]
    )
