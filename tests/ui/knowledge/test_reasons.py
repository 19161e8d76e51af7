"""Why a file wasn't read, in both languages."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.reading.refusals import FORMATS, REASONS, Refused
from ui.english import ENGLISH
from ui.failure import failure
from ui.knowledge.reasons import reason
from ui.spanish import SPANISH


def names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


def refused(kind: str, name: str = "a.pdf") -> Refused:
    wanted = names(REASONS[kind][0]) | names(REASONS[kind][1])
    values = dict.fromkeys(wanted - {"name", "format"}, 12)
    return Refused(kind, name, **values, format="word")


def test_every_reason_and_every_format_has_spanish_words() -> None:
    said = SPANISH.knowledge
    assert said.refusals.keys() == REASONS.keys()
    assert said.formats.keys() == FORMATS.keys()
    for kind, (message, _) in REASONS.items():
        assert names(said.refusals[kind][0]) == names(message), kind


@pytest.mark.parametrize("kind", REASONS)
def test_a_reason_is_known_again_by_its_sentence(kind) -> None:
    error = refused(kind)
    message, hint = reason(error.message, error.hint, SPANISH)
    assert hint == SPANISH.knowledge.refusals[kind][1]
    assert "«a.pdf»" in message
    assert "{" not in message
    assert reason(error.message, error.hint, ENGLISH) == (error.message, error.hint)


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1, max_size=60))
def test_whatever_the_file_is_called(name) -> None:
    error = refused("damaged", name)
    message, _ = reason(error.message, error.hint, SPANISH)
    assert message == f"«{name}» está dañado, o no es un documento de Word."


def test_what_nobody_knows_stays_as_it_is() -> None:
    assert reason("It broke.", "Mend it.", SPANISH) == ("It broke.", "Mend it.")


def test_a_file_that_is_refused_at_once_is_told_in_spanish_without_the_english() -> None:
    told = failure(refused("empty"), SPANISH, "the/log")
    assert told.message == "«a.pdf» está vacío: tiene 0 bytes."
    assert told.detail == ""
