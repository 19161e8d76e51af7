"""Exact search: the same as working every cosine out, however the documents come and go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.documents import ATTACHED, Scope
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge.vectors.exact import Exact, best_of, nearest
from tests.jarvis.knowledge.vectors.filling import MODEL, begin, fill, vectors


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def everything(store):
    """Passages and vectors, straight from the store."""
    there = [
        (key, vector)
        for collection in store.scope_collections(Scope())
        for keys, some in store.each_vectors(MODEL, collection, 100)
        for key, vector in zip(keys, some, strict=True)
    ]
    return dict(there)


def expected(store, question, limit):
    scores = [(key, float(vector @ question)) for key, vector in everything(store).items()]
    return [key for key, _ in best_of(scores, limit)]


def keys(found):
    return [key for key, _ in found]


@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 9))
def test_the_nearest_are_those_with_the_greatest_cosines(count, limit, seed):
    some, question = vectors(count, seed), vectors(1, seed + 100)[0]
    found = nearest(question, np.arange(count) + 5, some, limit)
    cosines = some @ question
    assert len(found) == min(count, limit)
    assert [one for _, one in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert all(cosine == pytest.approx(cosines[key - 5]) for key, cosine in found)
    if count > limit:
        assert min(cosine for _, cosine in found) >= np.sort(cosines)[-limit] - 1e-6


def test_it_follows_documents_that_come_change_and_go(store, tmp_path):
    index = VectorIndex(store, tmp_path)
    question = vectors(1, 7)[0]
    search = lambda: keys(index.search(question, MODEL, Scope(), 5))  # noqa: E731
    assert search() == []
    first = fill(store, "a.md", *map(str, range(9)))
    assert search() == expected(store, question, 5)
    fill(store, "b.md", *map(str, range(9)), collection="other")
    assert search() == expected(store, question, 5)
    store.add_vectors(MODEL, [3], vectors(1, 7))
    assert search()[0] == 3
    store.remove(first)
    assert search() == expected(store, question, 5)
    assert set(search()) <= set(range(10, 19))
    index.close()


def test_only_what_is_ready_and_in_scope_is_found(store, tmp_path):
    index = VectorIndex(store, tmp_path)
    question = vectors(1)[0]
    begin(store, "reading.md", "Text.", seed=0)
    fill(store, "a.md", "Text.", collection="a")
    fill(store, "b.md", "Text.", collection=ATTACHED + "7")
    for scope, found in (
        (Scope(), {2}),
        (Scope(collections=("A",), attached="7"), {2, 3}),
        (Scope(attached="7", everything=False), {3}),
        (Scope(collections=("b",)), set()),
    ):
        assert set(keys(index.search(question, MODEL, scope, 9))) == found
    assert index.search(question, "another model", Scope(), 9) == []
    index.close()


def test_more_than_memory_may_hold_is_read_anew_each_time(store):
    for number in range(4):
        fill(store, f"{number}.md", *map(str, range(50)))
    documents = store.indexable(MODEL)
    question = vectors(1, 3)[0]
    small, large = Exact(store, memory_bytes=1000), Exact(store)
    found = small.search(question, MODEL, 1, documents, 7)
    assert keys(found) == keys(large.search(question, MODEL, 1, documents, 7))
    assert keys(found) == expected(store, question, 7)


def test_a_model_that_changed_its_length_is_told(store, tmp_path):
    fill(store, "a.md", "Text.")
    index = VectorIndex(store, tmp_path)
    with pytest.raises(KnowledgeUnavailable, match="8 numbers"):
        index.search(vectors(1, dimensions=16)[0], MODEL, Scope(), 5)
    index.close()


def test_after_a_change_of_models_the_new_ones_vectors_are_searched(store, tmp_path):
    index = VectorIndex(store, tmp_path)
    fill(store, "a.md", "One.", "Two.")
    question = vectors(2, 5, dimensions=16)[1]
    assert index.search(question, "large", Scope(), 5) == []
    store.add_vectors("large", [1, 2], vectors(2, 5, dimensions=16))
    store.switch_model("large")
    assert keys(index.search(question, "large", Scope(), 5)) == [2, 1]
    assert index.search(vectors(1)[0], MODEL, Scope(), 5) == []
    index.close()
