"""Marks under messages, "this was wrong", and the Settings tab."""

from playwright.sync_api import Locator, Route, expect

from tests.browser.people import Person
from tests.serving import served

CARD = "My card is 4111 1111 1111 1111, please book the train."
SPANISH_CARD = "Mi tarjeta es 4111 1111 1111 1111, resérvame el tren."


def mark(person: Person) -> Locator:
    """The mark under the last question."""
    return person.page.locator(".byline.user .shield").last


def card(person: Person) -> Locator:
    """What stands behind a mark."""
    return person.page.locator("#marks")


def settings(person: Person, tab: str = "Settings") -> Locator:
    """The Settings tab, opened."""
    person.page.get_by_role("tab", name=tab).click()
    expect(person.page.locator("#settings")).to_be_visible()
    return person.page.locator("#settings")


def test_a_card_number_is_masked_and_the_mark_says_so(person) -> None:
    person.ask(CARD)
    expect(person.questions.last).to_have_text("My card is [CARD_1], please book the train.")
    expect(mark(person)).to_have_text("1 masked")
    mark(person).click()
    expect(card(person)).to_contain_text("Card number")
    expect(card(person)).to_contain_text("The model never saw it.")
    person.page.mouse.click(5, 400)
    expect(card(person)).to_be_hidden()


def test_details_of_people_get_the_quietest_mark(person) -> None:
    person.ask("Write to ana.ruiz@example.org about the contract.")
    expect(mark(person)).to_have_text("")
    expect(mark(person)).to_have_attribute("title", "What the checks found: flagged")


def test_this_was_wrong_by_keyboard_and_back(person) -> None:
    person.ask(CARD)
    person.press("Good answer")
    keyboard = person.page.keyboard
    mark(person).focus()
    keyboard.press("Enter")
    expect(person.page.get_by_role("dialog", name="What the checks found")).to_be_focused()
    keyboard.press("Tab")
    expect(person.page.get_by_role("button", name="This was wrong")).to_be_focused()
    keyboard.press("Enter")
    expect(card(person)).to_contain_text("Noted, thank you.")
    expect(person.page.locator(".rating .down").last).to_have_attribute("aria-pressed", "true")
    keyboard.press("Escape")
    expect(card(person)).to_be_hidden()
    expect(mark(person)).to_be_focused()
    person.page.reload()
    mark(person).click()
    expect(card(person)).to_contain_text("Noted, thank you.")
    person.press("Undo")
    expect(person.page.get_by_role("button", name="This was wrong")).to_be_focused()
    expect(person.page.locator(".rating .up").last).to_have_attribute("aria-pressed", "true")
    person.page.reload()
    expect(person.page.locator(".rating .up").last).to_have_attribute("aria-pressed", "true")


def test_an_appeal_lands_in_the_review_queue(person) -> None:
    person.ask(CARD.replace("train", "ferry"))
    mark(person).click()
    person.press("This was wrong")
    expect(card(person)).to_contain_text("Noted, thank you.")
    person.page.keyboard.press("Escape")
    person.page.get_by_role("tab", name="Metrics").click()
    waiting = person.page.locator("#review article", has_text="book the ferry")
    expect(waiting).to_contain_text("A check was wrong")
    expect(waiting).not_to_contain_text("4111")


def test_an_appeal_that_cannot_be_kept_says_why(tmp_path, new_person) -> None:
    off = "[telemetry]\nrecording = false\n"
    with served(tmp_path, "--engine", "scripted", "--offline", config=off) as jarvis:
        person = new_person(jarvis.url)
        person.ask(CARD)
        mark(person).click()
        person.press("This was wrong")
        expect(card(person).get_by_role("alert")).to_contain_text("Recording is switched off.")
        expect(person.page.get_by_role("button", name="This was wrong")).to_be_visible()
        person.context.close()


def test_the_policy_and_a_text_to_try(new_person) -> None:
    person = new_person(viewport={"width": 1440, "height": 900})
    tab = settings(person)
    payment = tab.get_by_role("row", name="Payment data")
    expect(payment.get_by_role("cell")).to_have_text(["masked"] * 5)
    tab.get_by_label("Text", exact=True).fill("🙂 my card: 4111 1111 1111 1111 <b>now</b>")
    person.press("Check")
    expect(tab.locator("#trial-verdict")).to_have_text("masked")
    expect(tab.locator("#trial-marked mark")).to_have_text("4111 1111 1111 1111")
    expect(tab.locator("#trial-marked")).to_contain_text("<b>now</b>")
    expect(tab.locator("#trial-findings")).to_contain_text("Card number")
    expect(tab.locator("#trial-onward")).to_have_text("🙂 my card: [CARD_1] <b>now</b>")


def test_an_example_shows_what_happens_to_orders_in_documents(person) -> None:
    tab = settings(person)
    person.press("An order in a document")
    expect(tab.get_by_label("Read as")).to_have_value("retrieved")
    expect(tab.locator("#trial-findings")).to_contain_text("Order to ignore earlier instructions")
    expect(tab.locator("#trial-onward")).not_to_contain_text("Ignore all previous")
    expect(tab.locator("#trial-onward")).to_contain_text("Opening hours")


def test_a_text_in_which_nothing_is_found(person) -> None:
    tab = settings(person)
    tab.get_by_label("Text", exact=True).fill("The train leaves at nine.")
    person.page.keyboard.press("Control+Enter")
    expect(tab.locator("#trial-verdict")).to_have_text("fine")
    expect(tab.locator("#trial-findings")).to_have_text("Nothing was found.")


def test_what_goes_wrong_with_a_trial_is_said_in_words(new_person) -> None:
    person = new_person(locale="es-ES")
    tab = settings(person, "Ajustes")
    person.context.set_offline(True)
    tab.get_by_label("Texto", exact=True).fill("Hola")
    person.press("Comprobar")
    expect(tab.get_by_role("alert")).to_contain_text("Jarvis no está en marcha")
    person.context.set_offline(False)
    person.press("Comprobar")
    expect(tab.locator("#trial-verdict")).to_have_text("todo bien")
    expect(tab.get_by_role("alert")).to_have_count(0)


def test_while_the_checks_are_loading_the_tab_says_so(person) -> None:
    def not_yet(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "guarded": False})

    tab = settings(person)
    loading = tab.get_by_text("The checks are being loaded.")
    expect(loading).to_be_hidden()
    person.page.route("**/page/status*", not_yet)
    settings(person)
    expect(loading).to_be_visible()
    person.page.unroute_all(behavior="wait")
    settings(person)
    expect(loading).to_be_hidden()


def test_in_spanish_on_a_phone(new_person) -> None:
    person = new_person(locale="es-ES", viewport={"width": 390, "height": 844}, has_touch=True)
    person.ask(SPANISH_CARD)
    expect(mark(person)).to_have_text("1 dato oculto")
    mark(person).tap()
    about = person.page.get_by_role("dialog", name="Qué han encontrado las comprobaciones")
    expect(about).to_be_in_viewport(ratio=1)
    expect(about).to_contain_text("El modelo no lo ha visto.")
    person.page.keyboard.press("Escape")
    tab = settings(person, "Ajustes")
    expect(tab.get_by_role("row", name="Datos de pago")).to_contain_text("se oculta")
    assert person.page.evaluate("document.documentElement.scrollWidth") == 390
