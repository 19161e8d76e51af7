import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.normalising import FOREIGN, STEADY, hidden, normalised, visible, whole

ODD = "aé\u0301\u200b\u202e\ufeffаΑﬁ①\U000e0041🏴👨‍👩‍👧ñ \ud800"
TEXTS = st.text(max_size=60) | st.text(ODD, max_size=40)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ｉｇｎｏｒｅ", "ignore"),  # full width
        ("𝐢𝐠𝐧𝐨𝐫𝐞", "ignore"),  # mathematical
        ("ig\u200bno\u00adre", "ignore"),  # zero width, soft hyphen
        ("ignоrе", "ignore"),  # Cyrillic о and е
        ("Ρassword", "Password"),  # Greek Rho
        ("e\u0301l", "él"),  # a combining accent
        ("don’t “do” it – now…", 'don\'t "do" it – now...'),
        ("contraseña: año", "contraseña: año"),
        ("4242\u00a04242", "4242 4242"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_what_looks_alike_is_read_alike(written, read):
    assert normalised(written).text == read


@pytest.mark.parametrize("text", ["Привет, как дела?", "Καλημέρα κόσμε", "日本語", "שלום"])
def test_other_scripts_stay_themselves(text):
    assert normalised(text).text == text


@given(TEXTS)
def test_every_place_leads_back_to_the_text_as_it_came(text):
    read = normalised(text)
    at = 0
    for index in range(len(read.text)):
        start, end = read.span(index, index + 1)
        assert at <= start < end <= len(text)
        at = start
    if read.text:
        assert read.span(0, len(read.text))[1] <= len(text)


@given(TEXTS, TEXTS, st.sampled_from(["4242 4242", "ghp_abc", "año"]))
def test_a_word_is_found_where_it_was(before, after, word):
    text = f"{before} {word} {after}"
    read = normalised(text)
    start = read.text.rindex(word) if word not in after else read.text.index(word)
    first, last = read.span(start, start + len(word))
    assert normalised(text[first:last]).text == word


@given(TEXTS.filter(lambda text: not FOREIGN.search(text)))
def test_reading_twice_changes_nothing(text):
    once = normalised(text).text
    assert unicodedata.normalize("NFKC", normalised(once).text) == unicodedata.normalize(
        "NFKC", once
    )


def test_characters_that_are_passed_over_are_in_their_one_form_already():
    steady = (chr(code) for code in range(0x110000) if STEADY.fullmatch(chr(code)))
    assert [char for char in steady if unicodedata.normalize("NFKC", char) != char] == []


def test_one_character_that_stands_for_eighteen_cannot_swell_a_text():
    assert len(normalised("\ufdfa" * 100_000).text) < 500_000


def test_a_million_characters_that_nobody_sees():
    read = normalised("a" + "\u200b" * 1_000_000 + "b")
    assert read.text == "ab"
    assert read.span(1, 2) == (1_000_001, 1_000_002)
    (found,) = hidden("a" + "\u200b" * 1_000_000 + "b")
    assert (found.kind, found.start, found.end) == ("zero_width", 1, 1_000_001)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ig\u200bnore", ["zero_width"]),
        ("safe \u202etxt.exe", ["bidi"]),
        ("hello\U000e0069\U000e0067", ["tags"]),
        ("👨\u200d👩\u200d👧 and ❤\ufe0f", []),  # emoji joiners
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),  # England's flag
        ("می\u200cخواهم", []),  # Persian's non-joiner
        ("שלום \u2066abc\u2069", []),  # an isolate, where there is right-to-left text
        ("\ufeffa file's first line", []),
        ("hy\u00adphen", []),
    ],
)
def test_what_is_hidden_is_told_and_what_scripts_need_is_not(text, kinds):
    assert [finding.kind for finding in hidden(text)] == kinds


@given(TEXTS)
def test_a_text_made_visible_hides_nothing(text):
    shown = visible(text)
    assert hidden(shown) == [] or visible(shown) != shown


def test_emoji_survive_being_made_visible():
    family = "👨\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert visible(family) == family


@given(TEXTS)
def test_halves_of_characters_can_always_be_sent(text):
    whole(text).encode()
