import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.repetition import Loops

LOOPS = {
    "a line": "I am a helpful assistant and I can help.\n" * 6,
    "a phrase": "and then he went home, " * 8,
    "a question": "¿En qué puedo ayudarte? " * 7,
    "a word": "the " * 40,
    "a list with changing numbers": "".join(f"{i}. Buy milk and bread\n" for i in range(1, 9)),
    "a list in one line": "".join(f"{i}. Buy milk " for i in range(1, 30)),
    "a paragraph": "Paris is a capital. It has museums and a river. People like to walk there. "
    * 5,
    "a letter": "a" * 600,
    "signs": "!" * 600,
    "emoji": "🙂" * 400,
    "syllables": "abcde" * 300,
    "two words": "buenas tardes " * 12,
    "Chinese": "我喜欢你们的国家。" * 20,
    "a number": "0, " * 300,
    "a row of a table": "| yes | no | maybe | later |\n" * 40,
}

FINE = {
    "a table": "| a | b |\n|---|---|\n" + "".join(f"| yes | no | {i} |\n" for i in range(9)),
    "laughter": "ha ha ha ha ha!",
    "rules": "-----\n" * 10 + "-" * 80,
    "code": "```python\n" + "    print('hello world')\n" * 8 + "```\n",
    "numbers": str(list(range(200))),
    "zeros": str([0] * 60),
    "a refrain": "".join(
        f"Verse {word} goes like this and that.\nOh my love, come back to me, come back to me.\n"
        for word in ("one", "two", "three", "four", "five", "six", "seven")
    ),
    "ASCII art": "   /\\   \n  /  \\  \n /____\\ \n" * 10,
    "steps": "".join(f"Step {i}: press the green button and wait.\n" for i in range(1, 9)),
    "mark-up": "".join(f"<li>Item {i}</li>\n" for i in range(30)),
    "a round": "Row, row, row your boat gently down the stream. " * 2,
    "a list": "".join(
        f"- **{name}**: a good choice\n" for name in ("Ann", "Bo", "Cy", "Di", "Flo")
    ),
}


@pytest.mark.parametrize("text", LOOPS.values(), ids=LOOPS)
def test_a_loop_is_noticed(text):
    third = Loops().add(f"Well, here comes what I have to say today. {text}")
    assert third is not None


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_only_looks_like_a_loop_is_none(text):
    assert Loops().add(text) is None


def test_two_copies_are_kept():
    line = "I am a helpful assistant and I can help.\n"
    assert Loops().add(line * 6) == 2 * len(line)


@given(st.sampled_from(sorted(LOOPS.values())), st.integers(1, 60))
def test_lines_and_pieces_make_no_difference_to_whether(text, size):
    loops = Loops()
    words = text.split(" ")
    pieces = [" ".join([*words[i : i + size], ""]) for i in range(0, len(words), size)]
    assert any(loops.add(piece) is not None for piece in pieces)


@given(st.lists(st.sampled_from(["red", "green", "blue", "new", "old"]), max_size=400))
def test_a_third_copy_comes_after_two(words):
    text = " ".join(words)
    third = Loops().add(text)
    if third is not None:
        copies = text[third:].split()
        before = text[:third].split()
        assert any(
            before[-2 * n : -n] == before[-n:] == copies[:n] for n in range(1, len(before) // 2 + 1)
        )
