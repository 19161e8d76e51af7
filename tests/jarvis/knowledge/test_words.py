"""What a text is found by: folding, stems, languages, and the table of two languages."""

import sqlite3
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.words import fold, parts, stems, stems_of, tokens
from jarvis.knowledge.words.bilingual import translations
from jarvis.knowledge.words.language import language
from jarvis.knowledge.words.stemming import english_stem, spanish_stem


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_has_stems_and_always_the_same(text: str) -> None:
    assert stems(text) == stems(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Año", "ano"),
        ("RESCISIÓN", "rescision"),
        ("pingüino", "pinguino"),
        ("ﬁanza", "fianza"),
        ("con\u00adtra\u200bto", "contrato"),
        ("cafe\u0301", "cafe"),
        ("１２", "12"),
    ],
)
def test_case_accents_and_invisible_characters_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["años, días", "e-mail: ana@casa.es", "max_size = 1.200", "ﬁn"])
def test_tokens_are_what_sqlite_takes_a_text_apart_into(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE said USING fts5(words, tokenize='unicode61 remove_diacritics 2')"
    )
    database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(said, instance)")
    database.execute("INSERT INTO said VALUES (?)", (fold(text),))
    found = [term for (term,) in database.execute("SELECT term FROM terms ORDER BY offset")]
    assert found == tokens(text)


@pytest.mark.parametrize(
    "forms",
    [
        "contrato contratos contratación contratar",
        "vencimiento vence vencen vencer",
        "pago pagos pagar pagado pagó pague paguen",
        "día días dias",
        "luz luces",
        "rescisión rescisiones rescision",
        "almacén almacenes almacen",
        "alquiler alquileres",
        "costar cuesta cuestan costó",
        "empezar empieza empiezan empezó empiece",
        "devolver devuelve devuelto devolvió",
        "pedir pide pidió pidieron",
        "mantener mantiene mantenimiento mantuvo",
        "corrían corrian correr corrió",
        "producción producciones producir produjo",
    ],
)
def test_spanish_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({spanish_stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "contract contracts contracted",
        "pay pays paid paying",
        "write wrote written writing",
        "child children",
        "policy policies",
    ],
)
def test_english_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({english_stem(form) for form in forms.split()}) == 1


def test_a_word_has_the_stems_of_both_languages_where_its_own_is_not_known() -> None:
    assert stems_of("contratos") == ("contrato", "contrat")
    assert stems_of("contratos", "es") == ("contrat",)


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("parseConfig", "parse config"),
        ("parse_config()", "parse config"),
        ("parse_config()", "parseconfig"),
        ("HTTPServer", "http server"),
        ("AB-1234", "ab1234"),
        ("10km", "10 km"),
        ("1.200 €", "1200"),
        ("1,234,567", "1234567"),
        ("Wi-Fi", "wifi"),
    ],
)
def test_compounds_are_found_by_their_parts_and_as_one(text: str, found_by: str) -> None:
    assert f" {found_by} " in f" {stems(text)} "


def test_the_commonest_words_have_no_stems() -> None:
    assert stems("the contract and its motors") == "contract motor motors"


def test_a_key_of_forty_characters_is_one_word() -> None:
    key = "aB3" * 20
    assert parts(key) == [key.lower()]


def test_threads_may_ask_for_stems_at_the_same_time() -> None:
    texts = [f"contratos{number} pagados facturas{number}" for number in range(200)]
    alone = [stems(text) for text in texts]
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append([stems(text) for text in texts]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("What is the notice period?", "en"),
        ("¿Cuál es el plazo de preaviso?", "es"),
        ("cuando vence el contrato", "es"),
        ("salario", ""),
        ("", ""),
        ("AB-1234", ""),
    ],
)
def test_the_language_is_told_by_common_words(text: str, code: str) -> None:
    assert language(text) == code


def test_words_are_translated_in_any_of_their_forms() -> None:
    assert "contrato" in translations("contracts", "en")
    assert "invoice" in translations("facturas", "es")
    assert translations("xyzzy", "en") == ()


def test_a_word_that_is_in_one_language_is_not_looked_up_in_the_other() -> None:
    assert translations("once", "en") == ()
    assert "eleven" in translations("once", "es")
