import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.voice.reading_out import spelt_out

LANGUAGES = st.sampled_from(("en", "es"))
PLAIN = {
    "en": "the house stands by a river and people like to walk there in the evening",
    "es": "la casa está junto a un río y a la gente le gusta pasear allí por la tarde",
}
AWKWARD = st.text(
    st.sampled_from("0123456789.,:/-–%$€°º½²³#@&+*=<>~^_()'\"aIVXkgm \n"), max_size=60
)
HOSTILE = (
    "9", "1,", "1.", "1,111,", "1/", "1:", "12-", "a.", "a_", "A4", "e.g. ", "I", "IV ", "-", "–",
    "$", "$1", "ab@", "a@b.", "https://", "www.", "http://a.", "#", "^2", "1 ", "<", "A.", "0x",
    "555-", "Dr. ", "5 de ", " ", ",", "½", "()", "a1-", "1a",
)  # fmt: skip


@given(text=st.text(max_size=200) | AWKWARD, language=LANGUAGES)
def test_anything_can_be_read_and_no_figure_is_left(text, language):
    said = spelt_out(text, language)
    assert not any(digit in said for digit in "0123456789")
    assert said == said.strip()


@given(data=st.data(), language=LANGUAGES)
def test_plain_words_stay_as_they_are(data, language):
    words = data.draw(st.lists(st.sampled_from(PLAIN[language].split()), min_size=1, max_size=20))
    sentence = " ".join(words) + "."
    assert spelt_out(sentence, language) == sentence


@given(number=st.integers(-(10**15) + 1, 10**15 - 1), language=LANGUAGES)
def test_a_number_said_stays_said(number, language):
    said = spelt_out(str(number), language)
    assert spelt_out(said, language) == said
    assert said.startswith(("minus", "menos")) == (number < 0)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_very_long_line_is_read_without_going_back_and_forth(language):
    for part in HOSTILE:
        assert isinstance(spelt_out(part * (10_000 // len(part)), language), str)
