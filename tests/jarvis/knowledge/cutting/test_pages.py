"""Pages: where a piece stands, and the running headers that are in none."""

from itertools import accumulate

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Extract, Piece

BODY = "On this page the tenant learns about matter {}, at length and in many words."


def pieces(pages: list[str]) -> list[Piece]:
    starts = accumulate((len(page) + 2 for page in pages[:-1]), initial=0)
    return list(cut(Extract("\n\n".join(pages), "markdown", pages=tuple(starts))))


def test_a_piece_names_the_page_that_it_begins_on() -> None:
    found = pieces([BODY.format(number) for number in "ABC"])
    assert [(piece.page, piece.text) for piece in found] == [
        (1, BODY.format("A")),
        (2, BODY.format("B")),
        (3, BODY.format("C")),
    ]


def test_an_empty_page_is_counted() -> None:
    assert [piece.page for piece in pieces(["one", "", "three"])] == [1, 3]


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        f"Tenancy Act 2024\n\n{BODY.format(letter)}\n\nPage {page} of 6"
        for page, letter in enumerate("ABCDEF", 1)
    ]
    found = pieces(pages)
    assert [piece.text for piece in found] == [BODY.format(letter) for letter in "ABCDEF"]


def test_a_line_that_differs_from_page_to_page_stays() -> None:
    pages = [
        f"Invoice 2024-{number}\n\n{BODY.format(number)}" for number in (117, 230, 288, 411, 502)
    ]
    assert all(piece.text.startswith("Invoice 2024-") for piece in pieces(pages))


def test_three_pages_are_too_few_to_tell_a_header() -> None:
    assert len(pieces(["Same"] * 3)) == 3
