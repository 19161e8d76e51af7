"""A question, taken apart: what it means exactly, what it takes along, and what it matches."""

import sqlite3
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis.knowledge.question import Question
from jarvis.knowledge.question.codes import codes
from jarvis.knowledge.words import stems

LEASE = "How long is the notice period in the rental contract?"
PUMP = "¿Cuál es la presión máxima de la bomba XR-200?"

PASSAGES = (
    "Notice period: the tenant gives notice three months before the end of the lease.",
    "El inquilino avisa con tres meses de antelación; las facturas se pagan cada mes.",
    "parse_config() reads config.toml and raises KeyError when a table is missing.",
    "Part AB-1234 weighs 1.200 g; part AB-1235 weighs 900 g.",
    "Article 45. An early termination fee of two rents is due.",
    "El motor de la máquina necesita aceite nuevo cada invierno.",
    "Employees who work part-time have twelve days of holiday.",
    "The wifi password changes on the first of January.",
)


@pytest.fixture(scope="module")
def table() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE said USING fts5(words, stems,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    database.executemany(
        "INSERT INTO said VALUES (?, ?)", [(text, stems(text)) for text in PASSAGES]
    )
    yield database
    database.close()


def found(table: sqlite3.Connection, text: str, earlier: Sequence[str] = ()) -> list[str]:
    """Passages that a question matches, best first."""
    match = Question.of(text, earlier).match
    if not match:
        return []
    rows = table.execute(
        "SELECT words FROM said WHERE said MATCH ? ORDER BY bm25(said, 1.0, 0.7)", (match,)
    )
    return [words for (words,) in rows]


@settings(max_examples=400)
@given(text=st.text(), earlier=st.lists(st.text(max_size=30), max_size=3))
def test_whatever_is_asked_makes_a_valid_match(
    table: sqlite3.Connection, text: str, earlier: list[str]
) -> None:
    question = Question.of(text, earlier)
    if question.match:
        table.execute("SELECT 1 FROM said WHERE said MATCH ?", (question.match,)).fetchall()
    assert question == Question.of(text, earlier)


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', '"""', "'", "*", "a*", "NEAR(a b)", "words:x", "- -", "a AND", "OR", "NOT", "(",
        "\x00a", "\ud800", "{a b}: c", "^a", "a" * 20_000, '"(" OR', "“”", "«»", "٣٤", "𞤀𞤁",
    ],
)  # fmt: skip
def test_what_means_something_to_fts5_is_a_text_like_any_other(
    table: sqlite3.Connection, text: str
) -> None:
    found(table, text)
    found(table, f"{text} invoice", [text, text])


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What does config.toml miss?", 2),
        ("parseConfig", 2),
        ("parse config", 2),
        ("AB-1234", 3),
        ("ab1234 weight", 3),
        ("peso de AB 1234", 3),
        ("What weighs 1200?", 3),
        ("What does article 45 say?", 4),
        ("cuando se paga la factura", 1),
        ("¿Qué aceites necesitan los motores?", 5),
        ("maquinas en invierno", 5),
        ("Wi-Fi", 7),
    ],
)
def test_a_question_finds_its_passage_first(
    table: sqlite3.Connection, question: str, passage: int
) -> None:
    assert found(table, question)[:1] == [PASSAGES[passage]]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("¿Cuántos días de vacaciones tienen los empleados?", 6),
        ("When does the engine need oil?", 5),
        ("How many months ahead does the tenant notify?", 1),
    ],
)
def test_a_question_finds_a_passage_in_the_other_language(
    table: sqlite3.Connection, question: str, passage: int
) -> None:
    assert PASSAGES[passage] in found(table, question)


def test_a_question_looks_for_its_words_in_the_other_language_too() -> None:
    question = Question.of("When is the invoice of Naviera AB-1234 due?")
    assert "factura" in question.translated
    assert 'stems:"factur"' in question.match


def test_what_is_quoted_must_be_there(table: sqlite3.Connection) -> None:
    assert found(table, 'What is the "early termination" fee?') == [PASSAGES[4]]
    assert found(table, 'What is the "late termination" fee?') == []
    assert found(table, "«tres meses» y “cada mes”") == [PASSAGES[1]]


def test_a_long_quotation_is_words_like_any_other() -> None:
    question = Question.of(f'Who wrote "{"notice period " * 10}"?')
    assert question.phrases == ()
    assert "notice" in question.terms


def test_a_code_counts_more_than_a_word() -> None:
    match = Question.of("weight of AB-1234").match
    assert match.count('words:"ab 1234"') == 2
    assert match.count('words:"weight"') == 1


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("What is AB-1234?", ("AB-1234",)),
        ("error E0042 in v2.3.1", ("E0042", "v2.3.1")),
        ("why does foo_bar() fail in os.path.join?", ("foo_bar()", "os.path.join")),
        ("`parseConfig` or std::vector?", ("parseConfig", "std::vector")),
        ("section 4.2.1 of report-2024.pdf", ("4.2.1", "report-2024.pdf")),
        ("write to ana@casa.es", ("ana@casa.es",)),
        ("¿qué dice el artículo 12?", ("artículo 12",)),
        ("ECONNREFUSED 0x80070005 --dry-run", ("ECONNREFUSED", "0x80070005", "--dry-run")),
        ("pay 1,200 before 2024-05-01", ("1,200", "2024-05-01")),
        ("What happened in 1990, for 10km, in the 1990s, part-time, after 12-month leave?", ()),
        ("IS EVERYTHING SHOUTED HERE", ()),
        ("I can't, don't and won't. e.g. this; and/or that", ()),
    ],
)
def test_codes_are_told_by_their_shape(text: str, exact: tuple[str, ...]) -> None:
    assert codes(text) == exact


def test_common_words_are_not_looked_for() -> None:
    assert Question.of("What is the notice period of the lease?").terms == (
        "notice",
        "period",
        "lease",
    )
    assert Question.of("¿Cuál es el plazo del contrato?").terms == ("plazo", "contrato")


def test_common_words_are_looked_for_where_there_are_no_others() -> None:
    question = Question.of("To be or not to be")
    assert question.searchable
    assert "be" in question.terms


def test_a_name_in_capitals_is_no_common_word() -> None:
    assert Question.of("Who runs IT in the US?").terms == ("runs", "it", "us")


def test_a_long_text_is_looked_for_by_some_of_its_words() -> None:
    words = " ".join(f"word{chr(97 + number % 26)}{number}x" for number in range(500))
    assert len(Question.of(f"{words} boiler boiler").terms) == 24
    assert "boiler" in Question.of(f"{words} boiler boiler").terms


@pytest.mark.parametrize(
    "text",
    [
        "and how long?",
        "And in winter?",
        "does it apply to guests?",
        "what about their deposit?",
        "why?",
        "the second one?",
        "¿y en español?",
        "¿y cuánto cuesta?",
        "¿cómo lo cancelo?",
        "¿puedo cancelarlo?",
        "¿cuál es su duración?",
        "What is the deadline?",
        "Thanks! And in summer?",
    ],
)
def test_a_follow_up_takes_along_what_was_asked_before(text: str) -> None:
    question = Question.of(text, ["Hello!", LEASE, "thank you"])
    assert question.text.startswith(LEASE)
    assert 'stems:"contract"' in question.match
    assert 'words:"contract"' not in question.match


@pytest.mark.parametrize(
    "text",
    [
        "What is photosynthesis?",
        "¿Qué es la fotosíntesis de las plantas verdes?",
        "Is it possible to cancel the insurance policy?",
        "Why was the flight to Lisbon cancelled?",
        "Which torque do the wheel bolts of the trailer need?",
        "Are there discounts for students?",
        "AB-1234",
    ],
)
def test_a_new_topic_takes_nothing_along(text: str) -> None:
    question = Question.of(text, [LEASE])
    assert question.text == text
    assert question.lent == ()


def test_a_follow_up_of_a_follow_up_takes_both() -> None:
    question = Question.of("and its weight?", [PUMP, "¿y la temperatura?"])
    assert question.text == f"{PUMP} ¿y la temperatura? and its weight?"
    assert question.codes == ("XR-200",)


def test_without_an_earlier_question_a_follow_up_stands_alone() -> None:
    question = Question.of("and how long?")
    assert question.text == "and how long?"
    assert question.searchable


@pytest.mark.parametrize(
    "text",
    [
        "hello", "Hi there!", "hola", "Buenos días", "thanks", "Thank you very much!", "ok", "Yes",
        "muchas gracias por tu ayuda", "vale, perfecto", "How are you?", "¿cómo estás?", "",
        "What can you do?", "¿Qué puedes hacer?", "¿quién eres?", "Tell me a joke", "???", "👍",
    ],
)  # fmt: skip
def test_courtesies_ask_nothing(text: str) -> None:
    assert not Question.of(text, [LEASE]).searchable


@pytest.mark.parametrize(
    "text",
    [
        "hello world in Rust",
        "Hi, when is the rent due?",
        "ayuda de alquiler",
        "How are invoices paid?",
        "good morning shifts",
        "who are the tenants?",
    ],
)
def test_a_question_with_courtesies_in_it_asks(text: str) -> None:
    assert Question.of(text).searchable


def test_courtesies_before_a_question_are_left_out() -> None:
    assert Question.of("Hola, buenos días: ¿cuándo vence la factura?").text == (
        "¿cuándo vence la factura?"
    )


@given(st.text(min_size=1), st.sampled_from([LEASE, PUMP]))
def test_the_present_question_is_always_in_the_text(text: str, earlier: str) -> None:
    words = [word for word in Question.of(text).text.split() if word]
    assert Question.of(text, [earlier]).text.split()[-len(words) or None :] == words or not words
