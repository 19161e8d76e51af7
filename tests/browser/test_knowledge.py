"""The Knowledge tab: documents are handed in, read, searched, deleted; on every screen."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.papers import ACTA, BREAD, DROP, LEASE, NOTICE, dropped, upload
from tests.waiting import until

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
READING = 60_000
"""Milliseconds that reading may take on a machine that tests fill."""

HOSTILE = "<img src=x onerror=alert(1)> \u202egnp.exe 🏔️ " + "long " * 30 + ".md"


def width(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


def test_an_empty_tab_says_what_it_is_for(person) -> None:
    expect(person.knowledge()).to_contain_text("Drop a manual, a contract or a folder of notes")


def test_files_are_dropped_read_asked_and_cited_at_the_passage(new_person, library) -> None:
    person = new_person(library, viewport={"width": 1440, "height": 900})
    tab = person.knowledge()
    tab.locator("#drop").evaluate(DROP, dropped(LEASE, ACTA, BREAD))
    for name in ("lease.pdf", "acta.docx", "bread.md"):
        expect(person.document(name)).to_contain_class("ready", timeout=READING)
    expect(person.document("lease.pdf")).to_contain_text("2 pages")
    expect(person.page.locator("#knowledge-say")).to_have_text("All documents have been read.")

    person.chat()
    person.ask(NOTICE)
    expect(person.sources.first).to_contain_text("lease.pdf")
    person.page.locator(".cite[title*='lease.pdf']").first.click()
    expect(person.source.locator("mark")).to_contain_text("The notice period for the tenant is 30")
    expect(person.source.locator("mark")).to_be_in_viewport()
    picture = person.source.locator("img")
    until(lambda: picture.evaluate("image => image.complete && image.naturalWidth > 300"))

    person.page.keyboard.press("Escape")
    expect(person.source).to_be_hidden()
    expect(person.page.locator(".cite[title*='lease.pdf']").first).to_be_focused()


def test_what_would_be_found_and_why(reader) -> None:
    tab = reader.knowledge()
    tab.get_by_role("searchbox", name="Question").fill("notice period")
    tab.get_by_role("button", name="Search").click()
    best = tab.locator(".hit").first
    expect(best.locator("h3")).to_have_text("lease.pdf")
    expect(best.locator("mark").first).to_have_text("Notice", ignore_case=True)
    expect(best.locator(".legs")).to_contain_text("meaning")
    expect(tab.locator(".threshold")).to_contain_text("Jarvis would say that your documents don’t")
    best.get_by_role("button", name="Show it in its document").click()
    expect(reader.source.locator("mark")).to_contain_text("30 days")


def test_hostile_names_and_texts_are_shown_and_never_run(new_person, library) -> None:
    person = new_person(library)
    person.page.on("dialog", lambda dialog: person.faults.append(dialog.message))
    person.knowledge()
    text = "The parrot said <script>alert(2)</script> and <b>bold</b> things about marmalade."
    person.page.locator("#choose-files").set_input_files([upload(HOSTILE, text)])
    shown = person.page.locator("#documents-list article.ready", has_text="onerror")
    expect(shown).to_be_visible(timeout=READING)
    assert width(person.page) == 1280
    person.chat()
    person.ask("What did the parrot say about marmalade?")
    person.sources.first.click()
    expect(person.source.locator("mark")).to_contain_text("<b>bold</b>")
    assert (
        person.page.locator("#source script, #source img[src=x], #documents-list img").count() == 0
    )
    person.knowledge()
    shown.locator("summary").click()
    shown.get_by_role("button", name="Delete for good").click()
    expect(shown).to_have_count(0)


def test_deleting_asks_once_and_a_citation_says_that_it_is_gone(new_person, library) -> None:
    person = new_person(library)
    person.knowledge()
    person.hand_in(upload("secret.md", "The lighthouse keeper hid the copper kettle in the attic."))
    person.chat()
    person.ask("Where did the lighthouse keeper hide the copper kettle?")
    expect(person.sources.first).to_contain_text("secret.md")
    person.knowledge()
    row = person.document("secret.md")
    row.get_by_label("Delete", exact=True).click()
    expect(row).to_contain_text("go for good")
    person.page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="Delete for good")).to_be_hidden()
    person.page.keyboard.press("Enter")
    row.get_by_role("button", name="Delete for good").click()
    expect(row).to_have_count(0)
    person.chat()
    person.sources.first.click()
    expect(person.source.get_by_role("alert")).to_contain_text("isn’t there any more")


def test_files_that_cannot_be_read_say_why_and_the_rest_goes_on(new_person, library) -> None:
    person = new_person(library, locale="es-ES")
    tab = person.knowledge("Documentos")
    files = [upload("nada.txt", b""), upload("roto.docx", b"PK\x03\x04nonsense"), BREAD]
    person.page.locator("#choose-files").set_input_files(files)
    expect(tab.locator("#sending-failed")).to_contain_text("«nada.txt» está vacío")
    expect(person.document("roto.docx")).to_contain_text("está dañado", timeout=READING)
    expect(person.document("bread.md")).to_contain_class("ready", timeout=READING)
    person.press("Cerrar el aviso")
    expect(tab.locator("#sending-failed")).to_be_hidden()
    person.document("roto.docx").locator("summary").click()
    person.document("roto.docx").get_by_role("button", name="Eliminar para siempre").click()
    expect(person.document("roto.docx")).to_have_count(0)


def test_collections_are_made_filled_chosen_and_deleted(reader) -> None:
    tab = reader.knowledge()
    tab.get_by_label("New collection").fill("Garden")
    reader.press("Make it")
    tab.get_by_role("button", name=re.compile("Show only Garden")).click()
    expect(tab.get_by_label("Put them into")).to_have_value("Garden")
    reader.hand_in(upload("roses.md", "Roses are pruned in late winter, above an outward bud."))
    expect(tab.locator("#documents-list article")).to_have_count(1)
    reader.chat()
    reader.page.locator("#documents").click()
    boxes = reader.page.locator("#chooser-collections")
    boxes.get_by_label("Documents").uncheck()
    expect(reader.page.locator("#documents")).to_contain_text("(1)")
    reader.page.keyboard.press("Escape")
    reader.ask("When are roses pruned, and what is the notice period?")
    expect(reader.sources).to_have_count(1)
    tab = reader.knowledge()
    row = tab.locator("#collections-list article", has_text="Garden")
    row.hover()
    row.get_by_label("Delete", exact=True).click()
    expect(row).to_contain_text("Its 1 document go")
    row.get_by_role("button", name="Delete for good").click()
    expect(row).to_have_count(0)


def test_a_watched_folder_is_followed_until_it_is_not(reader, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text("The ferry to the island sails twice a day.", "utf-8")
    tab = reader.knowledge()
    tab.get_by_label("Path of the folder").fill(str(tmp_path))
    reader.press("Watch it")
    expect(reader.document("ferry.md")).to_contain_class("ready", timeout=READING)
    expect(reader.document("ferry.md")).to_contain_text("in a watched folder")
    folder = tab.locator("#folders-list article")
    expect(folder).to_contain_text("1 file")
    folder.get_by_label("Stop watching").click()
    folder.get_by_role("button", name="Stop watching").click()
    expect(folder).to_have_count(0)
    expect(reader.document("ferry.md")).to_have_count(0)


def test_a_phone_shows_everything_within_its_width(new_person, reader, library) -> None:
    person = new_person(library, locale="es-MX", **PHONE)
    person.knowledge("Documentos")
    expect(person.document("lease.pdf")).to_be_visible()
    assert width(person.page) == 390
    person.chat()
    person.ask("¿Cuál es el plazo de preaviso, the notice period for the tenant?")
    person.citations.first.tap()
    expect(person.source.locator("mark")).to_be_visible()
    expect(person.source).to_be_in_viewport(ratio=1)
    assert width(person.page) == 390
    person.press("Cerrar")
    expect(person.source).to_be_hidden()


def test_everything_has_a_name_for_screen_readers(reader) -> None:
    reader.ask(NOTICE)
    reader.sources.first.click()
    reader.knowledge()
    nameless = reader.page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, summary, progress")]
        .filter((e) => e.checkVisibility() && !e.closest(".md"))
        .filter((e) => !(e.ariaLabel || e.innerText?.trim() || e.labels?.length))
        .map((e) => e.outerHTML)"""
    )
    assert nameless == []


def test_a_thousand_documents_stay_quick(reader) -> None:
    drawn = reader.page.evaluate(
        """async () => {
        const { drawCards } = await import(new URL("page/assets/cards.js", document.baseURI));
        const list = document.createElement("div");
        document.body.append(list);
        const html = (share) => Array.from({ length: 50 }, (_, i) =>
          `<article id="x${i}"><progress value="${i ? 0 : share}"></progress></article>`).join("");
        drawCards(list, html(0));
        const before = [...list.children];
        drawCards(list, html(0.5));
        return before.map((card, i) => card === list.children[i]);
        }"""
    )
    assert drawn == [False] + [True] * 49
