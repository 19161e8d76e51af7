"""Markdown and plain text, cut where their authors would."""

from textwrap import dedent

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Extract, Piece

SENTENCE = "The tank holds forty litres and is drained from below. "


def pieces(text: str, characters: int = 900, form: str = "markdown") -> list[Piece]:
    assert form in ("markdown", "text")
    return list(
        cut(Extract(dedent(text), "markdown" if form == "markdown" else "text"), characters)
    )


def test_a_piece_knows_the_headings_that_it_stands_under() -> None:
    found = pieces(
        f"""\
        # Boiler *K2*

        {SENTENCE * 6}

        ## Care ##

        {SENTENCE * 6}

        ### [Descaling](scale.md)

        {SENTENCE * 6}

        Warranty
        ========

        {SENTENCE * 6}
        """
    )
    assert [piece.heading for piece in found] == [
        "Boiler K2",
        "Boiler K2 › Care",
        "Boiler K2 › Care › Descaling",
        "Warranty",
    ]
    assert found[1].text.startswith("## Care ##")
    assert [piece.line for piece in found] == [1, 5, 9, 13]


def test_short_sections_share_a_piece_and_the_heading_above_them() -> None:
    found = pieces("# Terms\n\n## Rent\n\nMonthly.\n\n## Deposit\n\nTwo rents.\n")
    assert [(piece.heading, piece.start) for piece in found] == [("Terms", 0)]


def test_sections_with_nothing_in_common_stay_apart() -> None:
    found = pieces("# Rent\n\nMonthly.\n\n# Deposit\n\nTwo rents.\n")
    assert [piece.heading for piece in found] == ["Rent", "Deposit"]


def test_headings_without_a_text_go_with_what_follows() -> None:
    found = pieces(f"# A\n\n## B\n\n{SENTENCE * 12}{SENTENCE * 12}\n")
    assert found[0].text.startswith("# A\n\n## B\n\nThe tank")
    assert {piece.heading for piece in found} == {"A › B"}


def test_a_crumb_stays_with_its_section() -> None:
    found = pieces(f"# A\n\n{'x' * 850}\n\nA short end of the section.\n\n# B\n\nMore.\n")
    assert found[0].text.endswith("of the section.")


def test_a_list_stays_whole_where_it_fits() -> None:
    items = "\n".join(f"- step {number} of ten: turn the valve" for number in range(10))
    found = pieces(f"{SENTENCE * 12}\n\n{items}\n")
    assert [piece.text for piece in found] == [(SENTENCE * 12).strip(), items]


def test_code_between_fences_stays_whole_and_has_no_headings() -> None:
    code = "```sh\n# not a heading\n\nmake\n```"
    found = pieces(f"# Build\n\n{SENTENCE * 14}\n\n{code}\n\n{SENTENCE * 6}\n")
    assert any(code in piece.text for piece in found)
    assert {piece.heading for piece in found} == {"Build"}


def test_a_long_table_is_cut_between_rows_and_says_what_its_columns_are() -> None:
    rows = [f"| part {number} | {number * 3} g | steel, painted |" for number in range(60)]
    text = "\n".join(["# Parts", "", "| Name | Weight | Finish |", "|---|---|---|", *rows])
    found = pieces(text)
    assert len(found) > 2
    assert found[0].heading == "Parts"
    assert {piece.heading for piece in found[1:]} == {"Parts › Name | Weight | Finish"}
    kept = [line for piece in found for line in piece.text.splitlines()]
    assert [line for line in kept if line.startswith("| part")] == rows


def test_front_matter_has_no_headings() -> None:
    found = pieces("---\ntitle: Boiler\n---\n\n# Care\n\nDrain it.\n")
    assert [piece.heading for piece in found] == ["", "Care"]


def test_plain_text_stands_under_its_titles() -> None:
    found = pieces(
        f"CHAPTER 2\n\nArticle 5. Deposit\n\n{SENTENCE * 12}\n\n5.1 Refund\n\n{SENTENCE * 12}\n",
        form="text",
    )
    assert [piece.heading for piece in found] == [
        "CHAPTER 2 › Article 5. Deposit",
        "CHAPTER 2 › Article 5. Deposit › 5.1 Refund",
    ]


def test_a_sentence_that_begins_with_a_number_is_no_title() -> None:
    found = pieces("12 workers were hired.\n\n3 of them left again.\n", form="text")
    assert [piece.heading for piece in found] == [""]


def test_windows_line_ends_change_nothing() -> None:
    text = f"# A\n\n{SENTENCE * 3}\n\n- one\n- two\n\n# B\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    plain, windows = pieces(text), pieces(text.replace("\n", "\r\n"))
    assert [piece.text for piece in plain] == [
        piece.text.replace("\r\n", "\n") for piece in windows
    ]
    assert [piece.heading for piece in plain] == [piece.heading for piece in windows]


def test_a_list_ends_with_its_page() -> None:
    first = "1. Parties\nAlder Homes and Maya Lind.\n\n2. Rent\n840 pounds."
    second = "3. Deposit\nTwo months' rent."
    text = f"{first}\n\n{second}"
    pages = (0, len(first) + 2)
    found = list(cut(Extract(text, "markdown", pages=pages)))
    assert [(piece.page, piece.text) for piece in found] == [(1, first), (2, second)]
