"""One real server and one real browser for all tests here; each test gets a browser of its own.

The scripted engine says each question back, so a test decides by its question what is answered:
a long question is a long answer, and "!error …" in it breaks the answer off.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.papers import ACTA, BREAD, LEASE
from tests.browser.people import Person
from tests.browser.sound import listen_in, spoken
from tests.serving import served
from tests.waiting import until

CHROMIUM = which("chromium-headless-shell") or which("chromium")
"""The first opens a page at half the cost: it draws nothing that nobody sees."""

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
)
TOKENS_PER_SECOND = 40

CONFIG = f"""
[models]
max_sequences = 1

[engines.scripted]
tokens_per_second = {TOKENS_PER_SECOND}
first_token_seconds = 0.1
"""

PATIENCE_MS = 20_000
"""How long the page may take for what a person waits for: two tests run on two cores."""

expect.set_options(timeout=PATIENCE_MS)

HEARS = (
    "fetch('page/voice/state?language=en').then((a) => a.json()).then((s) => s.recogniser !== '')"
)
"""Whether there is a recogniser."""

PeopleMaker = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests here, and take them last: Playwright's event loop runs from its first test
    to the session's end, and asyncio tests can't have one of their own meanwhile."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with served(folder, "--engine", "scripted", "--offline", config=CONFIG) as jarvis:
        yield jarvis.url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Debian's chromium-headless-shell, or chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture
def new_person(chromium: Browser, url: str) -> Iterator[PeopleMaker]:
    """Opens the page as someone new, with a microphone and ears if `sound`; other keyword arguments
    are Playwright's for the browser."""
    people: list[Person] = []

    def arrive(
        at: str = url, *, ready: bool = True, sound: bool = False, **options: object
    ) -> Person:
        options = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}, **options}
        context = chromium.new_context(**options)
        if sound:
            listen_in(context)
        person = Person(context, at, ready=ready)
        people.append(person)
        return person

    yield arrive
    for person in people:
        person.context.close()
    assert [fault for person in people for fault in person.faults] == []


@pytest.fixture
def person(new_person: PeopleMaker) -> Person:
    return new_person()


@pytest.fixture(scope="session")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Makes WAV files of what is said."""
    folder = tmp_path_factory.mktemp("voices")
    return lambda text, voice="slt": spoken(text, folder, voice)


@pytest.fixture
def new_talker(new_person: PeopleMaker, url: str) -> PeopleMaker:
    """Opens the page as somebody with a microphone and ears, whom Jarvis can hear."""

    def arrive(at: str = url) -> Person:
        person = new_person(at, sound=True, bypass_csp=True)  # the recorder comes from a blob
        until(lambda: person.page.evaluate(HEARS))
        return person

    return arrive


@pytest.fixture
def talking(new_talker: PeopleMaker) -> Person:
    """Somebody with a microphone and ears."""
    return new_talker()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Jarvis for tests with documents. It says each prompt back, passages and all."""
    folder = tmp_path_factory.mktemp("library")
    with served(folder, "--engine", "scripted", "--offline") as jarvis:
        yield jarvis.url


@pytest.fixture
def reader(new_person: PeopleMaker, library: str) -> Person:
    """Someone whose Jarvis has read the lease, the minutes and the notes."""
    person = new_person(library, viewport={"width": 1440, "height": 900})
    person.knowledge()
    person.hand_in(LEASE, ACTA, BREAD)
    person.chat()
    return person
