"""What the page's scripts ask for around documents, over a real library and a real store."""

import numpy as np
import pytest

from jarvis.knowledge.documents import ATTACHED, Piece
from ui.knowledge.uploading import MIB

BEN = {"x-person": "ben"}
TEXT = "The notice period is 30 days."


async def hand_in(page, name: str = "lease.md", **fields: str) -> dict:
    answer = await page.post(
        "/documents", files={"file": (name, f"# {name}\n\n{TEXT}".encode())}, data=fields
    )
    assert answer.status_code == 202, answer.text
    return answer.json()


def read(parts, document: str) -> int:
    """Make a document ready, as the library does; returns its passage's id."""
    store = parts.knowledge.store
    pieces = [Piece(text, i, i + len(text)) for i, text in enumerate(("Before.", TEXT, "After."))]
    store.reading(document, pages=0, pieces=3, text_sha256="ab" * 32)
    store.add_passages(document, 0, pieces, np.eye(3, 4, dtype=np.float32), "model")
    store.ready(document)
    return first_passage(parts) + 1


def first_passage(parts) -> int:
    for number in range(1, 100):
        if found := parts.knowledge.store.passages([number]):
            return min(found)
    raise AssertionError("there is no passage")


async def test_a_file_is_handed_in_and_listed_until_nothing_changes(page) -> None:
    taken = await hand_in(page, "<i>lease.md", collection="Flat")
    state = (await page.get("/state")).json()
    assert f'id="document-{taken["id"]}"' in state["html"]["documents-list"]
    assert "&lt;i&gt;lease.md" in state["html"]["documents-list"]
    assert state["unread"] == 1
    assert '<option value="Flat">' in state["html"]["drop-into"]
    assert (await page.get("/state", params={"before": state["seen"]})).status_code == 204


async def test_a_collection_narrows_the_list_and_one_that_is_gone_does_not(page) -> None:
    await hand_in(page, collection="Flat")
    await hand_in(page, "bread.md")
    flat = (await page.get("/state", params={"collection": "Flat"})).json()
    assert flat["html"]["documents-list"].count("<article") == 1
    gone = (await page.get("/state", params={"collection": "Gone"})).json()
    assert gone["html"]["documents-list"].count("<article") == 2


async def test_collections_are_made_renamed_and_deleted(page, parts) -> None:
    names = lambda: [one.name for one in parts.knowledge.library.collections()]  # noqa: E731
    assert (await page.post("/collections/make", json={"name": " Work "})).status_code == 204
    assert "Work" in names()
    await page.post("/collections/rename", json={"name": "Work", "to": "Job"})
    assert "Job" in names()
    await page.post("/collections/delete", json={"name": "Job"})
    assert "Job" not in names()
    refused = await page.post("/collections/make", json={"name": " "})
    assert refused.status_code == 400
    assert refused.json()["detail"]["message"]


async def test_a_document_is_deleted_for_good(page, parts) -> None:
    taken = await hand_in(page)
    assert (await page.post(f"/documents/{taken['id']}/delete")).status_code == 204
    assert parts.knowledge.library.documents() == []
    assert (await page.post(f"/documents/{taken['id']}/delete")).status_code == 404


async def test_an_empty_file_is_told_in_the_pages_language(page) -> None:
    files = {"file": ("nada.txt", b"")}
    answer = await page.post("/documents", files=files, params={"language": "es"})
    assert answer.status_code == 400
    assert "vacío" in answer.json()["detail"]["message"]


async def test_a_body_that_is_too_large_is_refused_unread(page) -> None:
    files = {"file": ("big.txt", b"x" * (2 * MIB))}
    answer = await page.post("/documents", files=files, params={"name": "big.txt"})
    assert answer.status_code == 400
    assert "“big.txt” is 2 MiB" in answer.json()["detail"]["message"]


async def test_an_attached_file_makes_a_conversation_and_is_its_persons_alone(page, parts) -> None:
    taken = await hand_in(page, chat="")
    assert parts.conversations.get("ana", taken["chat"])
    assert (
        "lease.md" in (await page.get("/attached", params={"chat": taken["chat"]})).json()["html"]
    )
    theirs = await page.get("/attached", params={"chat": taken["chat"]}, headers=BEN)
    assert theirs.json() == {"html": "", "waiting": False}
    assert "lease.md" not in (await page.get("/state")).text
    files = {"file": ("more.md", b"more")}
    sneaked = await page.post("/documents", files=files, data={"chat": taken["chat"]}, headers=BEN)
    assert sneaked.status_code == 404


async def test_nobody_opens_or_deletes_what_another_attached(page, parts) -> None:
    taken = await hand_in(page, chat="")
    passage = read(parts, taken["id"])
    assert (await page.get(f"/file/{taken['id']}", headers=BEN)).status_code == 404
    assert (await page.post(f"/documents/{taken['id']}/delete", headers=BEN)).status_code == 404
    assert TEXT not in (await page.get(f"/passage/{passage}", headers=BEN)).text
    assert (
        await page.get("/page.png", params={"passage": passage}, headers=BEN)
    ).status_code == 404
    assert TEXT in (await page.get(f"/passage/{passage}")).text


async def test_a_collection_of_a_conversation_cannot_be_named_by_hand(page) -> None:
    files = {"file": ("a.md", b"text")}
    answer = await page.post("/documents", files=files, data={"collection": f"{ATTACHED}c1"})
    assert answer.status_code == 404
    named = {"query": "a", "name": f" {ATTACHED.upper()}c1", "collection": f"{ATTACHED}c1"}
    for route in ("/find", "/collections/make", "/collections/delete"):
        assert (await page.post(route, json=named)).status_code == 404


async def test_a_passage_opens_among_its_neighbours_and_says_when_it_is_gone(page, parts) -> None:
    taken = await hand_in(page)
    passage = read(parts, taken["id"])
    shown = (await page.get(f"/passage/{passage}")).json()["html"]
    assert f'<p>Before.</p><p><mark id="cited">{TEXT}</mark></p><p>After.</p>' in shown
    parts.knowledge.library.remove(taken["id"])
    assert "isn’t there any more" in (await page.get(f"/passage/{passage}")).json()["html"]


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("a.md", "text/plain; charset=utf-8", "inline"),
        ("a.pdf", "application/pdf", "inline"),
        ("a.html", "application/octet-stream", "attachment"),
        ("a.svg", "application/octet-stream", "attachment"),
    ],
)
async def test_an_original_is_never_run_as_a_page_of_ours(page, name, kind, how) -> None:
    taken = await hand_in(page, name)
    answer = await page.get(f"/file/{taken['id']}")
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith(how)


async def test_only_collections_with_documents_can_be_chosen(page) -> None:
    await hand_in(page, collection="Flat")
    await page.post("/collections/make", json={"name": "Empty"})
    assert (await page.get("/collections")).json() == {"collections": [["Flat", "Flat"]]}


async def test_a_folder_that_is_none_is_refused(page, tmp_path) -> None:
    answer = await page.post("/folders/watch", json={"path": str(tmp_path / "nowhere")})
    assert answer.status_code == 400
    assert answer.json()["detail"]["hint"]
