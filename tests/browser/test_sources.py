"""Documents in Chat: which are asked, numbers that lead to passages, files of one conversation."""

import re

from playwright.sync_api import expect

from tests.browser.papers import DROP, LEASE, NOTICE, dropped, upload
from tests.browser.people import Person
from tests.serving import served

CHESS = "Who won the chess tournament of Valparaiso?"


def choose(person: Person, mode: str) -> None:
    person.page.locator("#documents").click()
    person.page.locator("#chooser").get_by_text(mode, exact=True).click()
    person.page.keyboard.press("Escape")


def test_a_spanish_document_is_asked_on_a_spanish_page(new_person, reader, library) -> None:
    person = new_person(library, locale="es-ES")
    person.ask("¿Cuándo es la próxima revisión del ascensor?")
    expect(person.sources.first).to_contain_text("acta.docx")
    person.sources.first.click()
    expect(person.source.locator("mark")).to_contain_text("14 de marzo")
    expect(person.source).to_contain_text("Abrir el documento")
    expect(person.source.locator("img")).to_have_count(0)


def test_sources_are_turned_by_keyboard_and_outlive_a_reload(reader) -> None:
    reader.ask("What is the notice period for the tenant, and how hot is the oven heated?")
    reader.page.reload()
    reader.citations.first.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.source).to_be_focused()
    expect(reader.page.locator("#source-place")).to_contain_text("1 of")
    before = reader.source.locator("mark").inner_text()
    reader.press("Next source")
    expect(reader.source.locator("mark")).not_to_have_text(before)
    expect(reader.page.locator("#source-place")).to_contain_text("2 of")
    reader.press("Previous source")
    expect(reader.source.locator("mark")).to_have_text(before)


def test_numbers_in_code_and_numbers_of_nothing_stay_text(reader) -> None:
    reader.ask(f"{NOTICE} Look at `x [1]` and at list[1].")
    expect(reader.citations.first).to_be_visible()
    last = reader.page.locator("#chat .bot-row").last
    expect(last.locator("code")).to_have_text(["x [1]"])
    expect(last.locator("code .cite")).to_have_count(0)


def test_copying_an_answer_copies_its_numbers(reader) -> None:
    reader.ask(NOTICE)
    text = reader.finished_answers.last.get_attribute("data-text")
    assert text is not None
    assert "[1]" in text
    selected = reader.citations.first.evaluate("(link) => link.textContent")
    assert re.fullmatch(r"\[\d\]", selected)
    source = reader.exported(reader.page.url)["messages"][-1]["sources"][0]
    assert source["name"] in ("lease.pdf", "acta.docx", "bread.md")


def test_only_from_documents_means_an_honest_no_and_a_way_round_it(reader) -> None:
    choose(reader, "Only from them")
    expect(reader.page.locator("#documents")).to_contain_text("only from them")
    reader.ask(CHESS)
    expect(reader.answers.last).to_contain_text("Your documents don't say")
    reader.press("Answer without documents")
    expect(reader.answers.last).to_have_text(CHESS)
    reader.page.reload()
    expect(reader.page.locator("#documents")).to_contain_text("only from them")
    reader.press("New chat")
    expect(reader.page.locator("#documents")).to_contain_text("where they help")


def test_documents_that_say_nothing_are_mentioned_and_the_answer_comes(reader) -> None:
    reader.ask(CHESS)
    expect(reader.page.get_by_text("Nothing about this in your documents")).to_be_visible()
    expect(reader.answers.last).to_have_text(CHESS)


def test_an_attached_file_is_read_before_the_question_goes_and_is_nobody_elses(
    new_person, reader, library
) -> None:
    trip = upload("trip.md", "# Trip\n\nThe train to Cuenca leaves at 9:40 from platform 7.")
    reader.page.locator("#composer").evaluate(DROP, dropped(trip))
    expect(reader.page.locator("#attached .chip")).to_contain_text("trip.md")
    reader.ask("From which platform does the train to Cuenca leave?")
    expect(reader.sources.first).to_contain_text("trip.md")
    reader.page.reload()
    expect(reader.page.locator("#attached .chip.ready")).to_contain_text("trip.md")

    expect(reader.knowledge().locator("#documents-list")).not_to_contain_text("trip.md")
    other = new_person(library)
    other.ask("From which platform does the train to Cuenca leave?")
    expect(other.page.locator("#chat .sources", has_text="trip.md")).to_have_count(0)

    reader.chat()
    reader.press("Remove trip.md")
    expect(reader.page.locator("#attached .chip")).to_have_count(0)


def test_with_the_starter_an_answer_rests_on_its_document(tmp_path, new_person) -> None:
    with served(tmp_path / "starter", "--offline") as jarvis:
        person = new_person(jarvis.url)
        person.knowledge()
        person.hand_in(LEASE)
        person.chat()
        person.ask(NOTICE)
        person.sources.first.click()
        expect(person.source.locator("mark")).to_contain_text("notice period for the tenant is 30")
        person.context.close()
