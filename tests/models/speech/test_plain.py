"""What of a text a voice is given."""

from hypothesis import given
from hypothesis import strategies as st

from models.speech.plain import STRETCH, plain, stretches

anything = st.text(st.characters(codec=None), max_size=2000)


@given(anything)
def test_plain_text_is_one_line_that_can_be_encoded_and_stays_as_it_is(text: str) -> None:
    line = plain(text)
    line.encode()
    assert line.isprintable()
    assert line == line.strip()
    assert "[[" not in line
    assert plain(line) == line


@given(st.lists(st.text("abcdeñé123", min_size=1, max_size=20), max_size=400), st.data())
def test_stretches_are_short_and_leave_no_word_out(words: list[str], data: st.DataObject) -> None:
    marks = data.draw(st.lists(st.sampled_from([" ", ". ", ", "]), min_size=1, max_size=5))
    text = "".join(word + marks[index % len(marks)] for index, word in enumerate(words))
    parts = stretches(text)
    assert all(0 < len(part) <= STRETCH for part in parts)
    assert " ".join(parts).split() == text.split()


def test_a_stretch_ends_with_a_sentence_where_there_is_one() -> None:
    sentence = "A sentence of some length, with a comma in it. "
    parts = stretches(sentence * 40)
    assert len(parts) > 1
    assert all(part.endswith("it.") for part in parts)


def test_a_word_without_end_is_cut_anywhere() -> None:
    assert [len(part) for part in stretches("a" * (2 * STRETCH + 1))] == [STRETCH, STRETCH, 1]


def test_without_words_there_is_nothing_to_say() -> None:
    for text in ("", "   ", "…", "?!", "— « »", "😀"):
        assert stretches(plain(text)) == []


def test_half_characters_controls_and_commands_are_left_out() -> None:
    assert plain("a\0b\ud800c\r\n d\x1b e") == "a b c d e"
    assert plain("[[h@loU]] <b>co\u00adoperate</b>") == "h@loU b cooperate /b"
