"""What of an answer was said aloud, by what was heard of its sound."""

from hypothesis import given
from hypothesis import strategies as st

from jarvis.voice.pieces import Piece
from jarvis.voice.said import characters_said, cut_to

PIECES = [Piece("One two.", "en", 9), Piece("Three.", "en", 16), Piece("Four five six.", "en", 30)]


def test_nothing_heard_is_nothing_said():
    assert characters_said(PIECES, 0, 0.0) == 0
    assert characters_said([], 0, 0.5) == 0
    assert cut_to("One two. Three.", 0) == ""


def test_whole_pieces_and_a_share_of_the_next_were_said():
    assert characters_said(PIECES, 1, 0.0) == 9
    assert characters_said(PIECES, 2, 0.5) == 23
    assert characters_said(PIECES, 3, 0.9) == 30
    assert characters_said(PIECES, 99, 0.0) == 30


def test_an_answer_is_cut_behind_a_word():
    assert cut_to("One two. Three.", 6) == "One"
    assert cut_to("One two. Three.", 8) == "One two."
    assert cut_to("One two. Three.", 99) == "One two. Three."


def test_placeholders_count_as_what_their_person_reads():
    restored = {"[EMAIL_1]": "anna.long.name@example.org"}

    def read(text):
        for placeholder, value in restored.items():
            text = text.replace(placeholder, value)
        return text

    stored = "Write to [EMAIL_1] at once."
    assert cut_to(stored, len("Write to anna.long"), read) == "Write to"
    assert cut_to(stored, len("Write to anna.long.name@example.org at"), read).endswith("] at")


@given(st.text(), st.integers(0, 300))
def test_what_was_said_begins_the_answer_and_is_no_longer_than_was_heard(text, characters):
    said = cut_to(text, characters)
    assert text.startswith(said)
    assert len(said) <= characters


@given(st.lists(st.integers(1, 50), min_size=1), st.integers(0, 60), st.floats(0, 1))
def test_more_heard_is_never_less_said(lengths, played, share):
    pieces, end = [], 0
    for length in lengths:
        end += length
        pieces.append(Piece("x", "en", end))
    less, more = characters_said(pieces, played, share), characters_said(pieces, played + 1, share)
    assert 0 <= less <= more <= end
