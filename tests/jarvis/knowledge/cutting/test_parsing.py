"""The process that parses code: it may die, and nothing else does."""

from collections.abc import Iterator

import psutil
import pytest

from jarvis.knowledge.cutting.parsing import LONGEST, Parser

CODE = b"class Kettle:\n    def boil(self):\n        return 1\n"


@pytest.fixture
def parser() -> Iterator[Parser]:
    parser = Parser()
    yield parser
    parser.close()


def workers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if "jarvis.knowledge.cutting.worker" in child.cmdline()]


def test_it_outlines_code(parser: Parser) -> None:
    parts = parser.parts(CODE, "python", 20)
    assert parts is not None
    assert (0, ("class Kettle",), True) in {(part.at, part.path, part.opens) for part in parts}
    assert ("class Kettle", "def boil") in {part.path for part in parts}


def test_a_process_that_was_killed_is_started_again(parser: Parser) -> None:
    before = {child.pid for child in workers()}
    first = parser.parts(CODE, "python", 20)
    (mine,) = [child for child in workers() if child.pid not in before]
    mine.kill()
    assert parser.parts(CODE, "python", 20) == first


def test_after_it_was_closed_it_starts_again(parser: Parser) -> None:
    first = parser.parts(CODE, "python", 20)
    parser.close()
    assert parser.parts(CODE, "python", 20) == first


def test_what_breaks_the_worker_is_not_parsed_and_the_next_is(parser: Parser) -> None:
    assert parser.parts(b"{" * (LONGEST + 1), "c", 20) is None
    assert parser.parts(CODE, "no such language", 20) == []
    assert parser.parts(CODE, "python", "many") is None  # type: ignore[arg-type]
    assert parser.parts(CODE, "python", 20)
