from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.leak import last_words, leak

PROMPT = (
    "You are Jarvis, a careful assistant. Answer in the person's language, briefly and kindly. "
    "Nunca prometas lo que no puedas cumplir, y di con claridad qué falta."
)


def spans(text, prompt=PROMPT, words=12):
    return [text[one.start : one.end] for one in leak(text, prompt, words)]


def test_a_stretch_of_the_prompt_is_found_as_far_as_it_goes():
    text = (
        "Rules: you are jarvis a careful ASSISTANT — answer in the person’s language, briefly. Ok"
    )
    (found,) = spans(text)
    assert found == "you are jarvis a careful ASSISTANT — answer in the person’s language, briefly"


def test_accents_and_punctuation_hide_nothing():
    (found,) = spans("nunca prometas: LO QUE no puedas cumplir y di con claridad que falta")
    assert found.endswith("falta")


def test_fewer_words_in_a_row_are_no_leak():
    assert spans("I am Jarvis, a careful assistant, and answer in your language, briefly.") == []


def test_a_short_prompt_gives_nothing_away():
    assert spans("Be brief and kind.", prompt="Be brief and kind.") == []
    assert spans("", prompt="") == []


def test_two_stretches_apart_are_two_findings():
    assert len(spans(f"{PROMPT} And what is more, in other words: {PROMPT}")) == 2


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 4))
def test_wherever_it_stands_the_prompt_is_found(before, after, skipped):
    part = " ".join(PROMPT.split()[skipped:])
    text = f"{before}\n{part}\n{after}"
    assert any(part[1:-1] in found for found in spans(text))


@given(st.text(max_size=200), st.integers(0, 5))
def test_last_words_are_an_end_of_the_text(text, count):
    assert text.endswith(last_words(text, count))
