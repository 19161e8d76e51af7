"""The noun before a number decides what it is."""

import pytest

from jarvis.guardrails.personal import personal
from jarvis.guardrails.personal.labels import WORDS, Label, label_before
from jarvis.guardrails.personal.phone import HINTS


def kinds(text: str) -> list[str]:
    return [one.kind for one in personal(text)]


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("my phone number is ", Label.PHONE),
        ("order number ", Label.REFERENCE),
        ("about order 4471, call me at ", Label.PHONE),
        ("call about order ", Label.REFERENCE),
        ("the order that you placed some days ago was sent to ", None),
        ("mi número es ", Label.PHONE),
        ('"phone_number": "', Label.PHONE),
        ("phone ID ", Label.PHONE),
        ("", None),
    ],
)
def test_the_nearest_label_counts(before: str, label: Label | None) -> None:
    assert label_before(before + "612345678", len(before), Label.PHONE) is label


def test_versions_come_in_lists_as_only_ip_addresses_do() -> None:
    before = "upgrade from version 1.2.3.4 to "
    assert label_before(before, len(before), Label.IP) is Label.VERSION
    assert label_before(before, len(before), Label.PHONE) is None


def test_the_quick_look_misses_no_word_for_a_phone() -> None:
    missed = [
        word
        for word in WORDS[Label.PHONE]
        if not any(hint in word.replace("_", " ") for hint in HINTS)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call 612345678", ["phone"]),
        ("llámame al 612345678", ["phone"]),
        ("order 612345678", []),
        ("pedido 612 345 678", []),
        ("612 345 678", ["phone"]),
        ("612 345 678 euros", []),
        ("612345678", []),
        ("Ana, 612345678, ana@example.org", ["phone", "email"]),
        ("612345678 is my mobile", ["phone"]),
        ("123456789", []),
        ("SSN 123456789", ["ssn"]),
        ("123-45-6789", ["ssn"]),
        ("case 123-45-6789", []),
        ("passport no. 123456780", ["passport"]),
        ("the passport office has 123456780 files", []),
        ("DNI 12345678", ["dni"]),
        ("DNI 12345678A", []),
        ("Lote 12345678Z", []),
        ("192.168.1.20", ["ip_address"]),
        ("version 192.168.1.20", []),
        ("IMEI 4111111111111111", []),
        ("account 4111111111111111", ["card"]),
        ("order 4111-1111-1111-1111", []),
        ("about my order, charge 4111-1111-1111-1111", ["card"]),
        ("my social is 219 64 7712", ["ssn"]),
        ("the social club has 219 64 7712 on file", []),
        ("my DNI, to pick the parcel up: 05.318.276-D", ["dni"]),
        ("DNI05318276D", ["dni"]),
        ("passport no. GB 502113894", ["passport"]),
        ("clauses 4.12.3.1 to 4.12.3.7", []),
        ("the 10.4.2.1 build", []),
        ("con la 10.2.14.1 falla", []),
        ("kernel: DROP IN=eth0 SRC=83.44.172.209", ["ip_address"]),
        ("host 4.12.3.1", ["ip_address"]),
        ("hi, new number from today: 07846 213905", ["phone"]),
        ("lottery: 03 17 22 29 41 48", []),
        ("1Z 999 AA1 01 2345 6784", []),
        ("645 000 000 of them", []),
    ],
)
def test_what_a_number_is_called_decides(text: str, expected: list[str]) -> None:
    assert sorted(kinds(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<" + "a" * 64 + "@example.org>", ["email"]),
        ("a" * 65 + "@example.org", []),
        ("https://ana:pw@example.org", []),
        ("https://example.org/?mail=ana@example.org", ["email"]),
        ("git@example.org:ana/x.git", []),
        ("icon@2x.png", []),
        ("lodash@4.17.21", []),
        ("ana at example dot org", []),
        ("my email: ana at example dot org", ["email"]),
        ("write to me at ana [at] example [dot] org", ["email"]),
        ("email me at example.org", []),
        ("3f:78:68:50:e3:87:55:0f", []),
        ("std::vector a::b", []),
        ("fe80::1", ["ip_address"]),
        ("127.0.0.1 0.0.0.0 255.255.255.0 10.0.0.0/8", []),
    ],
)
def test_addresses_of_machines_and_of_people_are_told_apart(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born on 4 May 1990", ["birth_date"]),
        ("born in Leeds, died on 4 May 1990", []),
        ("the company was born on 4 May 1990", []),
        ("born on 4 May 1790", []),
        ("on 4 May 1990 it rained", []),
        ("cumpleaños: 4 de mayo", ["birth_date"]),
        ("fiesta de cumpleaños: 4 de mayo", []),
        ("04/05/1990 (date of birth)", ["birth_date"]),
        ("Ana Ruiz, b. 4 May 1990, Leeds", ["birth_date"]),
        ("nació la idea el 4 de mayo de 1990", []),
        ("she left the company. Ana was born on 4 May 1990", ["birth_date"]),
    ],
)
def test_a_date_is_somebodys_birth_only_where_the_text_says_so(
    text: str, expected: list[str]
) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Vivo en calle Mayor 5, 3º B, 28013 Madrid.", "calle Mayor 5, 3º B, 28013 Madrid"),
        ("at 1600 Pennsylvania Ave NW, Washington, DC 20500!", None),
        ("im at 96 holly ave now", "96 holly ave"),
        ("adress: 96 holly ave, west mills nj 07099 ok", "96 holly ave, west mills nj 07099"),
        ("vivo en c/ san blas 8 2d en Teruel", "c/ san blas 8 2d"),
        ("Carrer Nou, 120, 1r 2a, 08008 Barcelona.", "Carrer Nou, 120, 1r 2a, 08008 Barcelona"),
        ("Insurgentes Sur 1832, col. Florida, entre dos", "Insurgentes Sur 1832, col. Florida"),
        ("1420 Birch Lane\nMadison, WI 53703\n\nHello", "1420 Birch Lane\nMadison, WI 53703"),
    ],
)
def test_town_and_postcode_belong_to_the_address(text: str, address: str | None) -> None:
    (one,) = personal(text)
    assert text[one.start : one.end] == (address or text[3:-1])
