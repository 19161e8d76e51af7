"""Texts made to keep patterns busy: pytest's time limit ends what grows with the square."""

import pytest

from jarvis.guardrails.personal import personal
from jarvis.guardrails.secret import secrets

LENGTH = 200_000
UNITS = (
    *("1", "12 ", "1.", "1-", "4111 ", "00 1", "+1 ", "(1) ", "((((", "ES12 ", "ES91 2100 "),
    *("a@", "a@a.", "a@a.aa", " at dot ", "a (at) ", "a.", "::", ":a", "1.1.1.1"),
    *("calle ", "Calle de la ", "Calle A, ", "C/ A ", "12 Main ", "12 Main Street ", "P.O. Box "),
    *("born on ", "nacido el ", "dob,", "passport A1", "612 ", "phone 1 ", "[CARD_1]", "é1 "),
    *(
        "password ",
        "password: ",
        "password='",
        "password_a_b",
        "my password is the ",
        "clave de la ",
    ),
    *("-----BEGIN", "-----BEGIN PRIVATE KEY-----", "eyJ", "eyJ.", "eyJaaaaaaaa.", "sk-a", "ghp_"),
    *(
        "api_key=",
        "token = ",
        "key:",
        "bearer ",
        "://a:",
        "curl -u ",
        "basic ",
        "SG.a",
        "</password>",
    ),
    *("(at) a", "b. 1", "birth ", "12 a st ", "A 1, col. ", "key ", "aws secret "),
    *(
        "mysql -p",
        "mysql ",
        "login a / ",
        'key="',
        "password - ",
        "password to ",
        "contra ",
        "pin 1",
    ),
    *(" ", "\n", "_", "-", '"', "x" * 50 + " "),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_text_of_one_piece_is_read_through(unit: str) -> None:
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    for one in [*personal(text), *secrets(text)]:
        assert 0 <= one.start < one.end <= LENGTH
