import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jarvis.guardrails.sentences import (
    KEY_BLOCK,
    LATER_CLAUSE,
    LONG,
    LONGEST,
    Cutter,
    next_cut,
    sentences,
)

KEY = (
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQ\n\nq8Zc3f9Qm1x=\n-----END RSA PRIVATE KEY-----"
)

# Whatever may matter to a cut, and ordinary words between.
FRAGMENTS = st.sampled_from(
    [
        ". ", "! ", "? ", "… ", "...", ".", "\n", "\n\n", ", ", "; ", ": ", " – ", '." ', ".) ",
        "。", "？」", " ", "    ", "\t", "\r\n", "\u200b", "e\u0301",
        "word", "The house stands", "a", "Dr", "e.g", "1", "42", "3.5", "600 123 456", "@",
        "ana@b.org", "password", "contraseña:", "calle Mayor 5", "[CARD_1]", "<think>", "```",
        "| a |", "-----BEGIN", " PRIVATE KEY-----", "-----END PRIVATE KEY-----", KEY, "7 " * 80,
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=60).map("".join) | st.text(max_size=300)


def chunked(text, sizes):
    """`text` in chunks of these sizes, again and again."""
    chunks, at, turn = [], 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        chunks.append(text[at : at + size])
        at, turn = at + size, turn + 1
    return chunks


def cut(text, sizes):
    cutter = Cutter()
    pieces = [piece for chunk in chunked(text, sizes) for piece in cutter.add(chunk)]
    return pieces + cutter.add("", final=True)


@given(TEXTS, st.lists(st.integers(1, 40), min_size=1, max_size=8))
@example("one two. " * 300, [1])
@example("1, 2, 3, " * 600, [7])
@example(f"{'word ' * 390}{KEY} and then", [13])
def test_cuts_depend_on_the_text_alone(text, sizes):
    assert cut(text, sizes) == cut(text, [len(text) + 1])


@given(TEXTS)
def test_nothing_is_lost_and_no_piece_is_endless(text):
    pieces = cut(text, [50])
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= LONGEST + KEY_BLOCK + 100 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Sure! Here it is. Bye", ["Sure!", " Here it is.", " Bye"]),
        ("“Stop!” he said. Then he left.", ["“Stop!” he said.", " Then he left."]),
        ("Dr. Gil, a U.S. envoy, i.e. me. Bye", ["Dr. Gil, a U.S. envoy, i.e. me.", " Bye"]),
        ("La Sra. Gil vive en Avda. Sur 3. Fin", ["La Sra. Gil vive en Avda. Sur 3.", " Fin"]),
        ("It costs 3.50 in v1.2.3 now. Good", ["It costs 3.50 in v1.2.3 now.", " Good"]),
        ("1. Buy milk.\n2. Go home.\n", ["1. Buy milk.\n", "2. Go home.\n"]),
        ("Well… Let me see", ["Well…", " Let me see"]),
        ("你好。再见？」好", ["你好。", "再见？」", "好"]),
        ("def f():\n    return 1\n", ["def f():\n", "    return 1\n"]),
        ("\n\n  Hello\n", ["\n\n  Hello\n"]),
        ("<think>\nHm.\n</think>\nYes", ["<think>\n", "Hm.\n", "</think>\n", "Yes"]),
    ],
)  # fmt: skip
def test_sentences_and_lines_are_pieces(text, pieces):
    assert sentences(text) == pieces


@pytest.mark.parametrize(
    "whole",
    [
        "Call +34 600 123 456, or (555) 123-4567 tomorrow, please.",
        "The card is 4111 1111 1111 1111, valid for a year, thanks.",
        "The number. 91. 234. 56. 78 is mine.",
        "My password is:\n\n  hunter2horse\n",
        "**Contraseña:**\n`caballo grapa`\n",
        "The password is\nhunter2horse\n",
        "Write to the old address, which is, for all I know, ana@example.org.",
        "He lives at 221B Baker Street, London NW1 6XE, with a friend.",
        "Calle Mayor 5, 3º B,\n28013 Madrid.",
        "She was born in a small town, they say, on 3 March, 1990.",
        "The [CARD_1] was replaced, and [CARD_2], too.",
        KEY,
        KEY.replace("\n", "\\n"),
    ],
)
def test_what_belongs_together_is_not_cut(whole):
    assert sentences(whole) == [whole]
    assert cut(whole, [3]) == [whole]


def test_a_first_clause_comes_early_and_later_ones_only_when_long():
    clause = "According to the old contract,"
    assert next_cut(f"{clause} the seller", first=True, final=False) == len(clause)
    assert next_cut(f"{clause} the seller", first=False, final=False) == 0
    long = f"{'very ' * (LATER_CLAUSE // 5)}long,"
    assert next_cut(f"{long} but", first=False, final=False) == len(long)


def test_a_cut_waits_for_what_decides_it():
    assert next_cut("It is done.", first=True, final=False) == 0
    assert next_cut("It is done. ", first=True, final=False) == 0
    assert next_cut("It is done. T", first=True, final=False) == 11
    assert next_cut("It is done. ", first=True, final=True) == 12


def test_without_a_boundary_a_piece_ends_between_words():
    cuts = sentences("word " * 400)
    assert all(LONG <= len(piece) <= LONG + 5 for piece in cuts[:-1])


def test_without_words_a_piece_ends_all_the_same():
    assert [len(piece) for piece in sentences("x" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


def test_numbers_without_end_are_cut_at_a_separator():
    assert all(piece.endswith((", ", "4")) for piece in sentences("1234, " * 1000))


def test_a_key_that_never_ends_is_not_waited_for_without_end():
    text = f"-----BEGIN PRIVATE KEY-----\n{'MIIE' * 5000}"
    assert len(sentences(text)[0]) < KEY_BLOCK + 100


@pytest.mark.parametrize("unit", ["\n", " ", ".", "1 ", "key ", "a, ", "-----BEGIN ", "\u200b"])
def test_much_of_anything_is_cut(unit):
    text = unit * (300_000 // len(unit))
    assert "".join(sentences(text)) == text
