import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.ingesting.names import LONGEST_NAME, display_name, ending


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\Informe año.docx", "Informe año.docx"),
        ("a/b/", "b"),
        ("", "document"),
        ("..", "document"),
        ("/", "document"),
        ("  two   words .md", "two words .md"),
        ("nul\0byte\n.txt", "nul byte .txt"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("👩\u200d💻 notes.md", "👩\u200d💻 notes.md"),
        ("un\ufeffseen\u200b.md", "un seen .md"),
        ("lone\ud800.md", "lone .md"),
        ("cafe\u0301.md", "café.md"),
    ],
)
def test_what_a_file_is_called(name, shown):
    assert display_name(name) == shown


def test_a_long_name_keeps_its_ending():
    shown = display_name("x" * 300 + ".pdf")
    assert len(shown) == LONGEST_NAME
    assert shown.endswith("….pdf")


@pytest.mark.parametrize(
    ("name", "end"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), ("a.ño", ""), ("a.", ""), (".md", ".md")],
)
def test_how_it_ends(name, end):
    assert ending(name) == end


@given(st.text(max_size=400))
def test_any_name_can_be_shown(name):
    shown = display_name(name)
    assert 0 < len(shown) <= LONGEST_NAME
    assert "/" not in shown
    assert "\\" not in shown
    assert shown not in (".", "..")
    assert all(c == "\u200d" or not unicodedata.category(c).startswith("C") for c in shown)
    assert display_name(shown) == shown
    assert ending(shown).isascii()
