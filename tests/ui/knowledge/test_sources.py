"""Sources under answers, passages in their documents, and exports that name them."""

import json
from dataclasses import replace

from jarvis.citing import abstention
from jarvis.conversations import Conversation, Status, StoredMessage
from jarvis.stored import NO_GROUNDS, Cited, Grounds
from tests.ui.knowledge.samples import HOSTILE, document, passage
from ui.english import ENGLISH
from ui.export import as_json, as_markdown
from ui.knowledge.passage import gone, passage_view
from ui.knowledge.sources import mute, source_row
from ui.running import Snapshot
from ui.spanish import SPANISH
from ui.transcript import transcript

FIRST = Cited(1, 7, "d1", "notes.md", line=12)
SECOND = Cited(2, 8, "d2", "lease.pdf", heading="Notice", page=2, used=True)
QUESTION = StoredMessage("q", "user", "How long is the notice period?", Status.DONE, 0.0, ("q",))
ANSWER = StoredMessage(
    "t",
    "assistant",
    "30 days [2].",
    Status.DONE,
    1.0,
    ("t",),
    grounds=Grounds((FIRST, SECOND), "found", (0,)),
)
NOTHING = Grounds(searched="nothing")


def html(messages) -> str:
    return "".join(part.get("value", "") for m in messages for part in m["content"])


def test_sources_stand_under_the_answer_and_those_it_names_come_first() -> None:
    drawn = html(transcript([QUESTION, ANSWER], ENGLISH))
    assert drawn.index("lease.pdf") < drawn.index("notes.md")
    assert 'data-passage="8"' in drawn
    assert "Source 2: lease.pdf, page 2" in drawn
    assert "notes.md, line 12 · also read" in drawn


def test_they_are_there_while_the_answer_grows() -> None:
    live = Snapshot("t", started=True, text="30", grounds=Grounds((FIRST, SECOND), "found"))
    assert 'class="sources"' in html(transcript([QUESTION, ANSWER], ENGLISH, live))


def test_citations_that_their_source_does_not_hold_are_told_to_the_scripts() -> None:
    assert 'data-doubted="[0]"' in source_row(ANSWER.grounds, ENGLISH)


def test_an_answer_without_sources_has_no_row() -> None:
    assert source_row(NO_GROUNDS, ENGLISH) == ""


def test_a_hostile_name_is_shown_as_it_is() -> None:
    assert "<script" not in source_row(Grounds((replace(FIRST, name=HOSTILE),)), ENGLISH)


def test_documents_that_say_nothing_are_mentioned_quietly() -> None:
    answer = replace(ANSWER, content="Paris.", grounds=NOTHING)
    assert ENGLISH.knowledge.nothing_found in mute(answer, QUESTION.content, ENGLISH)
    assert "data-do" not in mute(answer, QUESTION.content, ENGLISH)
    assert mute(ANSWER, QUESTION.content, ENGLISH) == ""


def test_an_abstention_offers_an_answer_without_documents() -> None:
    said = replace(ANSWER, content=abstention(QUESTION.content), grounds=NOTHING)
    drawn = html(transcript([QUESTION, said], SPANISH))
    assert 'data-do="without" data-message="t"' in drawn
    assert SPANISH.knowledge.without_documents in drawn


def test_a_passage_is_marked_among_its_neighbours() -> None:
    before, it, after = passage(6, "Before."), passage(7, "30 <b>days</b>."), passage(8, "After.")
    drawn = passage_view(it, [before, it, after], document(), ENGLISH)
    assert '<p>Before.</p><p><mark id="cited">30 &lt;b&gt;days&lt;/b&gt;.</mark></p>' in drawn
    assert "page 2 · Documents" in drawn
    assert "Lease › Notice" in drawn


def test_only_pdfs_have_pictures_and_open_at_their_page() -> None:
    drawn = passage_view(passage(), [passage()], document(), ENGLISH)
    assert "page.png?passage=7" in drawn
    assert "page/knowledge/file/d1#page=2" in drawn
    plain = passage(page=None, line=4)
    drawn = passage_view(plain, [plain], document(name="a.md"), ENGLISH)
    assert "page.png" not in drawn
    assert "line 4" in drawn


def test_what_was_deleted_says_so() -> None:
    assert ENGLISH.knowledge.source_gone in gone(ENGLISH)


def test_exports_name_the_sources() -> None:
    about = Conversation("c", "Lease", 0.0, 0.0)
    written = as_markdown(about, [QUESTION, ANSWER])
    assert "- [2] lease.pdf, page 2, Notice" in written
    assert "- [1] notes.md, line 12" in written
    answer = json.loads(as_json(about, [QUESTION, ANSWER]))["messages"][1]
    assert answer["searched"] == "found"
    assert answer["sources"][1]["name"] == "lease.pdf"
