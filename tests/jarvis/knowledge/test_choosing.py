from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.choosing import chosen
from tests.jarvis.knowledge.passages import passage


def told(number: int) -> str:
    return f"What is said for the {number}th time differs: {number * 7919} and {number * 104729}."


def test_what_says_the_same_is_shown_once() -> None:
    text = "The very same page of the very same leaflet, printed a second time and filed again."
    found = {1: passage(1, text), 2: passage(2, told(2)), 3: passage(3, text.upper())}
    assert chosen([1, 2, 3], found, 10) == [1, 2]


def test_one_document_leaves_places_for_others() -> None:
    found = {key: passage(key, told(key), document="long") for key in range(1, 31)}
    found |= {key: passage(key, told(key)) for key in range(31, 41)}
    shown = chosen(list(found), found, 9)
    assert shown == [1, 2, 3, 31, 32, 33, 34, 35, 36]


def test_one_document_fills_all_places_where_no_other_has_anything() -> None:
    found = {key: passage(key, told(key), document="long") for key in range(1, 31)}
    assert chosen(list(found), found, 10) == list(range(1, 11))


def test_what_is_gone_meanwhile_is_left_out() -> None:
    assert chosen([7, 8], {8: passage(8, told(8))}, 5) == [8]


@given(st.permutations(range(1, 21)), st.integers(1, 30), st.integers(1, 5))
def test_the_best_stay_in_order(ranked: list[int], limit: int, documents: int) -> None:
    found = {key: passage(key, told(key), document=f"{key % documents}") for key in ranked}
    shown = chosen(ranked, found, limit)
    assert len(shown) == min(limit, len(ranked))
    assert shown == sorted(shown, key=ranked.index)
    assert shown[0] == ranked[0]
