import pytest

from jarvis.knowledge.words.language import language
from jarvis.voice.pieces import Piece
from jarvis.voice.splitting import Splitter


def pieces(text: str, first: str = "en") -> list[Piece]:
    splitter = Splitter(first, language)
    return [*splitter.take(text), *splitter.end()]


def said(text: str, first: str = "en") -> list[str]:
    return [piece.text for piece in pieces(text, first)]


SENTENCES = {
    "It is 3.5 metres. That is all.": ["It is three point five metres.", "That is all."],
    "Ask Dr. Smith. He knows.": ["Ask Doctor Smith.", "He knows."],
    "The tools, e.g. the hammer. Then rest.": ["The tools, for example the hammer.", "Then rest."],
    "Really?! Yes… Well.": ["Really?!", "Yes…", "Well."],
    "He said “Go.” Then he left.": ["He said “Go.”", "Then he left."],
    '"Really?" she asked. No.': ['"Really?" she asked.', "No."],
    "It was so. (I think.) Yes.": ["It was so.", "(I think.)", "Yes."],
    "It was 2026. Then it rained.": [
        "It was two thousand and twenty-six.",
        "Then it rained.",
    ],
    "That was in 1066. 300 years later, it wasn't.": [
        "That was in one thousand and sixty-six.",
        "three hundred years later, it wasn't.",
    ],
    "no end": ["no end."],
    "Roses are red\nViolets are blue\nand so on": [
        "Roses are red.",
        "Violets are blue and so on.",
    ],
}
MARKUP = {
    "**Bold**, *slanted* and ~~gone~~.": ["Bold, slanted and gone."],
    "# The title\nThe text.": ["The title.", "The text."],
    "- one thing\n- another thing": ["one thing.", "another thing."],
    "1. Buy milk\n2. Drink it": ["one, Buy milk.", "two, Drink it."],
    "- [ ] to do\n- [x] done": ["to do.", "done."],
    "> a quotation\n> that goes on": ["a quotation that goes on."],
    "See [the docs](https://docs.example.org/a_b(c)).": ["See the docs."],
    "See https://www.example.org/a_b*c?d=1.": ["See a link to example dot org."],
    "Write to <me@example.org>.": ["Write to me at example dot org."],
    "Run `make_it()` now.": ["Run make it now."],
    "It is so [1], or not [2, 3].[^note]": ["It is so, or not."],
    "[^note]: left out\nThe end.": ["The end."],
    "![a cat](cat.png)": ["a cat."],
    "Up\n\n---\n\ndown": ["Up.", "down."],
    "It is <b>bold</b> &amp; new.<br>Yes.": ["It is bold and new.", "Yes."],
    "Great 😀👍🏽! Yes ✅": ["Great!", "Yes."],
    "We know $x^2$ here.": ["We know x squared here."],
    r"We know $\frac{a}{b}$ here.": ["We know a formula here."],
    "We know $$\na = \\sum_i b_i\n$$ here.": ["We know a formula here."],
    "It costs $5 or $10.": ["It costs five dollars or ten dollars."],
    "snake_case and 3 * 4": ["snake case and three times four."],
    "a \\* b": ["a times b."],
}
BLOCKS = {
    "Look here:\n```python\nprint(1)\n```\nDone.": [
        "Look here:",
        "Here is some Python code.",
        "Done.",
    ],
    "```\ncode. More code.\n": ["Here is some code."],
    "~~~~js\n```\nlet a\n~~~\n~~~~\nDone.": ["Here is some JavaScript code.", "Done."],
    "| a | b | c |\n|---|:-:|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\nDone.": [
        "A table with three columns and two rows.",
        "Done.",
    ],
    "<think>Hm. Let me see.</think>\n\nYes.": ["Yes."],
    "<THINK>Hm.</think>Yes.": ["Yes."],
    "<think>Hm. Let me see": [],
    "<reasoning>a</reasoning>Yes.": ["Yes."],
    "": [],
    "...\n\n---\n😀": [],
}


@pytest.mark.parametrize(("text", "expected"), {**SENTENCES, **MARKUP, **BLOCKS}.items())
def test_what_is_said_of_an_answer(text, expected):
    assert said(text) == expected


def test_spanish_is_said_in_spanish():
    text = "Aquí está el código.\n```python\nx\n```\n|a|\n|-|\n|1|\n\nEl Sr. Pérez sabe $\\pi$."
    assert said(text) == [
        "Aquí está el código.",
        "Aquí hay código en Python.",
        "Una tabla con una columna y una fila.",
        "El señor Pérez sabe una fórmula.",
    ]
    assert {piece.language for piece in pieces(text)} == {"es"}


def test_the_language_changes_with_the_text_and_stays_where_it_cannot_be_told():
    told = pieces("Ok. La casa es de los padres. Ok. The house is of the parents.", "en")
    assert [piece.language for piece in told] == ["en", "es", "es", "en"]


def test_a_few_letters_do_not_change_the_language():
    told = pieces("It is all in the house. Wi-Fi 6E. e = 3. That is all there is.")
    assert {piece.language for piece in told} == {"en"}


def test_the_first_clause_comes_early_and_sentences_behind_it():
    told = pieces("As far as I know, it rains, and it pours. So, for all I know, it does. Yes.")
    assert [piece.text for piece in told] == [
        "As far as I know,",
        "it rains, and it pours.",
        "So, for all I know, it does.",
        "Yes.",
    ]
    assert [piece.sentence_end for piece in told] == [False, True, True, True]


def test_a_first_sentence_without_clauses_is_cut_between_two_words():
    first, *_ = pieces(
        "one two three four five six seven eight nine ten eleven twelve thirteen end"
    )
    assert not first.sentence_end
    assert len(first.text.split()) == 12


def test_a_long_sentence_is_cut_at_a_clause():
    clause = "and then they walked along the river to the old house"
    long = ", ".join([clause] * 8) + "."
    told = pieces(f"Well. {long}")
    assert len(told) > 2
    assert all(len(piece.text) < 280 for piece in told)
    assert all(piece.text.endswith((",", ".")) for piece in told)


@pytest.mark.parametrize(
    ("before", "decides"),
    [
        ("It is certain.", " S"),
        ("Well, that is so,", " b"),
        ("The title\n", "\nT"),
        ("- An item\n", "- "),
        ("Here it is.\n", "```\n"),
    ],
)
def test_a_piece_is_given_as_soon_as_its_end_is_certain(before, decides):
    splitter = Splitter("en", language)
    assert splitter.take(before) == []
    assert splitter.take(decides)


def test_a_full_stop_waits_for_what_follows_it():
    splitter = Splitter("en", language)
    assert splitter.take("It is 3.") == []
    assert splitter.take("5 metres. ") == []
    assert [piece.text for piece in splitter.take("T")] == ["It is three point five metres."]


def test_code_is_said_to_be_there_before_it_is_written():
    splitter = Splitter("en", language)
    assert [piece.text for piece in splitter.take("```sql\n")] == ["Here is some S Q L code."]
    assert splitter.take("select 1;\n" * 100) == []


def test_ends_are_places_in_the_answer():
    text = "**It** is so. *That* is all."
    first, second = pieces(text)
    assert text[: first.end].rstrip() == "**It** is so."
    assert second.end == len(text)
