"""Citations of an answer: whatever a model writes, valid numbers behind what sources hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jarvis.citing import Citer, abstention, citations
from models.types import ChatDelta, Usage

SOURCES = (
    "The Kestrel kettle holds 1.7 litres and has boil-dry protection. It weighs 1.2 kg.",
    "Returns are accepted within 30 days if the box is unopened. Refunds take 5 days.",
    "La garantía de los hervidores Kestrel es de 24 meses. No cubre la cal.",
)
RETURNS = "Returns are accepted within 30 days if the box is unopened"
ENDING = ChatDelta(finish_reason="stop", usage=Usage(1, 1))

SPLINTERS = st.sampled_from(
    [
        *"[](){}`$\\|#*_\"'.,:;!?-–= \n",
        *("1", "2", "3", "7", "12", "2020", "[1]", "[2]", " [7]", "[1, 2]", "[1-3]", "[0, 1]"),
        *("【2】", "【7†x】", "(source 2)", "(fuente 9)", "[Source 1]", "](", "[1](x)", "[1]: u"),
        *("```", "~~~\n", "$$", "\\[", "\\]", "\\(", "\\)", "<think>", "</think>", "\n\n"),
        *("a", "days", "Kestrel", "holds 1.7 litres", RETURNS, "e.g.", ". The", "...", "« ", "»"),
    ]
)
TEXTS = st.lists(SPLINTERS, max_size=24).map("".join)


def whole(text: str, *cuts: int) -> tuple[str, Citer]:
    """What comes out of a text in pieces."""
    one, at, out = Citer(SOURCES), 0, []
    for cut in (*sorted(cuts), len(text)):
        out.append(one.take(ChatDelta(text[at:cut])).text)
        at = cut
    return "".join([*out, one.take(ENDING).text]), one


def written(text: str) -> str:
    return whole(text)[0]


@given(TEXTS, st.data())
def test_how_the_text_is_split_changes_nothing(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=40))
    (once, first), (pieces, second) = whole(text), whole(text, *cuts)
    assert pieces == once
    assert (second.cited, second.doubted) == (first.cited, first.doubted)


@given(TEXTS)
@example("[[7]1] x [7]]")
def test_every_number_exists_and_is_counted(text: str) -> None:
    out, one = whole(text)
    found = [citation.number for citation in citations(out, 3)]
    assert set(found) == one.cited
    assert all(place < len(found) for place in one.doubted)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("Within 30 days [1, 2].", "Within 30 days [1][2]."),
        ("Within 30 days [1-3].", "Within 30 days [1][2][3]."),
        ("Within 30 days [2][1].", "Within 30 days [2][1]."),
        ("Within 30 days [1 and 2].", "Within 30 days [1][2]."),
        ("En 30 días [1 y 3].", "En 30 días [1][3]."),
        ("Within 30 days【2】.", "Within 30 days[2]."),
        ("Within 30 days 【2†handbook】.", "Within 30 days [2]."),
        ("Within 30 days (source 2).", "Within 30 days [2]."),
        ("En 30 días (fuente 2).", "En 30 días [2]."),
        ("Within 30 days [Source 2].", "Within 30 days [2]."),
        ("Within 30 days [Document 2, Document 3].", "Within 30 days [2][3]."),
        ("[Source 2]: a handbook", "[2]: a handbook"),
        ("Within 30 days[2].", "Within 30 days[2]."),
    ],
)
def test_a_citation_gets_one_form(answer: str, shown: str) -> None:
    assert written(answer) == shown


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("So it is [7].", "So it is."),
        ("So it is. [7] And on.", "So it is. And on."),
        ("So it is [0].", "So it is."),
        ("So it is [2, 9].", "So it is [2]."),
        ("So it is (source 12).", "So it is."),
        ("So it is [4-9].", "So it is."),
    ],
)
def test_a_number_that_does_not_exist_goes_with_its_blank(answer: str, shown: str) -> None:
    assert written(answer) == shown


@pytest.mark.parametrize(
    "answer",
    [
        "Take a[1] and x1[9].",
        "Take a[0][1] of it.",
        "Set x = [1, 2] then.",
        "It lies in [0, 1] always.",
        "Run `x [9]` now.",
        "```py\nx [9]\n```\n",
        "~~~\nx [9]\n~~~\n",
        "So $x [9]$ is.",
        "So $$x\n[9]$$ is.",
        "So \\[ x [9] \\] is.",
        "So \\(x [9]\\) is.",
        "See [1](http://example.org).",
        "See [text][1] there.",
        "[1]: http://example.org",
        "<think>maybe [9]</think>",
        "In [2020] it was so.",
        "An open `x [9] tick.",
        "Take items[7] of it.",
    ],
)
def test_what_only_looks_like_a_citation_stays(answer: str) -> None:
    out, one = whole(answer)
    assert (out, one.cited) == (answer, frozenset())


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (f"{RETURNS}.", f"{RETURNS} [2]."),
        (f"{RETURNS}! More.", f"{RETURNS} [2]! More."),
        (f"{RETURNS}", f"{RETURNS} [2]"),
        (f"**{RETURNS}.**", f"**{RETURNS}.** [2]"),
        (f'He said "{RETURNS}."', f'He said "{RETURNS}." [2]'),
        (f"- {RETURNS}\n- Not so.", f"- {RETURNS} [2]\n- Not so."),
        (f"1. {RETURNS}.\n2. No.", f"1. {RETURNS} [2].\n2. No."),
        (f"{RETURNS}. So there.", f"{RETURNS} [2]. So there."),
        (f"{RETURNS} [7].", f"{RETURNS} [2]."),
        ("La garantía Kestrel es de 24 meses.", "La garantía Kestrel es de 24 meses [3]."),
        ("The Kestrel guarantee lasts 24 months.", "The Kestrel guarantee lasts 24 months [3]."),
        ("The Kestrel kettle holds 1.7 litres.", "The Kestrel kettle holds 1.7 litres [1]."),
    ],
)
def test_a_sentence_that_cites_nothing_gets_the_source_that_holds_it(
    answer: str, shown: str
) -> None:
    out, one = whole(answer)
    assert out == shown
    assert len(one.cited) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "The moon is made of green cheese and very far away.",
        "Returns are accepted within 90 days if the box is unopened.",  # another number
        "It weighs little.",  # says too little
        f"Is it so that {RETURNS.lower()}?",
        "1 and 2 lie in 1.7 and 1.2.",  # shares numbers alone
        "Hello! How can I help you today?",
        f"| {RETURNS} |",
        f"# {RETURNS}",
        f"```\n{RETURNS}.\n```",
        "Los documentos no lo dicen en ninguna parte.",
    ],
)
def test_what_no_source_holds_gets_no_number(answer: str) -> None:
    assert written(answer) == answer


def test_a_cited_sentence_that_its_source_does_not_hold_is_doubted() -> None:
    answer = f"{RETURNS} [2]. The moon is made of green cheese [1]. It weighs 1.2 kg [1]."
    out, one = whole(answer)
    assert out == answer
    assert [citations(out, 3)[place].number for place in one.doubted] == [1]
    assert one.doubted == (1,)


def test_two_sources_may_hold_a_sentence_together() -> None:
    one = whole(f"The Kestrel kettle holds 1.7 litres, and {RETURNS.lower()} [1][2].")[1]
    assert one.doubted == ()


def test_a_name_or_heading_counts_as_the_sources_text() -> None:
    text = "The guarantee covers two years."
    one = Citer([text], names=["Merlin toaster.md, Terms"])
    shown = one.take(ChatDelta("The Merlin toaster has a guarantee of 2 years.")).text
    rest = one.end()
    assert rest is not None
    assert shown + rest.text == "The Merlin toaster has a guarantee of 2 years [1]."


def test_little_is_held_back() -> None:
    one = Citer(SOURCES)
    assert one.take(ChatDelta("Returns are accepted")).text == "Returns are accepted"
    assert one.take(ChatDelta(" within 30 days")).text == " within 30 days"
    assert one.take(ChatDelta(" [")).text == ""
    assert one.take(ChatDelta("2")).text == ""
    assert one.take(ChatDelta("], and")).text == " [2], and"


@pytest.mark.parametrize("size", [3, 97, 2500])
def test_long_code_and_long_words_come_out_as_they_went_in(size: int) -> None:
    code = "```py\n" + "x = foo(a[1], [9])  # ``` and so on\n" * 150 + "```\n"
    answer = f"{code}`{'tick [9] ' * 400}\n{'word' * 800}\n{RETURNS}."
    out, one = whole(answer, *range(0, len(answer), size))
    assert out == f"{answer[:-1]} [2]."
    assert one.cited == {2}


def test_thoughts_tools_and_figures_go_through() -> None:
    one = Citer(SOURCES)
    thought = ChatDelta(reasoning="maybe [9]")
    assert one.take(thought) is thought
    assert one.take(ChatDelta(progress=0.5)).progress == 0.5
    assert one.take(ChatDelta("So it is.")).text == "So it is"
    last = one.take(ENDING)
    assert (last.text, last.finish_reason, last.usage) == (".", "stop", Usage(1, 1))
    assert one.end() is None


def test_without_sources_every_number_is_removed() -> None:
    one = Citer([])
    assert one.take(ChatDelta("So it is [1]", finish_reason="stop")).text == "So it is"


def test_something_better_than_words_may_compare() -> None:
    one = Citer(SOURCES[:1], support=lambda sentence, source: 0.9)
    said = "Quite other words mean the same thing."
    out = one.take(ChatDelta(said)).text
    rest = one.end()
    assert rest is not None
    assert out + rest.text == f"{said[:-1]} [1]."


@pytest.mark.parametrize(
    ("question", "spanish"),
    [
        ("What does the guarantee cover?", False),
        ("¿Qué cubre la garantía?", True),
        ("que cubre la garantia", True),
        ("garantía", True),
        ("Kestrel", False),
        ("", False),
    ],
)
def test_an_abstention_speaks_the_questions_language(question: str, spanish: bool) -> None:
    assert abstention(question).startswith("Tus documentos" if spanish else "Your documents")
