"""Thumbs, why, the review queue and how a turn went."""

from playwright.sync_api import Locator, expect

from tests.browser.people import Person
from tests.serving import served


def thumb(person: Person, kind: str) -> Locator:
    """The last answer's thumb."""
    return person.page.locator(f".rating .{kind}").last


def pressed(person: Person, kind: str, *, yes: bool = True) -> None:
    expect(thumb(person, kind)).to_have_attribute("aria-pressed", str(yes).lower())


def said(person: Person, text: str) -> None:
    """What a screen reader hears."""
    expect(person.page.locator("#say")).to_have_text(text)


def test_thumbs_down_with_reasons_stays_after_a_reload_and_can_be_withdrawn(person) -> None:
    person.ask("about apples")
    before = person.answers.last.bounding_box()
    person.press("Bad answer")
    said(person, "Thanks, noted.")
    assert person.answers.last.bounding_box() == before
    person.page.get_by_label("Too long").check()
    person.page.get_by_label("Incomplete").check()
    person.page.get_by_label("In your own words").fill("It says what I said.")
    person.press("Save")
    expect(person.page.locator("#why")).to_be_hidden()
    expect(person.page.locator(".rating")).to_have_attribute(
        "data-reasons", '["incomplete","too_long"]'
    )
    person.page.reload()
    pressed(person, "down")
    person.press("Partly right, and more")
    person.page.get_by_role("menuitem", name="Say why").click()
    expect(person.page.get_by_label("Too long")).to_be_checked()
    expect(person.page.get_by_label("Not true")).not_to_be_checked()
    expect(person.page.get_by_label("In your own words")).to_have_value("It says what I said.")
    person.press("Skip")
    person.press("Bad answer")
    said(person, "Your rating was taken back.")
    person.page.reload()
    pressed(person, "down", yes=False)


def test_one_thumb_at_a_time(person) -> None:
    person.ask("about apples")
    person.press("Bad answer")
    person.press("Skip")
    person.press("Good answer")
    pressed(person, "up")
    pressed(person, "down", yes=False)
    expect(person.page.locator("#why")).to_be_hidden()
    said(person, "Thanks, noted.")
    person.page.reload()
    pressed(person, "up")


def test_partly_right_and_why_by_keyboard_alone(person) -> None:
    person.ask("about apples")
    keyboard = person.page.keyboard
    thumb(person, "between").focus()
    keyboard.press("Enter")
    expect(person.page.get_by_role("menuitemcheckbox")).to_be_focused()
    keyboard.press("Enter")
    expect(person.page.get_by_label("Not true")).to_be_focused()
    keyboard.press("Space")
    person.page.get_by_label("In your own words").focus()
    keyboard.type("Not all of it.")
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(person.page.get_by_role("button", name="Save")).to_be_focused()
    keyboard.press("Enter")
    expect(person.page.locator("#why")).to_be_hidden()
    expect(person.page.locator(".rating")).to_have_attribute("data-comment", "Not all of it.")
    person.page.reload()
    pressed(person, "between")


def test_a_draft_of_why_is_not_lost_by_pressing_beside_it(person) -> None:
    person.ask("about apples")
    person.press("Bad answer")
    person.page.get_by_label("In your own words").fill("half a thought")
    person.page.keyboard.press("Escape")
    person.press("Partly right, and more")
    person.page.get_by_role("menuitem", name="Say why").click()
    expect(person.page.get_by_label("In your own words")).to_have_value("half a thought")


def test_a_thumb_stays_while_another_answer_is_written(person) -> None:
    person.ask("about apples")
    person.write("one two three " * 20)
    expect(person.page.locator("#stop")).to_be_visible()
    person.press("Good answer")
    said(person, "Thanks, noted.")
    expect(person.finished_answers).to_have_count(2)
    expect(person.page.locator(".rating .up").first).to_have_attribute("aria-pressed", "true")


def test_the_thumb_springs_back_and_says_why_when_nothing_is_recorded(tmp_path, new_person) -> None:
    off = "[telemetry]\nrecording = false\n"
    with served(tmp_path, "--engine", "scripted", "--offline", config=off) as jarvis:
        person = new_person(jarvis.url)
        person.ask("about apples")
        person.press("Bad answer")
        expect(person.page.locator("#refused")).to_contain_text("Recording is switched off.")
        expect(person.page.locator("#why")).to_be_hidden()
        pressed(person, "down", yes=False)
        person.context.close()


def test_from_a_thumb_to_the_review_queue_its_verdict_and_its_waterfall(new_person) -> None:
    person, another = new_person(), new_person()
    person.ask("about pomegranates")
    person.press("Bad answer")
    person.page.get_by_label("Not true").check()
    person.press("Save")
    person.page.get_by_role("tab", name="Metrics").click()
    card = person.page.locator("#review article", has_text="about pomegranates")
    expect(card).to_contain_text("Rated incorrect")
    expect(card).to_contain_text("Not true")
    another.page.get_by_role("tab", name="Metrics").click()
    expect(another.page.locator("#review")).to_contain_text("another person’s conversation")
    expect(another.page.locator("#review")).not_to_contain_text("pomegranates")
    card.get_by_role("button", name="How it came about").click()
    trace = person.page.get_by_role("dialog", name="How this answer came about")
    expect(trace.get_by_role("row", name="writing")).to_be_visible()
    expect(trace.locator("#trace-chart .bars")).to_be_visible()
    person.page.keyboard.press("Escape")
    expect(trace).to_be_hidden()
    card.get_by_role("button", name="Correct", exact=True).click()
    expect(card).to_contain_text("Marked as correct.")
    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="Incorrect")).to_be_visible()
    card.get_by_role("button", name="Incorrect").click()
    expect(card).to_contain_text("Marked as incorrect.")
    person.page.reload()
    person.page.get_by_role("tab", name="Metrics").click()
    expect(person.page.locator("#review > *").first).to_be_visible()
    expect(card).to_have_count(0)


def test_closing_the_waterfall_does_not_stop_an_answer(person) -> None:
    person.ask("about apples")
    person.write("one two three " * 20)
    person.press("How this answer came about")
    expect(person.page.locator("#trace")).to_contain_text("very sure")
    person.page.keyboard.press("Escape")
    expect(person.page.locator("#trace")).to_be_hidden()
    expect(person.finished_answers).to_have_count(2)
    expect(person.finished_answers.last).not_to_contain_text("stopped")


def test_in_spanish_on_a_phone(new_person) -> None:
    person = new_person(locale="es-ES", viewport={"width": 390, "height": 844}, has_touch=True)
    person.ask("sobre manzanas")
    person.page.get_by_role("button", name="Mala respuesta").tap()
    expect(person.page.get_by_role("dialog", name="¿Qué ha fallado?")).to_be_in_viewport(ratio=1)
    person.page.get_by_label("Demasiado larga").tap()
    person.press("Guardar")
    said(person, "Gracias, anotado.")
    assert person.page.evaluate("document.documentElement.scrollWidth") == 390
