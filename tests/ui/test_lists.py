"""The sidebar's list, the model cards, the header and the exports: facts in, HTML or text out."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jarvis.conversations import AnswerFigures, Conversation, Status, StoredMessage
from jarvis.shelf import Entry, Fit
from models.catalogue import Card, CardFile
from models.chat import ChatModelSpec
from models.errors import HubUnreachable, ModelFileInvalid
from models.residents import Resident, Rung, State
from models.store import Progress
from ui.english import ENGLISH
from ui.export import as_json, as_markdown, file_name
from ui.failure import Failure
from ui.figures import size, thousands
from ui.header import Standing, advice, status_details, status_label
from ui.shelf_cards import card, fitting, languages, shelf_cards
from ui.sidebar import conversation_list, group
from ui.spanish import SPANISH

NOON = datetime(2026, 11, 21, 12).astimezone()
CHAT = Conversation("c1", 'A "title" <b>', NOON.timestamp(), NOON.timestamp())
RUNG = Rung("llama_cpp", ChatModelSpec("smollm2-135m-instruct-q4_1", "", 2048), None, "SmolLM2")
READY = Resident(RUNG, State.READY, 0.0)
FAILED = Resident(RUNG, State.FAILED, 0.0, error=ModelFileInvalid("Torn.", "Fetch it again."))
CARD = Card(
    "m", "Model", "Good.", "chat", "llama_cpp", files=(CardFile("f", 2_500_000_000),), licence="MIT"
)
ENTRY = Entry(CARD, Fit(True, 3_000_000_000), on_disk=False, active=False)


@pytest.mark.parametrize(
    ("ago", "heading"),
    [
        (timedelta(), "Today"),
        (timedelta(hours=11), "Today"),
        (timedelta(hours=13), "Yesterday"),
        (timedelta(hours=37), "Earlier"),
        (-timedelta(hours=20), "Today"),
    ],
)
def test_conversations_stand_under_their_day(ago, heading) -> None:
    assert group((NOON - ago).timestamp(), NOON, ENGLISH) == heading


def test_the_list_escapes_titles_and_says_when_it_is_empty() -> None:
    drawn = conversation_list([CHAT], "", ENGLISH, NOON)
    assert "A &quot;title&quot; &lt;b&gt;" in drawn
    assert "<b>" not in drawn
    assert "“&lt;i&gt;”" in conversation_list([], "<i>", ENGLISH, NOON)
    assert "stay on this machine" in conversation_list([], "", ENGLISH, NOON)


@pytest.mark.parametrize(
    ("entry", "shown", "hidden"),
    [
        (ENTRY, "Download 2.5 GB", 'data-do="use"'),
        (replace(ENTRY, on_disk=True), 'data-do="use"', "Download"),
        (replace(ENTRY, on_disk=True, active=True), "In use", "data-do"),
        (
            replace(ENTRY, progress=Progress(1_000_000_000, 2_500_000_000)),
            "1.0 GB of 2.5 GB",
            "pull",
        ),
        (replace(ENTRY, fit=Fit(False, 9)), "Needs more memory", "data-do"),
        (replace(ENTRY, error=HubUnreachable("No hub.", "Try later.")), "Try later.", "cancel"),
    ],
)
def test_a_card_offers_what_can_be_done(entry, shown, hidden) -> None:
    drawn = card(entry, "", False, ENGLISH)
    assert shown in drawn
    assert hidden not in drawn


def test_a_card_says_why_its_model_could_not_be_loaded() -> None:
    rung = replace(RUNG, spec=ChatModelSpec("m", "", 2048))
    drawn = shelf_cards((ENTRY,), Standing(READY, None, (replace(FAILED, rung=rung),)), ENGLISH)
    assert "Fetch it again." in drawn


def test_a_card_speaks_spanish_where_it_can() -> None:
    spoken = replace(ENTRY, card=replace(CARD, summary_es="Bueno."))
    assert "Bueno." in card(spoken, "", False, SPANISH)
    assert "Good." in card(spoken, "", False, ENGLISH)
    assert "Good." in card(ENTRY, "", False, SPANISH)


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        (Fit(True, 1, devices=(0, 1)), "Runs on GPU 0, 1."),
        (Fit(True, 1), "Runs on the processor."),
        (
            Fit(True, 1, slow=True),
            "Runs on the processor, but writes more slowly than people read.",
        ),
        (Fit(False, 1), "Needs more memory than this machine has."),
        (Fit(False, 1, needs_gpu=True), "Needs a GPU."),
    ],
)
def test_whether_a_model_fits_is_said_in_words(fit, said) -> None:
    assert fitting(fit, ENGLISH) == said


def test_offline_a_card_offers_no_download() -> None:
    assert "data-do" not in card(ENTRY, "", True, ENGLISH)


def test_languages_that_the_page_speaks_come_first() -> None:
    assert languages(("fr", "de", "es", "en"), ENGLISH) == "Spanish, English, French and 1 more"
    assert languages(("en",), SPANISH) == "inglés"


def test_figures_in_both_languages() -> None:
    assert (size(98_000_000, ENGLISH), size(4_700_000_000, SPANISH)) == ("98 MB", "4,7 GB")
    assert (thousands(131_072, ENGLISH), thousands(131_072, SPANISH)) == ("131,072", "131.072")


@pytest.mark.parametrize(
    ("now", "light", "label"),
    [
        (Standing(None, None, ()), "starting", "Loading"),
        (Standing(None, READY, ()), "starting", "Loading SmolLM2"),
        (Standing(READY, None, ()), "ready", "SmolLM2 · processor"),
        (Standing(READY, None, (FAILED,)), "degraded", "SmolLM2 · processor"),
        (Standing(None, None, (FAILED,)), "failed", "No model"),
    ],
)
def test_the_light_and_its_label(now, light, label) -> None:
    assert (now.light, status_label(now, ENGLISH)) == (light, label)


def test_a_failed_model_is_explained() -> None:
    told = status_details(Standing(READY, None, (FAILED,)), ENGLISH)
    assert "Torn." in told
    assert "Fetch it again." in told


def test_what_is_not_kept_is_explained_and_the_model_not_blamed() -> None:
    now = Standing(READY, None, (), (Failure("Nothing is recorded.", "Make room."),))
    told = status_details(now, ENGLISH)
    assert now.light == "degraded"
    assert ENGLISH.details_noted in told
    assert ENGLISH.details_degraded not in told
    assert "Make room." in told


def test_only_a_very_small_model_comes_with_a_warning() -> None:
    assert "SmolLM2 is a very small model" in advice(Standing(READY, None, ()), ENGLISH)
    large = replace(RUNG, spec=ChatModelSpec("qwen2.5-7b-instruct", "", 2048))
    assert advice(Standing(replace(READY, rung=large), None, ()), ENGLISH) == ""
    assert advice(Standing(None, None, ()), ENGLISH) == ""


def test_exports_hold_every_message() -> None:
    question = StoredMessage("q", "user", "¿Qué tal?", Status.DONE, 0.0, ("q",))
    answer = replace(question, id="a", role="assistant", content="Bien.")
    answer = replace(answer, figures=AnswerFigures(model="m"))
    assert "## You\n\n¿Qué tal?\n\n## Jarvis (m)\n\nBien.\n" in as_markdown(
        CHAT, [question, answer]
    )
    read = json.loads(as_json(CHAT, [question, answer]))
    assert [message["content"] for message in read["messages"]] == ["¿Qué tal?", "Bien."]
    assert read["messages"][0]["created"] == "1970-01-01T00:00:00+00:00"


def test_a_file_name_holds_nothing_that_a_header_or_disk_minds() -> None:
    assert file_name(CHAT, "md") == "A%20title%20b.md"
    assert file_name(replace(CHAT, title="../?"), "md") == "conversation.md"
