"""What holds of any text, whatever its form: nothing lost, nothing twice, nothing too long."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Extract

LINES = (
    "# Title", "## Sub *x*", "### deep ###", "===", "---", "", "", "\t", "\r", "\x0c",
    "Some words here. And more of them, with commas; and so on (see there).",
    "- item", "  continued", "1. one", "| a | b |", "|---|---|", "| 1 | 2 |",
    "```py", "```", "~~~", "x = 1", "def boil():", "    return 1", "class Kettle:", "// note",
    'a,b,"c', 'd"', "Article 5 Deposit", "2.1 Scope", "x" * 500, "ñandú " * 60,
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=50).map(
    "\n".join
)
forms = st.sampled_from(
    [("markdown", ""), ("text", ""), ("table", "")]
    + [("code", code) for code in ("python", "javascript", "rust", "c", "php", "bash", "json")]
)


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    text = draw(texts)
    form, code = draw(forms)
    # Up to three pages: no fewer than four have running headers.
    starts = draw(st.one_of(st.none(), st.sets(st.integers(0, len(text)), max_size=2)))
    pages = () if starts is None else tuple(sorted({0, *starts}))
    return Extract(text, form, code=code, pages=pages)


@settings(max_examples=250, deadline=None)
@given(extract=extracts(), characters=st.integers(200, 1200))
def test_pieces_are_exact_in_order_and_together_the_whole_text(
    extract: Extract, characters: int
) -> None:
    text, last, left = extract.text, 0, ""
    for piece in cut(extract, characters):
        assert piece.text == text[piece.start : piece.end]
        assert piece.text == piece.text.strip() != ""
        assert piece.start >= last
        assert len(piece.text) <= 1.15 * characters
        assert piece.line == text.count("\n", 0, piece.start) + 1
        assert bool(piece.page) == bool(extract.pages)
        left += text[last : piece.start]
        last = piece.end
    assert (left + text[last:]).strip() == ""


@settings(max_examples=50, deadline=None)
@given(extracts())
def test_the_same_text_is_always_cut_the_same(extract: Extract) -> None:
    assert list(cut(extract)) == list(cut(extract))


@settings(max_examples=50, deadline=None)
@given(extracts())
def test_no_piece_goes_on_from_one_page_to_a_paragraph_of_the_next(extract: Extract) -> None:
    for piece in cut(extract):
        inside = [start for start in extract.pages if piece.start < start < piece.end]
        for start in inside if extract.form == "text" else ():
            assert "\n\n" not in extract.text[start - 1 : start + 1]


def test_a_text_without_blanks_is_cut_all_the_same() -> None:
    pieces = list(cut(Extract("x" * 10_000, "text")))
    assert {len(piece.text) for piece in pieces[:-1]} == {900}


def test_pieces_come_before_the_text_is_read_to_its_end() -> None:
    endless = cut(Extract("# One\n\nA paragraph of words.\n\n" * 200_000, "markdown"))
    assert next(endless).heading == "One"


def test_a_long_paragraph_is_cut_between_sentences_in_parts_of_a_length() -> None:
    text = " ".join(f"Sentence number {number} tells what it tells." for number in range(30))
    pieces = list(cut(Extract(text, "text")))
    assert len(pieces) == 2
    assert all(piece.text.endswith("tells.") for piece in pieces)
    assert min(len(piece.text) for piece in pieces) > 400
