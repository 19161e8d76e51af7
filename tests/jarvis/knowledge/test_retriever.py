import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.documents import DEFAULT_COLLECTION, Piece, Retrieval, Scope
from jarvis.knowledge.expanding import Expansion
from jarvis.knowledge.retriever import Retriever
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge.words import tokens
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Vector, Vectors
from models.errors import GenerationFailed

SAME = {"auto": "car", "automobile": "car", "vehicle": "car", "hound": "dog"}
"""What the embedder of these tests takes for one thing."""

TEXTS = {
    "car.md": "The car stands in the garage behind the house and is washed on Saturdays.",
    "dog.md": "The dog sleeps beside the stove and barks at the postman.",
    "part.md": "Part BX-1234 fits the pump; order two of them.",
    "look-alike.md": "Part BX-1243 fits the kettle; order one of them.",
    "bread.md": "Bread is baked before dawn, with rye and salt.",
    "contrato.md": "El plazo de preaviso del contrato es de treinta días.",
}


class Bag:
    """An embedder to whom a text is its words, and some words are the same."""

    name = "bag"
    device = "cpu"
    dimensions = 256
    max_tokens = 1_000

    def __init__(self) -> None:
        self.broken = False

    def embed_query(self, text: str) -> Vector:
        return self.embed_passages([text])[0]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.broken:
            raise GenerationFailed("The embedder broke off.", "Try again.")
        rows = np.full((len(texts), self.dimensions), 0.01, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in tokens(text):
                row[zlib.crc32(SAME.get(word, word).encode()) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def close(self) -> None: ...


class Liking:
    """A re-ranker that likes texts with a word."""

    name = "liking"
    device = "cpu"

    def __init__(self, word: str, *, broken: bool = False) -> None:
        self.word = word
        self.broken = broken
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        if self.broken:
            raise GenerationFailed("The re-ranker broke off.", "")
        self.asked.append((question, list(texts)))
        return [0.99 if self.word in text else 0.01 for text in texts]

    def close(self) -> None: ...


class House:
    """A store with documents of one or more passages, and what searches it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.index = VectorIndex(self.store, folder)
        self.embedder: Bag | None = Bag()
        self.reranker: Liking | None = None
        self.retriever = self.made(KnowledgeSettings())

    def made(self, settings: KnowledgeSettings) -> Retriever:
        return Retriever(
            self.store, self.index, settings, lambda: self.embedder, lambda: self.reranker
        )

    def add(self, name: str, *texts: str, collection: str = DEFAULT_COLLECTION) -> None:
        key = self.store.add(collection, name, 1, name)[0].id
        self.store.reading(key, pages=0, pieces=len(texts))
        pieces, start = [], 0
        for text in texts:
            pieces.append(Piece(text, start, start + len(text)))
            start += len(text) + 2
        self.store.add_passages(key, 0, pieces, Bag().embed_passages(texts), Bag.name)
        self.store.ready(key)

    def search(self, question: str, limit: int = 10, **kwargs: object) -> Retrieval:
        return self.retriever.search(question, Scope(), limit, **kwargs)  # type: ignore[arg-type]

    def names(self, question: str, limit: int = 10, **kwargs: object) -> list[str]:
        return [hit.passage.name for hit in self.search(question, limit, **kwargs).hits]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.index.close()
    made.store.close()


@pytest.fixture
def house(empty: House) -> House:
    for name, text in TEXTS.items():
        empty.add(name, text)
    return empty


def test_what_has_the_words_comes_first_and_tells_why(house: House) -> None:
    found = house.search("Where does the dog sleep?")
    best = found.hits[0]
    assert best.passage.name == "dog.md"
    assert found.speaks
    assert found.searched == len(TEXTS)
    assert best.lexical is not None
    assert best.lexical > 0
    assert best.dense is not None
    assert 0 < best.dense <= 1
    assert {"embed", "dense", "lexical", "fuse"} <= set(found.seconds)
    assert found.note == ""


def test_scores_fall_and_stay_between_0_and_1(house: House) -> None:
    scores = [hit.score for hit in house.search("dog car bread pump", 100).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_what_says_it_in_other_words_is_found_too(house: House) -> None:
    assert house.names("automobile hound")[0] in {"car.md", "dog.md"}
    assert house.search("automobile hound").hits[0].lexical is None


def test_a_code_is_found_letter_by_letter(house: House) -> None:
    found = house.search("bx-1234")
    assert found.hits[0].passage.name == "part.md"
    assert found.hits[0].exact == ("bx-1234",)
    assert found.speaks
    assert not house.search("BX-9999").speaks


def test_a_quotation_must_be_there(house: House) -> None:
    assert house.names('Which text says "sleeps beside the stove"?') == ["dog.md"]
    nothing = house.search('Which text says "sleeps beside the fountain"?')
    assert nothing.hits == ()
    assert not nothing.speaks


def test_accents_and_the_other_language(house: House) -> None:
    assert house.names("cual es el plazo del contrato")[0] == "contrato.md"
    assert house.names("How many days of notice does the contract have?")[0] == "contrato.md"


def test_a_follow_up_takes_its_subject_from_the_question_before(house: House) -> None:
    found = house.search("And at whom does it bark?", earlier=("Where does the dog sleep?",))
    assert found.hits[0].passage.name == "dog.md"
    assert "dog" in found.question


@pytest.mark.parametrize("question", ["", "   ", "Hello!", "¡Muchas gracias!", "?!", "\0", "😀"])
def test_small_talk_and_nothing_are_not_looked_for(house: House, question: str) -> None:
    found = house.search(question)
    assert (found.hits, found.speaks) == ((), False)


@pytest.mark.parametrize(
    "question",
    ["the of and with", "x" * 10_000, "dog " * 2_500, '"', "AND OR NOT NEAR(", "مرحبا", "a" * 70],
)
def test_no_question_is_too_odd(house: House, question: str) -> None:
    assert all(0 <= hit.score <= 1 for hit in house.search(question, 100).hits)


def test_nobody_has_handed_anything_in(empty: House) -> None:
    found = empty.search("Where does the dog sleep?")
    assert (found.hits, found.speaks, found.searched) == ((), False, 0)


def test_other_worlds_are_not_spoken_of(house: House) -> None:
    assert not house.search("Which comet passed Jupiter in spring?").speaks


def test_without_an_embedder_words_are_looked_for_and_a_note_says_so(house: House) -> None:
    house.embedder = None
    found = house.search("Where does the dog sleep?")
    assert found.hits[0].passage.name == "dog.md"
    assert found.hits[0].dense is None
    assert found.speaks
    assert "isn't loaded" in found.note


def test_an_embedder_that_fails_leaves_words(house: House) -> None:
    assert house.embedder is not None
    house.embedder.broken = True
    found = house.search("Where does the dog sleep?")
    assert found.hits[0].passage.name == "dog.md"
    assert "broke off" in found.note


def test_words_that_fail_leave_meaning(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KnowledgeUnavailable("The words are damaged.", "")

    monkeypatch.setattr(house.store, "lexical", broken)
    found = house.search("Where does the dog sleep?")
    assert found.hits[0].passage.name == "dog.md"
    assert found.hits[0].lexical is None
    assert "damaged" in found.note
    house.embedder = None
    with pytest.raises(KnowledgeUnavailable):
        house.search("Where does the dog sleep?")


def test_what_stands_around_a_passage_comes_with_it(empty: House) -> None:
    empty.add("long.md", "First the key is turned.", "Then the lamp glows.", "At last it hums.")
    best = empty.search("Which lamp glows?", 1).hits[0]
    assert best.passage.text == "Then the lamp glows."
    assert best.context == "First the key is turned.\n\nThen the lamp glows.\n\nAt last it hums."


def test_the_same_text_in_two_files_is_shown_once(house: House) -> None:
    house.add("copy.md", TEXTS["dog.md"])
    assert sorted(house.names("Where does the dog sleep?")[:2]) != ["copy.md", "dog.md"]


def test_one_document_does_not_crowd_out_the_others(empty: House) -> None:
    empty.add("many.md", *(f"The lamp of room {number} is green." for number in range(30)))
    for number in range(6):
        empty.add(f"{number}.md", f"A lamp like number {number} stands here, and it is old.")
    assert len(set(empty.names("lamp", 9))) >= 6
    assert len(empty.names("lamp", 100)) == 36


def test_a_scope_is_kept(house: House) -> None:
    house.add("other.md", "The dog of the neighbour sleeps outside.", collection="Neighbours")
    scope = Scope(collections=("Neighbours",))
    found = house.retriever.search("Where does the dog sleep?", scope)
    assert [hit.passage.name for hit in found.hits] == ["other.md"]
    assert found.searched == 1


def test_a_reranker_decides_where_it_is_close(house: House) -> None:
    house.reranker = Liking("kettle")
    found = house.search("Which part fits?")
    assert found.hits[0].passage.name == "look-alike.md"
    assert found.hits[0].reranked == pytest.approx(0.99)
    assert "rerank" in found.seconds
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_a_reranker_is_not_asked_where_the_order_is_clear_or_it_is_off(house: House) -> None:
    house.reranker = Liking("kettle")
    house.search("At whom does the dog beside the stove bark?")
    off = house.made(KnowledgeSettings(rerank="off"))
    off.search("Which part fits?", Scope())
    assert house.reranker.asked == []


def test_a_reranker_that_fails_changes_nothing(house: House) -> None:
    before = house.names("Which part fits?")
    house.reranker = Liking("kettle", broken=True)
    found = house.search("Which part fits?")
    assert [hit.passage.name for hit in found.hits] == before
    assert "broke off" in found.note


def test_other_wordings_and_a_made_up_answer_find_more(house: House) -> None:
    assert "bread.md" not in house.names("ciabatta", 1)
    extra = Expansion(wordings=("bread and rye",), passage="Bread has rye in it.", seconds=0.5)
    found = house.search("ciabatta", 1, extra=extra)
    assert [hit.passage.name for hit in found.hits] == ["bread.md"]
    assert found.seconds["expand"] == 0.5


def test_a_document_that_is_removed_is_not_found_any_more(house: House) -> None:
    (dog,) = [one for one in house.store.documents() if one.name == "dog.md"]
    house.store.remove(dog.id)
    assert "dog.md" not in house.names("Where does the dog sleep?", 100)
