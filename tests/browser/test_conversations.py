"""The list of conversations: switch, search, rename, delete, bring back, export; whose it is."""

import json
from pathlib import Path

from playwright.sync_api import expect


def test_a_conversation_gets_its_first_question_as_title(person) -> None:
    person.ask("Plan a trip to Cuenca\nwith two children")
    expect(person.titles).to_have_text(["Plan a trip to Cuenca"])
    expect(person.page.locator(".conversations h2")).to_have_text("Today")


def test_switching_conversations_and_going_back(person) -> None:
    person.ask("about apples")
    person.new_chat()
    expect(person.page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    person.ask("about pears")
    person.titles.filter(has_text="apples").click()
    expect(person.questions).to_have_text(["about apples"])
    expect(person.titles.filter(has_text="apples")).to_have_attribute("aria-current", "page")
    person.page.go_back()
    expect(person.questions).to_have_text(["about pears"])


def test_a_reload_keeps_the_conversation_and_the_draft(person) -> None:
    person.ask("about apples")
    person.page.locator("#question").fill("half a thought")
    person.page.reload()
    expect(person.answers).to_have_text(["about apples"])
    expect(person.page.locator("#question")).to_have_value("half a thought")


def test_search_finds_words_in_messages(person) -> None:
    person.ask("about apples\n\nand the zanahoria")
    person.new_chat()
    person.ask("about pears")
    person.page.get_by_role("searchbox").fill("zanahoria")
    expect(person.titles).to_have_text(["about apples"])
    person.page.get_by_role("searchbox").fill("nowhere")
    expect(person.page.locator(".conversations .none")).to_contain_text("nowhere")
    person.page.get_by_role("searchbox").fill("")
    expect(person.titles).to_have_count(2)


def test_renaming(person) -> None:
    person.ask("about apples")
    person.menu("about apples", "Rename")
    person.page.get_by_label("New title").fill("Fruit")
    person.page.get_by_label("New title").press("Enter")
    expect(person.titles).to_have_text(["Fruit"])
    person.page.reload()
    expect(person.titles).to_have_text(["Fruit"])


def test_deleting_can_be_undone(person) -> None:
    person.ask("about apples")
    person.menu("about apples", "Delete")
    expect(person.titles).to_have_count(0)
    expect(person.page.locator("#notice")).to_contain_text("“about apples” was deleted.")
    person.press("Undo")
    expect(person.titles).to_have_text(["about apples"])
    expect(person.answers).to_have_text(["about apples"])


def test_exporting_as_markdown_and_json(person) -> None:
    person.ask("about **apples**")
    with person.page.expect_download() as markdown:
        person.menu("apples", "Download as Markdown")
    text = Path(markdown.value.path()).read_text("utf-8")
    assert markdown.value.suggested_filename == "about apples.md"
    assert "## You\n\nabout **apples**\n\n## Jarvis" in text
    with person.page.expect_download() as download:
        person.menu("apples", "Download as JSON")
    messages = json.loads(Path(download.value.path()).read_text("utf-8"))["messages"]
    assert [(m["role"], m["content"], m["status"]) for m in messages] == [
        ("user", "about **apples**", "done"),
        ("assistant", "about **apples**", "done"),
    ]


def test_two_browsers_never_see_each_others_conversations(new_person) -> None:
    anna, ben = new_person(), new_person()
    anna.ask("Anna's secret")
    ben.ask("Ben's question")
    expect(ben.titles).to_have_text(["Ben's question"])
    chat = anna.page.url.partition("chat=")[2]
    ben.page.goto(f"{ben.url}/?chat={chat}")
    expect(ben.page.locator("#refused")).to_contain_text("isn't there")
    expect(ben.answers).to_have_count(0)
    for form in ("md", "json"):
        assert ben.context.request.get(f"{ben.url}/page/export/{chat}.{form}").status == 404
        assert anna.context.request.get(f"{anna.url}/page/export/{chat}.{form}").ok


def test_two_windows_of_one_person_show_their_own_conversation(person) -> None:
    person.ask("about apples")
    other = person.new_window(person.url)
    other.locator("#question").fill("about pears")
    other.locator("#question").press("Enter")
    expect(other.locator("#chat .byline.assistant")).to_have_count(1)
    expect(person.questions).to_have_text(["about apples"])
