"""Talking where something comes between: a mute, the browser's question, a network that breaks."""

import re

from playwright.sync_api import expect

from tests.browser.line import Line
from tests.browser.papers import DROP, dropped, upload
from tests.browser.sound import Talker, falls_silent
from tests.waiting import until

QUESTION = "What is the capital of France?"
CAPITAL = re.compile("what.*capital", re.I)
LONG = " ".join(f"House {n} of street {2 * n} has {n + 5} rooms." for n in range(26)) + " Tea."
"""Its answer is written for longer than one goes on that nobody follows."""

EDITING = "localStorage.setItem('jarvis-voice', JSON.stringify({ edit: true }))"
ASKS_FIRST = """(() => {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    await new Promise((allow, no) => {
      Object.assign(window, { allow, block: () => no(new DOMException("", "NotAllowedError")) });
    });
    return open(wanted);
  };
})()"""
BLOCKED = "The browser doesn’t let Jarvis use the microphone."
READY = "The microphone is ready."
AWAY = "Jarvis isn’t running"
HELD_MS = 350
"""Longer than a tap."""


def ask_at_length(person, talker, voices):
    """Ask what takes long to say, and wait until it is being said."""
    person.page.evaluate(EDITING)
    talker.ask(voices("Hello."))
    expect(person.page.locator("#question")).to_have_value(re.compile("."))
    person.write(LONG)
    talker.until("speaking")
    until(lambda: person.page.evaluate("heard.blocks.length > 50"))


def test_an_answer_that_is_muted_goes_on_being_written_and_stays_whole(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    ask_at_length(talking, talker, voices)
    with page.expect_request("**/page/voice/played*") as told:
        page.locator("#mute").click()
    talker.until("idle")
    expect(page.locator("body")).to_have_attribute("data-busy", "")
    assert told.value.post_data_json["muted"] is True
    assert told.value.post_data_json["interrupted"] is False
    assert falls_silent(page)
    expect(talking.finished_answers).to_have_count(1)
    page.keyboard.press("Escape")
    page.reload()
    expect(talking.answers.last).to_contain_text("Tea.")


def test_an_answer_makes_way_for_one_that_is_read_until_its_conversation_is_left(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    talking.ask("Where does the sun rise, and where does it go to when the day is over?")
    ask_at_length(talking, talker, voices)
    with page.expect_request("**/page/voice/played*") as told:
        page.locator("#chat [data-do=read]").first.click()
    assert told.value.post_data_json["muted"] is True
    talker.until("idle")
    expect(page.locator("#chat [data-do=read]").first).to_have_attribute("aria-pressed", "true")
    talking.new_chat()
    assert falls_silent(page)


def test_who_lets_go_to_answer_the_browser_is_told_what_came_of_it(talking):
    page, talker = talking.page, Talker(talking.page)
    page.evaluate(ASKS_FIRST)

    def hold_and_let_go():
        page.evaluate("document.activeElement.blur()")
        page.keyboard.down("Space")
        talker.until("asking")
        page.wait_for_timeout(HELD_MS)
        talker.release()
        expect(page.locator("#voice-state")).to_have_text("Waiting for the microphone…")
        expect(page.locator("#voice-note")).to_be_hidden()

    talking.write(LONG)
    expect(page.locator("body")).to_have_attribute("data-busy", "")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.down("Space")  # stops the answer
    page.evaluate("block()")
    expect(talking.finished_answers).to_have_count(1)
    talker.release()
    expect(page.locator("#refused")).to_contain_text(BLOCKED)

    hold_and_let_go()
    page.evaluate("block()")
    expect(page.locator("#refused")).to_contain_text(BLOCKED)

    hold_and_let_go()
    page.evaluate("allow()")
    expect(page.locator("#voice-note")).to_contain_text(READY)
    expect(page.locator("#say")).to_have_text(READY)
    expect(page.locator("#refused")).to_be_hidden()
    talker.until("idle")


def test_the_button_that_has_the_focus_is_held_by_the_space_bar(talking):
    page, talker = talking.page, Talker(talking.page)
    page.locator("#talk").focus()
    page.keyboard.down("Space")
    talker.until("listening")
    page.wait_for_timeout(HELD_MS)
    page.keyboard.up("Space")
    expect(page.locator("#voice-note")).to_contain_text("I didn’t hear anything.")
    talker.until("idle")
    page.locator("#talk").focus()
    for _ in range(2):  # the second is a repeat
        page.keyboard.down("Enter")
    talker.until("listening")
    page.keyboard.up("Enter")
    page.keyboard.press("Escape")


def test_a_network_that_breaks_while_somebody_talks_loses_nothing(talking, voices):
    page, talker = talking.page, Talker(talking.page)
    talker.hold()
    talking.context.set_offline(True)
    talker.say(voices("Hello."))
    talking.context.set_offline(False)
    talker.say(voices(QUESTION))
    expect(page.locator("#voice-words")).to_contain_text(CAPITAL)
    talking.context.set_offline(True)
    talker.release()
    expect(page.locator("#refused")).to_contain_text(AWAY)
    expect(page.locator("#question")).to_have_value(CAPITAL)
    talking.context.set_offline(False)
    page.locator("#question").press("Enter")
    expect(talking.questions.first).to_have_text(CAPITAL)
    page.keyboard.press("Escape")


def test_a_network_that_breaks_an_answer_off_is_told_in_jarviss_words(new_talker, url, voices):
    line = Line(url)
    talking = new_talker(line.url)
    page, talker = talking.page, Talker(talking.page)
    ask_at_length(talking, talker, voices)
    with page.expect_request("**/page/voice/played*") as told:
        line.break_off()
    assert told.value.post_data_json["interrupted"] is True
    expect(page.locator("#refused")).to_contain_text(AWAY)
    talker.until("idle")
    line.close()


def test_a_question_that_waits_for_its_file_is_not_lost_to_a_press(talking):
    page, talker = talking.page, Talker(talking.page)
    uploads = []
    page.route("**/page/knowledge/documents?*", lambda route: uploads.append(route))
    page.locator("#composer").evaluate(DROP, dropped(upload("trip.md", "# Trip")))
    expect(page.locator("#attached .chip")).to_be_visible()
    talking.write("Where is the trip going?")
    expect(page.locator("#attach-hold")).to_be_visible()
    talker.hold()
    page.wait_for_timeout(HELD_MS)
    talker.release()
    talker.until("thinking")
    page.wait_for_timeout(HELD_MS)
    page.keyboard.press("Escape")
    talker.until("idle")
    expect(page.locator("#attach-hold")).to_be_visible()
    uploads[0].continue_()
    expect(talking.questions).to_have_text(["Where is the trip going?"])
    expect(page.locator("#attach-hold")).to_be_hidden()
