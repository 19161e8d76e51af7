"""Words as people would write them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.transcription import words
from models.transcription.words import Word


def spoken(*texts: str, gap: float = 0.0) -> list[Word]:
    return [Word(n * (0.3 + gap), n * (0.3 + gap) + 0.3, text, 0.5) for n, text in enumerate(texts)]


def test_noises_are_no_words_and_variants_lose_their_mark() -> None:
    found = words.words(spoken("<s>", "the(2)", "<sil>", "[NOISE]", "sea", "++BREATH++", "</s>"))
    assert [word.text for word in found] == ["the", "sea"]


def test_a_word_over_a_long_noise_is_none() -> None:
    assert words.words([Word(0, 3, "for", 1.0)]) == []


def test_capitals_are_put_where_they_are_sure() -> None:
    assert words.written("i think i'm inside") == "I think I'm inside"
    assert words.written("what did i say") == "What did I say"
    assert words.written("") == ""


def test_a_long_silence_parts_segments() -> None:
    first, second = words.segments([*spoken("i", "see"), Word(5, 5.5, "the", 0.9)])
    assert (first.text, first.start, first.end) == ("I see", 0, 0.6)
    assert (second.text, second.start, second.end, second.confidence) == ("the", 5, 5.5, 0.9)


def test_longer_words_count_for_more() -> None:
    assert words.confidence([Word(0, 3, "long", 1.0), Word(3, 4, "short", 0.0)]) == 0.75
    assert words.confidence([]) == 0


@given(st.lists(st.sampled_from(["i", "sea", "what"]), max_size=60), st.floats(0, 2))
def test_no_word_is_lost_and_no_segment_too_long(texts: list[str], gap: float) -> None:
    found = list(words.segments(spoken(*texts, gap=gap)))
    assert " ".join(s.text for s in found).lower().split() == texts
    assert all(s.end - s.start <= words.LONGEST for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
