"""Private keys in PEM armour (RFC 7468, OpenSSH, PGP), whole or cut off."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding

BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
END = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
NEW_LINE = r"(?:(?:\\r)?\\n|\r?\n[ \t]{0,8}|[ ])"
"""As it is, escaped in JSON, or lost to a space."""

BODY = re.compile(
    rf"(?:{NEW_LINE}(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]{{0,128}}){{0,4}}"
    rf"(?:{NEW_LINE}(?={NEW_LINE})){{0,2}}"
    rf"(?:{NEW_LINE}[A-Za-z0-9+/=]{{16,128}}){{0,400}}"
    rf"(?:{NEW_LINE}[A-Za-z0-9+/]{{1,64}}={{0,2}}(?=[\s\"'\\]{{0,2}}\Z|\r?\n))?"
)
LONGEST = 16_384
"""Characters: RSA keys of 16,384 bits have 12,600."""

LEAST_KEY = 24
"""Characters between the lines: less is talk about keys."""


def private_keys(text: str, small: str) -> Iterator[Finding]:
    """From BEGIN to END; where the end is missing, as far as it goes on like a key."""
    at = 0
    while begin := BEGIN.search(text, at):
        at = begin.end()
        stop = text.find("-----", at, at + LONGEST)
        closing = END.match(text, stop) if stop >= 0 else None
        body = BODY.match(text, at)
        end = closing.end() if closing else body.end() if body else at
        if len(_letters(text[at:end])) >= LEAST_KEY:
            end = begin.start() + len(text[begin.start() : end].rstrip())
            yield Finding(Check.SECRET, "private_key", begin.start(), end, 1.0, "a private key")
            at = end


def _letters(body: str) -> str:
    """The longest run without a space: a key's line."""
    return max(body.replace("\\n", " ").split() or [""], key=len)
