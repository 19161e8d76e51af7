"""Numbers with a checksum: found in any prose, and never with a digit changed."""

import string

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.es import cif, dni, nie

from jarvis.guardrails.personal import personal

PROSE = st.sampled_from(
    [
        ("", ""),
        ("I paid with ", ", thanks."),
        ("número: ", "\nGracias"),
        ("{'value': '", "'}"),
        ("(", ")"),
        ("Ana;", ";Madrid"),
        ("¿Es correcto ", "?"),
        ("see >> ", " << here"),
    ]
)
DIGITS = string.digits


def found(text: str, kind: str) -> list[str]:
    return [text[one.start : one.end] for one in personal(text) if one.kind == kind]


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


@st.composite
def cards(draw: st.DrawFn) -> str:
    prefix, length = draw(
        st.sampled_from(
            [
                ("4", 16),
                ("51", 16),
                ("2345", 16),
                ("37", 15),
                ("6011", 16),
                ("36", 14),
                ("3530", 16),
            ]
        )
    )
    body = prefix + draw(digits(length - 1 - len(prefix)))
    return body + luhn.calc_check_digit(body)


def grouped(number: str, mark: str) -> str:
    groups = (4, 6, len(number) - 10) if len(number) < 16 else (4, 4, 4, 4)
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return mark.join(parts)


def with_another(number: str, at: int, step: int) -> str:
    """`number` with one digit changed."""
    places = [place for place, character in enumerate(number) if character.isdigit()]
    place = places[at % len(places)]
    other = str((int(number[place]) + step) % 10)
    return number[:place] + other + number[place + 1 :]


@given(cards(), st.sampled_from(["", " ", "-"]), PROSE)
def test_any_card_is_found_whole(number: str, mark: str, prose: tuple[str, str]) -> None:
    written = grouped(number, mark)
    assert found(written.join(prose), "card") == [written]


@given(cards(), st.sampled_from(["", " ", "-"]), PROSE, st.integers(0, 15), st.integers(1, 9))
def test_no_card_with_a_digit_changed(
    number: str, mark: str, prose: tuple[str, str], at: int, step: int
) -> None:
    assert found(with_another(grouped(number, mark), at, step).join(prose), "card") == []


@st.composite
def ibans(draw: st.DrawFn) -> str:
    country, body = draw(
        st.one_of(
            st.tuples(st.just("ES"), digits(20)),
            st.tuples(st.just("DE"), digits(18)),
            st.tuples(st.just("NO"), digits(11)),
            st.tuples(st.just("GB"), digits(14).map("NWBK".__add__)),
        )
    )
    return country + iban.calc_check_digits(f"{country}00{body}") + body


@given(ibans(), st.booleans(), st.booleans(), PROSE)
def test_any_iban_is_found_whole(
    number: str, spaced: bool, small: bool, prose: tuple[str, str]
) -> None:
    parts = [number[at : at + 4] for at in range(0, len(number), 4)]
    written = (" " if spaced else "").join(parts)
    written = written.lower() if small else written
    assert found(written.join(prose), "iban") == [written]


@given(ibans(), PROSE, st.integers(0, 30), st.integers(1, 9))
def test_no_iban_with_a_digit_changed(
    number: str, prose: tuple[str, str], at: int, step: int
) -> None:
    assert found(with_another(number, at, step).join(prose), "iban") == []


@given(digits(8), st.sampled_from(["{}{}", "{}-{}", "{} {}"]), PROSE)
def test_any_dni_is_found_and_only_with_its_letter(
    number: str, form: str, prose: tuple[str, str]
) -> None:
    letter = dni.calc_check_digit(number)
    written = form.format(number, letter)
    assert found(written.join(prose), "dni") == [written]
    other = "TRWAGMYFPDXBNJZSQVHLCKE"[(int(number) + 1) % 23]
    assert found(form.format(number, other).join(prose), "dni") == []


@given(st.sampled_from("XYZ"), digits(7), st.sampled_from(["", "-"]), PROSE)
def test_any_nie_is_found_and_only_with_its_letter(
    first: str, number: str, mark: str, prose: tuple[str, str]
) -> None:
    letter = nie.calc_check_digit(first + number)
    written = mark.join((first, number, letter))
    assert found(written.join(prose), "nie") == [written]
    other = "A" if letter != "A" else "B"
    assert found(mark.join((first, number, other)).join(prose), "nie") == []


@given(st.sampled_from("ABEH"), digits(7), PROSE)
def test_any_cif_is_found(first: str, number: str, prose: tuple[str, str]) -> None:
    written = first + number + cif.calc_check_digits(first + number)[0]
    assert found(written.join(prose), "cif") == [written]


@given(cards(), st.text(DIGITS, min_size=1, max_size=4))
def test_no_card_within_a_longer_number(number: str, more: str) -> None:
    assert found(f"{number}{more}{'7' * 6}", "card") == []
    assert found(f"0.{number}", "card") == []
    assert found(f"id_{number}", "card") == []
