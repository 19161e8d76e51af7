"""The Models tab and the light in the header, with models that load slowly, badly, or for real."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from models.store import Store
from tests.models import hub_server
from tests.serving import served

BROKEN = """
[models]
chat = "{torn}"
hub = "{hub}"
"""

CARD = """
name = "mine"
title = "Mine"
summary = "A model of my own."
task = "chat"
engine = "llama_cpp"
repo = "{repo}"
context_length = 4096
kv_cache = {{ layers = 30, kv_heads = 3, head_dim = 64 }}
files = [{{ path = "model.gguf", size = {size} }}]
"""


@pytest.fixture
def shelf(person):
    person.page.get_by_role("tab", name="Models").click()
    expect(person.page.locator("#models article").first).to_be_visible()
    return person.page.locator("#models")


def test_each_model_says_what_it_is_and_whether_it_fits(shelf) -> None:
    expect(shelf.locator("article", has_text="SmolLM2 135M").first).to_contain_text("Apache-2.0")
    expect(shelf.get_by_role("heading", name="On this machine")).to_be_visible()
    for card in shelf.locator("article").all()[:5]:
        assert len(card.locator(".facts").all_inner_texts()) >= 2
    expect(shelf).to_contain_text("Jarvis is offline")
    expect(shelf.get_by_role("button", name=re.compile("Download"))).to_have_count(0)


def test_the_page_is_there_before_the_model(new_person, tmp_path) -> None:
    slow = "[engines.scripted]\nload_seconds = 3600\n"
    with served(tmp_path, "--engine", "scripted", config=slow) as jarvis:
        person = new_person(jarvis.url, ready=False)
        expect(person.page.locator("#status")).to_have_attribute("data-light", "starting")
        person.write("Hello?")
        expect(person.page.locator("#chat .waiting")).to_contain_text("Loading the model")
        person.press("Stop")
        expect(person.finished_answers.locator(".line")).to_have_text("stopped")


@pytest.fixture(scope="module")
def hub():
    """A hub that has the starter's weights under another name, and stops in the middle of them."""
    store = Store(Path("nowhere"))
    weights = store.path(store.find("smollm2-135m-instruct-q4_1"))
    assert weights is not None
    files = {hub_server.REPO: {"model.gguf": weights.read_bytes()}}
    with hub_server.serve(hub_server.Hub(files=files, stall_after=30_000_000)) as hub:
        yield hub


@pytest.fixture(scope="module")
def broken(tmp_path_factory, hub):
    """A Jarvis whose planned model can't be loaded, and which knows of another on the hub."""
    folder = tmp_path_factory.mktemp("broken")
    cards = folder / "models" / "cards"
    cards.mkdir(parents=True)
    size = len(hub.files[hub_server.REPO]["model.gguf"])
    (cards / "mine.toml").write_text(CARD.format(repo=hub_server.REPO, size=size), "utf-8")
    torn = folder / "torn.gguf"
    torn.write_bytes(b"GGUF, and then nothing")
    with served(folder, config=BROKEN.format(torn=torn, hub=hub.url)) as jarvis:
        yield jarvis.url


def test_a_broken_model_is_explained_and_the_real_starter_answers(new_person, broken) -> None:
    person = new_person(broken, ready=False)
    expect(person.page.locator("#status")).to_have_attribute(
        "data-light", "degraded", timeout=30_000
    )
    expect(person.page.locator("#advice")).to_contain_text("very small model")
    person.page.locator("#status").click()
    expect(person.page.locator("#status-details")).to_contain_text("torn.gguf")
    person.page.keyboard.press("Escape")
    person.write("Say hello in one short sentence.")
    expect(person.finished_answers.locator(".line")).to_contain_text("tokens/s", timeout=60_000)
    assert person.answers.last.inner_text().strip()


def test_a_model_is_downloaded_cancelled_resumed_and_used(new_person, broken, hub) -> None:
    person = new_person(broken, ready=False)
    person.page.get_by_role("tab", name="Models").click()
    mine = person.page.locator("article", has_text="A model of my own.")
    mine.get_by_role("button", name=re.compile("Download")).click()
    expect(mine.locator(".progress")).to_contain_text(re.compile(r"[1-9]\d* MB of 9\d MB"))
    mine.get_by_role("button", name="Cancel").click()
    expect(mine.get_by_role("button", name=re.compile("Download"))).to_be_enabled()
    hub.stall_after = None
    mine.get_by_role("button", name=re.compile("Download")).click()
    mine.get_by_role("button", name="Use").click(timeout=30_000)
    expect(mine).to_contain_text("In use", timeout=30_000)
    expect(person.page.locator("#status")).to_have_attribute("data-light", "ready")
    expect(person.page.locator("#status-label")).to_contain_text("Mine")
