"""E-mail addresses, written as such or spelled out: ana@example.org, ana (at) example (dot) org."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import Label, said

LOCAL_CHARACTERS = 64
"""The longest part before the @ (RFC 5321, section 4.5.3.1.1)."""

DOMAIN = re.compile(r"@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_][\w-]{0,61}[^\W_]")
LOCAL_BACKWARDS = re.compile(r"[\w+'%-][\w.!#$%&'*+/=^{|}~-]{0,63}")
"""The part before the @, read from its end."""

CREDENTIALS_BACKWARDS = re.compile(r"[^\s/?#@]{0,64}//:")
"""user:password@host of a URL, read from its end: no e-mail address."""

MACHINE_BEFORE = re.compile(r"(?i)(?:message-id|in-reply-to|references|cid)\s{0,2}:\s{0,2}<?\Z")
SHELL_AFTER = re.compile(r":[~/]|[(\[]")
"""user@host:/path of scp, a prompt; matrix@other.transpose() of code."""

FILE_ENDINGS = frozenset(("png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "css", "js", "html"))
REPOSITORIES = frozenset(("git", "hg", "svn"))
"""Users of a repository's address: git@github.com:owner/name."""

SPELLED_AT = re.compile(
    r"\s?[(\[{<]\s?(?:at|arroba)\s?[)\]}>]\s?|\s(?P<bare>at|arroba)\s", re.IGNORECASE
)
SPELLED_DOT = r"(?:\s?[(\[{<]\s?(?:dot|punto)\s?[)\]}>]\s?|\s(?:dot|punto)\s|\.)"
SPELLED_DOMAIN = re.compile(
    rf"[\w-]{{1,63}}(?:{SPELLED_DOT}[a-z][\w-]{{0,61}}){{0,3}}{SPELLED_DOT}[a-z]{{2,24}}\b",
    re.IGNORECASE,
)
SPELLED_LOCAL_BACKWARDS = re.compile(r"\w[\w.+-]{0,63}(?![\w@])")
"""The part before the at, read from its end."""

NO_NAME = frozenset(("me", "us", "him", "her", "them", "it", "contact", "look", "available"))
"""Write to me at example.org: that is a place."""

SPELLED_HINTS = (
    " dot ",
    "dot)",
    "dot]",
    "punto ",
    "punto)",
    "punto]",
    "(at",
    "[at",
    "{at",
    "arroba",
)


def emails(text: str, small: str) -> Iterator[Finding]:
    """E-mail addresses, internationalised ones too (RFC 6531)."""
    if "@" in text:
        for match in DOMAIN.finditer(text):
            yield from _address(text, match)
    if any(hint in small for hint in SPELLED_HINTS):
        for match in SPELLED_AT.finditer(text):
            yield from _spelled(text, match)


def _spelled(text: str, at: re.Match[str]) -> Iterator[Finding]:
    local = SPELLED_LOCAL_BACKWARDS.match(text[max(0, at.start() - 66) : at.start()][::-1])
    domain = SPELLED_DOMAIN.match(text, at.end())
    if local is None or domain is None:
        return
    start = at.start() - local.end()
    # "We met at amazon dot com" names a site.
    no_name = local[0][::-1].lower() in NO_NAME
    told = (at["bare"] or "").isupper() or said(text, start, Label.EMAIL)
    if at["bare"] is None or (told and not no_name):
        reason = "an e-mail address, spelled out"
        yield Finding(Check.PII, "email", start, domain.end(), 0.8, reason)


def _address(text: str, domain: re.Match[str]) -> Iterator[Finding]:
    at, end = domain.span()
    backwards = text[max(0, at - LOCAL_CHARACTERS - 8) : at][::-1]
    local = LOCAL_BACKWARDS.match(backwards)
    if local is None or CREDENTIALS_BACKWARDS.match(backwards):
        return
    if local.end() == LOCAL_CHARACTERS and LOCAL_BACKWARDS.match(backwards, LOCAL_CHARACTERS):
        return  # longer than any: a token before a host
    name = local[0][::-1].lstrip("./=!#$%&'*{|}~^?-")
    if name and not _of_a_machine(text, name, at, end):
        yield Finding(Check.PII, "email", at - len(name), end, 1.0, "an e-mail address")


def _of_a_machine(text: str, name: str, at: int, end: int) -> bool:
    """Whether it names a message, a file, a repository or a shell rather than somebody."""
    return bool(
        text[at:end].rpartition(".")[2].lower() in FILE_ENDINGS
        or (name.lower() in REPOSITORIES and text[end : end + 1] in ":/")
        or SHELL_AFTER.match(text, end)
        or MACHINE_BEFORE.search(text[max(0, at - len(name) - 20) : at - len(name)])
    )
