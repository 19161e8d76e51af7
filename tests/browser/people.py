"""What people do on the page, so that the tests read like it."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

STARTING_MS = 60_000
"""How long the page may take to be built, on a machine that other tests fill."""


class Person:
    """Someone at a browser of their own."""

    def __init__(self, context: BrowserContext, url: str, *, ready: bool = True) -> None:
        self.context = context
        self.url = url
        self.faults: list[str] = []
        self.requested: list[str] = []
        self.page = self.new_window(url, ready=ready)

    def new_window(self, address: str, *, ready: bool = True) -> Page:
        """Another tab of the same browser; `ready` waits for the model too."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.requested.append(request.url))
        page.goto(address)
        expect(page.locator("#composer")).to_have_attribute("data-ready", "", timeout=STARTING_MS)
        if ready:
            expect(page.locator("#status")).to_have_attribute(
                "data-light", "ready", timeout=STARTING_MS
            )
        return page

    def write(self, text: str) -> None:
        """Type something and press Enter."""
        self.page.locator("#question").fill(text)
        self.page.locator("#question").press("Enter")

    def ask(self, text: str) -> None:
        """Ask, and wait for the whole answer."""
        before = self.finished_answers.count()
        self.write(text)
        expect(self.finished_answers).to_have_count(before + 1)

    @property
    def questions(self) -> Locator:
        """The texts of the questions that are shown."""
        return self.page.locator("#chat .user-row .md")

    @property
    def answers(self) -> Locator:
        """The texts of the answers that are shown."""
        return self.page.locator("#chat .bot-row .md")

    @property
    def finished_answers(self) -> Locator:
        """The rows under answers that are complete."""
        return self.page.locator("#chat .byline.assistant")

    @property
    def titles(self) -> Locator:
        """The conversations in the sidebar."""
        return self.page.locator(".conversations .open")

    def press(self, label: str | re.Pattern[str]) -> None:
        """Press the last button of that name."""
        self.page.get_by_role("button", name=label).last.click()

    def new_chat(self) -> None:
        """Leave the conversation for an empty one."""
        self.press("New chat")
        expect(self.finished_answers).to_have_count(0)

    def menu(self, title: str, entry: str) -> None:
        """Choose from a conversation's menu."""
        item = self.page.locator(".conversations li", has_text=title)
        item.hover()
        item.locator(".more").click()
        self.page.get_by_role("menuitem", name=entry).click()

    def knowledge(self, tab: str = "Knowledge") -> Locator:
        """The Knowledge tab, opened."""
        self.page.get_by_role("tab", name=tab).click()
        shown = self.page.locator("#knowledge")
        expect(shown).to_be_visible()
        return shown

    def chat(self) -> None:
        """Back to the conversation."""
        self.page.get_by_role("tab", name="Chat").click()

    def document(self, name: str) -> Locator:
        """A document in the list."""
        return self.page.locator("#documents-list article", has_text=name)

    def hand_in(self, *files: Any) -> None:
        """Choose files on the Knowledge tab, and wait until each is ready."""
        self.page.locator("#choose-files").set_input_files(files)
        for file in files:
            expect(self.document(file["name"])).to_contain_class("ready", timeout=60_000)

    @property
    def citations(self) -> Locator:
        """The numbers in the last answer that lead to its sources."""
        return self.page.locator("#chat .bot-row").last.locator(".cite")

    @property
    def sources(self) -> Locator:
        """The sources that are listed under the last answer."""
        return self.page.locator("#chat .bot-row").last.locator(".sources [data-do=source]")

    @property
    def source(self) -> Locator:
        """The panel beside the conversation."""
        return self.page.locator("#source")

    def exported(self, address: str) -> Any:
        """The conversation at an address of the page, as its JSON download."""
        chat = re.search(r"chat=(\w+)", address)
        assert chat is not None
        return self.context.request.get(f"{self.url}/page/export/{chat[1]}.json").json()
