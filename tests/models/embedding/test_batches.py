"""How texts are put together."""

from hypothesis import given
from hypothesis import strategies as st

from models.embedding.batches import LEAST, Pace, batches, readable_text

texts = st.lists(st.integers(0, 9000).map(lambda length: "x" * length), max_size=60)


@given(texts, st.integers(LEAST, 16_000))
def test_every_text_is_in_one_batch_that_is_not_too_large(
    texts: list[str], characters: int
) -> None:
    pace = Pace(characters=characters)
    taken = []
    for indexes, size in batches(texts, pace, 512):
        assert len(indexes) == 1 or size <= characters
        assert len(indexes) <= pace.most_texts
        taken += indexes
    assert sorted(taken) == list(range(len(texts)))


@given(texts)
def test_the_longest_come_first(texts: list[str]) -> None:
    order = [len(texts[i]) for indexes, _ in batches(texts, Pace(), 10_000) for i in indexes]
    firsts = [max(len(texts[i]) for i in indexes) for indexes, _ in batches(texts, Pace(), 10_000)]
    assert firsts == sorted(firsts, reverse=True)
    assert sorted(order) == sorted(map(len, texts))


@given(st.lists(st.tuples(st.integers(1, 20_000), st.floats(0, 100)), max_size=30))
def test_the_pace_stays_within_its_bounds(taken: list[tuple[int, float]]) -> None:
    pace = Pace()
    for characters, seconds in taken:
        pace.took(characters, seconds)
        assert LEAST <= pace.characters <= pace.most_characters


def test_the_pace_settles_on_a_moment_a_batch() -> None:
    pace = Pace()
    for _ in range(30):
        pace.took(int(pace.characters), pace.characters / 10_000)
    assert round(pace.characters) == 2000


@given(st.text(st.characters()), st.integers(1, 512))
def test_texts_can_be_written_and_end_somewhere(text: str, tokens: int) -> None:
    read = readable_text(text * 3, tokens)
    read.encode()
    assert len(read) == min(len(text) * 3, tokens * 100)
