"""Text comes out of every encoding that English and Spanish files are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.reading.decoding import decoded, is_binary
from jarvis.knowledge.reading.refusals import shown
from jarvis.knowledge.reading.tidying import tidy

SPANISH = "El año pasado, la compañía pagó 500 € —¿por qué?— según «El País»; ¡qué vergüenza!\n" * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_spanish_comes_out_whole(encoding):
    raw = SPANISH.encode(encoding)
    assert not is_binary(raw)
    assert decoded(raw) == SPANISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp850",
            "El niño comió piña en el jardín de la montaña; mañana volverá con su compañía.\n",
        ),
        ("koi8-r", "Уважаемые коллеги, завтра встреча переносится на вторник утром.\n"),
        ("shift_jis", "明日の会議は火曜日の午前に変更されました。よろしくお願いします。\n"),
    ],
)
def test_other_alphabets_are_told_apart(encoding, text):
    assert decoded((text * 5).encode(encoding)) == text * 5


@given(st.text())
def test_utf_8_comes_back_but_for_line_ends_and_nul(text):
    expected = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    assert decoded(b"\xef\xbb\xbf" + text.encode("utf-8")) == expected


@given(st.binary())
def test_any_bytes_become_text_that_can_be_stored(raw):
    text = decoded(raw)
    assert "\0" not in text
    assert "\r" not in text
    is_binary(raw)


@pytest.mark.parametrize(
    "raw", [b"\x7fELF\x02\x01\x01" + bytes(99), bytes(range(256)) * 9, b"text\0text"]
)
def test_binary_is_no_text(raw):
    assert is_binary(raw)


@given(st.text())
def test_tidied_text_can_be_stored_and_stays_tidy(text):
    tidied = tidy(text)
    assert tidied.encode().decode() == tidied
    assert "\n\n\n" not in tidied
    assert tidy(tidied) == tidied


def test_accents_come_in_one_piece_and_a_picture_is_its_description():
    assert tidy("an\u0303o  \n\n\n\n![Un faro](data:image/png;base64...)\r\n") == "año\n\nUn faro"


def test_a_name_cannot_turn_a_sentence_round():
    assert shown("factura\u202efdp.exe\n") == "facturafdp.exe"
    assert shown("👩‍🚀 التقرير.pdf") == "👩‍🚀 التقرير.pdf"
    assert len(shown("x" * 500)) <= 80
