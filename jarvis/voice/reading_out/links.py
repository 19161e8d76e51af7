"""Addresses: of the web by their site, of mail letter for letter as people say them."""

import re

from jarvis.voice.reading_out.lexicon import Lexicon

URL = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"“”«»`|\[\]{}]{1,900}", re.IGNORECASE)
TRAILING = ".,;:!?*_'’)…"
SITE = re.compile(r"(?:https?://)?(?:[^/@\s]{1,200}@)?(?:www\.)?([^/?#:\s]{0,255})", re.IGNORECASE)
MAIL = re.compile(
    r"(?<![\w.+@-])(?:mailto:)?([A-Za-z0-9][\w.+-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})"
    r"(?![\w@])"
)
BARE = re.compile(
    r"(?<![\w./@-])((?:[a-z][a-z0-9-]{0,62}\.){1,4}(?:com|org|net|io|dev|es|eu|uk|de|gov|edu|ai))"
    r"(?![\w@.-]*[\w@])"
)
PART = re.compile(r"[.@_+-]|[^.@_+-]+")


def web_address(text: str, at: int = 0) -> re.Match[str] | None:
    """The address that begins at `at`, with whatever punctuation follows it."""
    return URL.match(text, at)


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address and address[-1] in TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def said(text: str, words: Lexicon) -> str:
    """The text with its addresses in words."""
    if "@" in text:
        text = MAIL.sub(lambda found: f"{_spelt(found[1], words)} {words.signs['@']} "
                        f"{_spelt(found[2], words)}", text)  # fmt: skip
    if "." in text:
        text = URL.sub(lambda found: _link(found[0], words), text)
        text = BARE.sub(lambda found: _spelt(found[1], words), text)
    return text


def _link(address: str, words: Lexicon) -> str:
    kept = trimmed(address)
    site = SITE.match(kept)
    if not site or not site[1]:
        return address
    return f"{words.link} {_spelt(site[1], words)}{address[len(kept) :]}"


def _spelt(name: str, words: Lexicon) -> str:
    """A name whose dots and dashes are said."""
    underscore = {"en": "underscore", "es": "guion bajo"}[words.code]
    signs = {"_": underscore} | {mark: words.signs[mark] for mark in ".-+@"}
    return " ".join(signs.get(part, part) for part in PART.findall(name))
