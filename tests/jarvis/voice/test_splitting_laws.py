import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.words.language import language
from jarvis.voice.pieces import Piece
from jarvis.voice.splitting import Splitter

WORDS = (
    "river house people evening bread under between morning quickly seven walking tables "
    "casa perro ventana mañana también rápido"
)
FRAGMENTS = (
    "word", "Word", " ", " ", "\n", "\n\n", ". ", ", ", "!", "?", "…", ": ", "; ", " – ", "—", "-",
    "3", "3.", "14", "1. ", "- ", "* ", "*", "**", "_", "__", "~", "~~", "`", "```", "```py\n",
    "# ", "> ", "|", "| a | b |\n", "|---|\n", "---", "[", "]", "(", ")", "[1]", "[a](b)", "](",
    "![", "<", ">", "<think>", "</think>", "<b>", "<br>", "<!--", "-->", "$", "$$", "$x$", "\\",
    "\\(", "\\)", "\\[", "&", "&amp;", ";", "https://", "www.a.org", "a@b.org", "😀", "1️⃣", "e.g. ",
    "Dr. ", "[^1]", "[^1]: ", "«", "»", '"', "“", "”", "¿", "。", "\t", "\r\n",
    "el la que", "x" * 90,
)  # fmt: skip
ANSWERS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join) | st.text(max_size=80)


def split(deltas: list[str]) -> list[Piece]:
    splitter = Splitter("en", language)
    told = [piece for delta in deltas for piece in splitter.take(delta)]
    return [*told, *splitter.end()]


def cut(text: str, places: list[int]) -> list[str]:
    within = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(within)]


@given(text=ANSWERS, places=st.lists(st.integers(0, 10_000), max_size=30))
def test_however_an_answer_arrives_the_pieces_are_the_same(text, places):
    whole = split([text])
    assert split(cut(text, places)) == whole
    assert split(list(text)) == whole


@given(text=ANSWERS)
def test_every_piece_says_something_and_ends_behind_the_one_before(text):
    told = split([text])
    assert all(any(map(str.isalnum, piece.text)) for piece in told)
    ends = [0, *(piece.end for piece in told)]
    assert all(before < behind for before, behind in pairwise(ends))
    assert ends[-1] <= len(text)


@given(
    sentences=st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=40),
            st.sampled_from([". ", "! ", "? ", "… ", ", ", ".\n\n", "\n", ": "]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_word_of_prose_is_lost(sentences):
    text = "".join(" ".join(words).capitalize() + mark for words, mark in sentences)
    told = split([text])
    said = [word.lower() for piece in told for word in re.findall(r"\w+", piece.text)]
    assert said == [word for words, _ in sentences for word in words]
    assert told[-1].end == len(text)


def test_a_very_long_answer_without_any_end_is_still_said():
    for part in (
        "word ",
        "x",
        "*",
        "[",
        "](",
        "(",
        "<a",
        "$",
        "`",
        "|",
        "&",
        "\\",
        "😀",
        "> ",
        "# ",
    ):
        text = part * (10_000 // len(part))
        deltas = [text[at : at + 40] for at in range(0, len(text), 40)]
        assert split(deltas) == split([text])
