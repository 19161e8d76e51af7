"""Which language a request is answered in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.language import LANGUAGES, choose_language


@pytest.mark.parametrize(
    ("pinned", "cookie", "accepted", "language"),
    [
        ("auto", "", "", "en"),
        ("auto", "", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("auto", "", "fr-FR,fr;q=0.9", "en"),
        ("auto", "", "fr, en;q=0.3, es;q=0.7", "es"),
        ("auto", "", "es;q=0, en", "en"),
        ("auto", "", "es;q=lots, en;q=0.1", "en"),
        ("auto", "en", "es", "en"),
        ("es", "", "en", "es"),
        ("es", "en", "es", "en"),
        ("auto", "klingon", "es", "es"),
    ],
)
def test_the_nearest_wish_that_we_speak(pinned, cookie, accepted, language) -> None:
    assert choose_language(pinned, cookie, accepted) == language


@given(st.text(), st.text())
def test_whatever_a_browser_sends_some_language_comes_out(cookie: str, accepted: str) -> None:
    assert choose_language("auto", cookie, accepted) in LANGUAGES
