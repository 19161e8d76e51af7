"""Secrets: the value alone is found, and only where one is given."""

import base64
import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.secret import secrets
from jarvis.guardrails.spans import folded

LETTERS = string.ascii_letters + string.digits


def values(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in secrets(text)]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("ghp_{}", "github_token"),
        ("xoxb-{}", "slack_token"),
        ("sk_live_{}", "api_key"),
        ("sk-proj-{}", "openai_key"),
        ("glpat-{}", "api_key"),
    ],
)
@given(
    body=st.text(LETTERS, min_size=33, max_size=40).filter(lambda body: "xxxx" not in body.lower()),
    around=st.sampled_from(["{}", "a {} b", '"{}"']),
)
def test_a_known_form_is_found_anywhere(form: str, kind: str, body: str, around: str) -> None:
    token = form.format("aB3" + body + "9zQxW7k")
    assert values(around.format(token)) == [(kind, token)]


@given(
    form=st.sampled_from(
        [
            ("AKIA", string.ascii_uppercase + string.digits, 16, "aws_key"),
            ("ghp_", LETTERS, 36, "github_token"),
            ("sk-", LETTERS, 48, "openai_key"),
        ]
    ),
    draw=st.data(),
)
def test_a_known_form_is_found_whatever_repeats_in_it(
    form: tuple[str, str, int, str], draw: st.DataObject
) -> None:
    literal, letters, length, kind = form
    unit = "a1B" if kind != "aws_key" else "A1B"
    plain = "".join(letter for letter in letters if letter.lower() not in "aeioux")
    unit += draw.draw(st.text(plain, max_size=4))  # no vowels: no word such as "your" comes out
    token = literal + (unit * length)[:length]
    assert values(f"key {token}.") == [(kind, token)]


@given(st.dictionaries(st.text(LETTERS, max_size=8), st.text(LETTERS, max_size=8), min_size=1))
def test_a_token_whose_header_is_json_is_a_jwt(claims: dict[str, str]) -> None:
    def part(content: object) -> str:
        raw = json.dumps(content).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    token = f"{part({'alg': 'HS256', **claims})}.{part(claims)}.c2lnbmF0dXJl"
    assert ("jwt", token) in values(f"token={token}")


def test_three_parts_are_no_jwt_without_a_header() -> None:
    assert values("eyJub3QganNvbg.eyJub3QganNvbg.c2lnbmF0dXJl") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('password = "hunter2"', "hunter2"),
        ("password=hunter2&next=/", "hunter2&next=/"),
        ("/login?password=hunter2&next=/", "hunter2"),
        ("my password is hunter2.", "hunter2"),
        ("mi contraseña es mariposa", "mariposa"),
        ("PIN: 4821", "4821"),
        ("hunter22! is my password", "hunter22!"),
        ("<password>hunter2</password>", "hunter2"),
        ("mysql --password hunter2", "hunter2"),
        ("mysqldump -u shop -p'hunter#2' shop", "hunter#2"),
        ("my password is Plum_57 and my class is 2B", "Plum_57"),
        ("the password was changed to Plum_57", "Plum_57"),
        ("password -> Plum_57", "Plum_57"),
        ("contraseña temporal «plum!57»", "plum!57"),
        ("entra con la contra plum.57", "plum.57"),
        ("el pin de la puerta es el 4821", "4821"),
        ("login: ana password: bluewhale", "bluewhale"),
        ("login: ana / Plum_57", "Plum_57"),
        ("passphrase: amber otter velvet spoon", "amber otter velvet spoon"),
        ("--from-literal=clave=plum57-x", "plum57-x"),
        ('<add key="SmtpPassword" value="Plum-57" />', "Plum-57"),
        ("I put the password 'blue mandarin' on it", "blue mandarin"),
    ],
)
def test_the_finding_spans_the_password_only(text: str, value: str) -> None:
    assert values(text) == [("password", value)]


@pytest.mark.parametrize(
    "text",
    [
        "password = <your password>",
        "password = ${PASSWORD}",
        "password = xxxxxxxx",
        "password = ********",
        "password = changeme",
        "password = getpass()",
        "password = [PASSWORD_1]",
        "my password is wrong",
        "la clave es la paciencia",
        "la clave es 'la paciencia'",
        "password == other_password",
        "password_hash = abc123def",
        "compass: N45",
        "Bearer [API_KEY_1]",
        "csrf_token = 8d1f4c0b7a2e4f6691c3d5e7f9a0b2c4",
        "api_key = 00000000000000000000",
        "-----BEGIN PRIVATE KEY----- starts the file",
        "«password: password»",
        "password=${DB_PASSWORD:?missing}",
        "SET contrasena = :hash WHERE id = :id",
        "your key: OPENAI_API_KEY=sk-YOUR-KEY-HERE",
        "key fingerprint is SHA256:Dye5jh72/TSqOt/bnvyh1x9aKbzYMbl9rHua26uZNgS",
        "the passcode to the garden is long",
        "palabra clave es «plum57»",
        "12 votos en contra: 1250",
        "sk-learn-contrib-2024",
        "AKIAXXXXXXXXXXXXXXXX",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "curl -u user:password https://api.example.org",
    ],
)
def test_what_stands_for_a_secret_is_none(text: str) -> None:
    assert values(text) == []


def test_a_private_key_without_its_end_is_found_to_its_last_line() -> None:
    key = "-----BEGIN PRIVATE KEY-----\n" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVg\n" * 3
    assert values(f"{key}That was it.") == [("private_key", key.rstrip())]


def test_a_key_in_json_is_found_with_its_escaped_lines() -> None:
    key = "-----BEGIN PRIVATE KEY-----\\nQUJDREVGR0hJSktMTU5PUFFSU1RV\\n-----END PRIVATE KEY-----"
    assert values(f'{{"private_key": "{key}\\n"}}') == [("private_key", key)]


def test_the_issuers_form_counts_before_the_name() -> None:
    token = "ghp_x7Kq2LmZ8vTxR4wYbN1sHdJ7gPcE5uAoQ3iV"
    assert values(f'password = "{token}"') == [("github_token", token)]


@given(st.text(max_size=40))
def test_small_letters_stay_in_their_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded("İPASSWORD")[1:] == "password"
