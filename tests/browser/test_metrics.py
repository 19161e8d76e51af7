"""The Metrics tab: it fills by itself, moves with a thumb, holds still, and fits every screen."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.people import Person
from tests.serving import served

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SLOW = 30_000
"""Milliseconds that five megabytes of chart library may take on a machine that tests fill."""

RATED = re.compile(r"^(\d+) decisions with feedback")


def open_metrics(person: Person, name: str = "Metrics") -> Page:
    person.page.get_by_role("tab", name=name).click()
    expect(person.page.locator("#rows-targets tr")).to_have_count(7, timeout=SLOW)
    return person.page


def number(page: Page, place: str) -> int:
    return int(page.locator(place).inner_text().replace(",", ""))


def rated(page: Page) -> int:
    found = RATED.match(page.locator("#feedback-total").inner_text())
    assert found is not None
    return int(found[1])


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A Jarvis that nobody has asked anything yet."""
    with served(tmp_path_factory.mktemp("fresh"), "--engine", "scripted", "--offline") as jarvis:
        yield jarvis.url


def test_before_anything_is_known_each_part_says_how_to_fill_it(new_person, fresh) -> None:
    page = open_metrics(new_person(fresh))
    expect(page.locator("#key-decisions")).to_have_text("0")
    expect(page.locator("#chart-feedback-words .empty")).to_contain_text("Press thumbs up or down")
    expect(page.locator("#chart-execution-time .empty")).to_contain_text("Ask Jarvis something")
    expect(page.locator("#rows-turns")).to_contain_text("No turns yet.")
    expect(page.locator("#calibration")).to_contain_text("100 more decisions")
    expect(page.locator("#alerts")).to_contain_text("No alerts.")
    expect(page.locator("#ledger")).to_contain_text("Recording.")


def test_a_turn_and_a_thumb_move_the_figures_without_a_reload(new_person, fresh) -> None:
    person = new_person(fresh)
    page = open_metrics(person)
    decisions, before = number(page, "#key-decisions"), rated(page)
    page.get_by_role("tab", name="Chat").click()
    person.ask("about apples")
    person.press("Good answer")
    expect(page.locator("#say")).to_have_text("Thanks, noted.")
    open_metrics(person)
    expect(page.locator("#key-decisions")).to_have_text(str(decisions + 1))
    expect(page.locator("#feedback-total")).to_contain_text(f"{before + 1} decisions with feedback")
    expect(page.locator("#rows-turns tr").first).to_contain_text("correct")
    page.locator("#chart-feedback-words").scroll_into_view_if_needed()
    expect(page.locator("#chart-feedback-words .plot")).to_have_attribute(
        "aria-label", re.compile("1 correct")
    )
    expect(page.locator("#chart-feedback-words .main-svg").first).to_be_visible(timeout=SLOW)
    page.locator("#rows-turns [data-do=trace]").first.click()
    expect(page.locator("dialog#trace")).to_be_visible()


def test_nothing_jumps_when_the_figures_come_or_change(new_person, fresh) -> None:
    person, other = new_person(fresh), new_person(fresh)
    other.ask("about apples")
    page = open_metrics(person)
    page.locator("#rows-turns [data-do=trace]").first.focus()
    turn = page.evaluate("document.activeElement.dataset.turn")
    page.evaluate("document.getElementById('metrics').scrollTop = 300")
    places = """[...document.querySelectorAll(".metrics h2, .metrics h3")]
        .slice(0, 20).map((heading) => heading.offsetTop)"""
    before, decisions = page.evaluate(places), number(page, "#key-decisions")
    other.ask("about pears")
    expect(page.locator("#key-decisions")).to_have_text(str(decisions + 1), timeout=SLOW)
    assert page.evaluate(places) == before
    assert page.evaluate("document.getElementById('metrics').scrollTop") == 300
    assert page.evaluate("document.activeElement.dataset.turn") == turn


def test_a_filter_is_kept_and_narrows(person) -> None:
    person.ask("about apples")
    page = open_metrics(person)
    page.get_by_role("combobox", name="Period").select_option("7")
    with page.expect_response(re.compile("days=7&agent=&task=chat&")):
        page.get_by_role("combobox", name="Task").select_option("chat")
    page.reload()
    expect(page.locator("#composer")).to_have_attribute("data-ready", "")
    open_metrics(person)
    expect(page.get_by_role("combobox", name="Period")).to_have_value("7")
    expect(page.get_by_role("combobox", name="Task")).to_have_value("chat")
    page.get_by_role("combobox", name="Agent").select_option("jarvis")
    expect(page.locator("#rows-accuracy-agents tr")).to_have_count(1)


def test_charts_follow_light_and_dark_at_once(person) -> None:
    person.ask("about apples")
    page = open_metrics(person)
    point = page.locator("#chart-week-decisions .point").first
    expect(point).to_have_css("fill", "rgb(15, 118, 110)", timeout=SLOW)
    person.press("Switch between light and dark")
    expect(point).to_have_css("fill", "rgb(92, 200, 187)")


def test_a_phone_shows_every_section_within_its_width(new_person) -> None:
    person = new_person(locale="es-MX", **PHONE)
    person.ask("hola")
    page = open_metrics(person, "Métricas")
    for chip in page.locator(".chips button").all():
        chip.click()
    wide = page.evaluate(
        """[document.documentElement, document.getElementById("metrics")]
        .map((e) => e.scrollWidth - e.clientWidth)"""
    )
    assert wide == [0, 0]
    expect(page.get_by_role("heading", name="Este equipo")).to_be_in_viewport()


def test_a_chip_leads_to_its_section(person) -> None:
    page = open_metrics(person)
    page.get_by_role("button", name="Feedback", exact=True).click()
    heading = page.get_by_role("heading", name="Feedback", exact=True)
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def test_the_charts_are_ours_and_break_no_rule_of_the_page(new_person) -> None:
    person = new_person()
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "503" not in message.text:
            faults.append(message.text)

    person.page.on("console", note)
    person.ask("about apples")
    page = open_metrics(person)
    expect(page.locator("#chart-week-decisions .main-svg").first).to_be_visible(timeout=SLOW)
    assert page.locator(".plot .modebar-btn, .plot a[href]").count() == 0
    assert {urlsplit(url)[:2] for url in person.requested if url.startswith("http")} == {
        urlsplit(person.url)[:2]
    }
    assert faults == []
