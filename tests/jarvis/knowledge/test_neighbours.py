from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.documents import Passage
from jarvis.knowledge.neighbours import CHARACTERS, joined
from tests.jarvis.knowledge.passages import passage


def document(lengths: list[int], headings: list[str] | None = None) -> list[Passage]:
    """Passages of one document with a blank line between them."""
    found, start = [], 0
    for number, length in enumerate(lengths):
        heading = headings[number] if headings else "Terms"
        text = chr(ord("a") + number % 26) * length
        found.append(
            passage(number + 1, text, document="one", number=number, start=start, heading=heading)
        )
        start += length + 2
    return found


def test_what_follows_and_precedes_is_joined() -> None:
    three = document([3, 3, 3])
    assert joined(three[1], three) == "aaa\n\nbbb\n\nccc"


def test_what_follows_comes_before_what_precedes_where_room_is_short() -> None:
    three = document([700, 700, 700])
    assert joined(three[1], three) == f"{'b' * 700}\n\n{'c' * 700}"


def test_another_section_stays_out() -> None:
    three = document([3, 3, 3], ["Terms", "Terms", "Annex"])
    assert joined(three[1], three) == "aaa\n\nbbb"


def test_what_is_shown_anyhow_is_not_repeated() -> None:
    three = document([3, 3, 3])
    assert joined(three[1], three, told={3, 2}) == "aaa\n\nbbb"


def test_a_passage_that_is_gone_meanwhile_stands_alone() -> None:
    assert joined(document([3])[0], []) == "aaa"


def test_slices_that_touch_are_joined_as_they_are() -> None:
    first = passage(1, "one, ", document="d", number=0, start=0)
    second = passage(2, "two", document="d", number=1, start=5)
    assert joined(first, [first, second]) == "one, two"


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=6), st.data())
def test_the_passage_is_whole_and_the_rest_bounded(lengths: list[int], data: st.DataObject) -> None:
    every = document(lengths)
    one = data.draw(st.sampled_from(every))
    text = joined(one, every)
    assert one.text in text
    assert len(text.replace("\n", "")) <= max(CHARACTERS, len(one.text))
