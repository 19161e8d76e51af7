"""Texts that say the same, word for word or nearly."""

from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.likeness import distinct

PAGE = (
    "The boiler must be descaled every six months. Close the inlet valve, drain the tank and fill "
    "it with two litres of citric acid. After forty minutes rinse it three times with clear water."
)
OTHER = "The guarantee covers parts and labour for two years from purchase. Keep the receipt."


def test_of_texts_that_are_alike_the_first_stays() -> None:
    assert distinct([PAGE, OTHER, PAGE.upper(), PAGE.replace("citric", "acetic")]) == [0, 1]


def test_what_stands_within_an_earlier_text_goes() -> None:
    assert distinct([PAGE, PAGE[:100]]) == [0]


def test_what_contains_an_earlier_text_stays() -> None:
    assert distinct([OTHER, f"{PAGE} {OTHER}"]) == [0, 1]


def test_the_same_words_in_another_order_are_another_text() -> None:
    assert distinct([PAGE, " ".join(reversed(PAGE.split()))]) == [0, 1]


def test_texts_without_three_words_are_compared_whole() -> None:
    assert distinct(["", "yes", "", "Yes.", "no"]) == [0, 1, 4]


@given(st.lists(st.sampled_from([PAGE, OTHER, "yes", "", PAGE[50:]]), max_size=12))
def test_what_stays_is_in_order_and_stays_when_asked_again(texts: list[str]) -> None:
    kept = distinct(texts)
    assert kept == sorted(kept)
    assert kept[:1] == [0][: len(texts)]
    again = [texts[index] for index in kept]
    assert distinct(again) == list(range(len(again)))
