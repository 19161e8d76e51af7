from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.coverage import shares
from jarvis.knowledge.question import Question
from tests.jarvis.knowledge.passages import passage

WORDS = st.text(alphabet="abcdeñé 1-", max_size=60)


def share(question: str, *texts: str, earlier: tuple[str, ...] = ()) -> list[float]:
    found = [passage(number, text) for number, text in enumerate(texts, 1)]
    return list(shares(Question.of(question, earlier), found).values())


def test_a_passage_with_more_of_the_words_has_more() -> None:
    all_of_them, some, none = share(
        "What is the notice period for the garage?",
        "The notice period for the garage is two weeks.",
        "The garage is painted yellow.",
        "Bread is sold at the corner.",
    )
    assert all_of_them > some > none == 0


def test_all_the_words_beat_one_that_is_repeated() -> None:
    both, repeated = share(
        "garage deposit",
        "The garage has a deposit.",
        "Garage after garage after garage, a whole street with garages and one more garage.",
    )
    assert both > repeated


def test_a_rare_word_weighs_more_than_one_that_all_have() -> None:
    rare, common, *_ = share(
        "lantern contract",
        "The lantern is of brass.",
        "The contract is of paper.",
        *["Another contract was signed."] * 20,
    )
    assert rare > common


def test_forms_and_missing_accents_count_as_the_word() -> None:
    (found,) = share("cuanto duran las garantias", "La garantía dura dos años.")
    assert found > 0.5


def test_a_translation_counts_as_the_word() -> None:
    own, abroad, neither = share(
        "¿Cuánto cuesta la factura del motor?",
        "La factura del motor cuesta cien euros.",
        "The engine's invoice costs a hundred euros.",
        "Le moteur est rouge.",
    )
    assert own > neither
    assert abroad > 2 * neither


def test_a_code_is_wanted_as_it_is_written() -> None:
    right, swapped = share(
        "Where is part BX-1234?", "Part BX-1234 is here.", "Part BX-1243 is here."
    )
    assert right > 0.6 > 0.4 > swapped


def test_a_follow_up_finds_what_the_earlier_question_named() -> None:
    named, other = share(
        "And in winter?",
        "The lighthouse is closed in winter.",
        "The bakery is closed in winter.",
        earlier=("When does the lighthouse open?",),
    )
    assert named > other


def test_nothing_to_look_for_is_nothing_found() -> None:
    assert share("", "Some text.") == [0.0]
    assert share("lantern") == []


@given(WORDS, st.lists(WORDS, max_size=5))
def test_a_share_is_a_share(question: str, texts: list[str]) -> None:
    assert all(0 <= one <= 1 for one in share(question, *texts))
