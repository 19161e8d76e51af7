"""The page around the conversation: language, light, width, keys, and where it sends requests."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_nothing_is_requested_from_another_origin(person) -> None:
    person.ask("A formula $$x^2$$, `code`, and\n\n```python\nprint(1)\n```")
    person.page.get_by_role("tab", name="Models").click()
    expect(person.page.locator("#models article").first).to_be_visible()
    assert origins(person) == {urlsplit(person.url)[:2]}


def test_the_description_of_the_api_comes_from_here_too(person) -> None:
    person.page.goto(f"{person.url}/docs")
    expect(person.page.get_by_text("/v1/chat/completions").first).to_be_visible()
    assert origins(person) == {urlsplit(person.url)[:2]}


def origins(person) -> set[tuple[str, str]]:
    return {urlsplit(url)[:2] for url in person.requested if not url.startswith(("data:", "blob:"))}


@pytest.fixture
def elsewhere():
    """Another origin; it notes who comes."""
    visits = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self):
            visits.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments):
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", visits
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_picture_in_an_answer_reaches_nobody(person, elsewhere) -> None:
    origin, visits = elsewhere
    person.ask(f'![spy]({origin}/a.png) <img src="{origin}/b.png"> done')
    expect(person.answers.last).to_contain_text("done")
    person.page.wait_for_function(
        "[...document.querySelectorAll('#chat .bot-row img')].every((image) => image.complete)"
    )
    assert person.page.locator("#chat .bot-row img").count() > 0, "the test shows no picture"
    assert visits == []


def test_the_page_follows_the_browsers_language(new_person) -> None:
    spanish = new_person(locale="es-MX")
    expect(spanish.page.get_by_role("heading", name="¿Qué te gustaría saber?")).to_be_visible()
    spanish.ask("hola")
    expect(spanish.finished_answers.locator(".line")).to_contain_text("hasta la primera palabra")
    assert spanish.page.locator("html").get_attribute("lang") == "es"


def test_switching_language_keeps_the_conversation_and_the_draft(person) -> None:
    person.ask("about apples")
    person.page.locator("#question").fill("half a thought")
    person.press("Cambiar a español")
    expect(person.page.get_by_role("button", name="Nueva conversación")).to_be_visible()
    expect(person.answers).to_have_text(["about apples"])
    expect(person.page.locator("#question")).to_have_value("half a thought")
    person.press("Switch to English")
    expect(person.page.get_by_role("button", name="New chat")).to_be_visible()


def test_light_and_dark_follow_the_system_until_chosen(new_person) -> None:
    person = new_person(color_scheme="dark")
    root, body = person.page.locator("html"), person.page.locator("body")
    expect(root).to_have_attribute("data-theme", "dark")
    person.press("Switch between light and dark")
    expect(root).to_have_attribute("data-theme", "light")
    expect(body).not_to_contain_class("dark")
    person.page.reload()
    expect(root).to_have_attribute("data-theme", "light")
    expect(person.page.locator("#status")).to_have_attribute("data-light", "ready")
    expect(body).not_to_contain_class("dark")


def test_a_phone_shows_everything_within_its_width(new_person) -> None:
    person = new_person(**PHONE)
    person.ask("A long line of code:\n\n```\n" + "x" * 200 + "\n```")
    assert (
        person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    )
    expect(person.page.get_by_role("button", name="Send")).to_be_in_viewport()
    expect(person.page.locator(".conversations")).not_to_be_visible()
    person.press("Show or hide conversations")
    expect(person.page.locator(".conversations")).to_be_visible()
    person.press("New chat")
    expect(person.page.locator(".conversations")).not_to_be_visible()


def test_the_models_state_explains_itself(person) -> None:
    person.page.locator("#status").click()
    expect(person.page.locator("#status-details")).to_contain_text("Everything works.")
    person.press("See the models")
    expect(person.page.get_by_role("heading", name="Models", exact=True)).to_be_visible()


def test_everything_has_a_name_for_screen_readers(person) -> None:
    person.ask("hello")
    nameless = person.page.evaluate(
        """() => [...document.querySelectorAll("button, a, input:not([hidden]), textarea")]
        .filter((e) => e.checkVisibility() && !e.closest(".md"))
        .filter((e) => !(e.ariaLabel || e.innerText.trim() || e.labels?.length))
        .map((e) => e.outerHTML)"""
    )
    assert nameless == []


def test_the_page_is_ours(person) -> None:
    assert person.page.title() == "Jarvis"
    expect(person.page.locator("footer")).not_to_be_visible()
    assert person.context.request.get(f"{person.url}/page/assets/jarvis.svg").ok
