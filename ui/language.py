"""Which language a request is answered in. Pure; knows no page."""

from typing import Literal, get_args

Language = Literal["en", "es"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
COOKIE = "jarvis_language"


def choose_language(pinned: str, cookie: str, accepted: str) -> Language:
    """The page's language: what a person chose, else what config.toml pins, else the browser's.

    Args:
        pinned: `page.language` of config.toml; "auto" pins nothing.
        cookie: what the person chose on the page, or "".
        accepted: the request's Accept-Language header (RFC 9110, section 12.5.4), or "".
    """
    for wish in (cookie, pinned, *_by_preference(accepted)):
        if (language := _known(wish)) is not None:
            return language
    return "en"


def _known(wish: str) -> Language | None:
    """The language of a tag such as "es-MX", if we speak it."""
    primary = wish.partition("-")[0].strip().lower()
    return next((language for language in LANGUAGES if language == primary), None)


def _by_preference(accepted: str) -> list[str]:
    """The tags of an Accept-Language header, best first; what can't be read counts as 0."""
    wishes = [wish.partition(";") for wish in accepted.split(",")]
    weighed = [(tag.strip(), _weight(parameters)) for tag, _, parameters in wishes]
    return [tag for tag, weight in sorted(weighed, key=lambda wish: -wish[1]) if weight > 0]


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
