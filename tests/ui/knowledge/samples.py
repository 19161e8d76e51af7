"""Documents and passages of our own, as the store hands them out."""

from jarvis.knowledge.documents import Document, Hit, Passage, Retrieval, Status

HOSTILE = "<script>alert(1)</script> \u202egnp.exe\u202c 🏔️ " + "x" * 200 + ".pdf"


def document(id_: str = "d1", name: str = "lease.pdf", **about) -> Document:
    given = {"status": Status.READY, "progress": 1.0, "passages": 12, "pages": 3} | about
    return Document(id_, given.pop("collection", "documents"), name, 14_000, "ab" * 32, **given)


def passage(id_: int = 7, text: str = "The notice period is 30 days.", **about) -> Passage:
    given = {"heading": "Lease › Notice", "page": 2} | about
    name = given.pop("name", "lease.pdf")
    collection = given.pop("collection", "documents")
    return Passage(id_, "d1", collection, name, 0, text, 0, len(text), **given)


def retrieval(*scores: float, speaks: bool = True, text: str = "Notice period") -> Retrieval:
    hits = tuple(Hit(passage(i, text), score, 0.5, 3.2) for i, score in enumerate(scores))
    return Retrieval(hits, "What is the notice period?", speaks, {"embed": 0.007}, searched=12)
