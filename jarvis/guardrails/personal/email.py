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

SPELLED = re.compile(
    r"""
    \b [\w.+-]{1,64}
    \s? (?: [(\[{<] \s?(?:at|arroba)\s? [)\]}>] | \s(?P<bare>at|arroba)\s ) \s?
    [\w-]{1,63}
    (?:
        \s? (?: [(\[{<] \s?(?:dot|punto)\s? [)\]}>] | \s(?:dot|punto)\s | \. ) \s?
        [a-z]{2,24}
    ){1,3}
    \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
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


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, internationalised ones too (RFC 6531)."""
    if "@" in text:
        for match in DOMAIN.finditer(text):
            yield from _address(text, match)
    lowered = text.lower()
    if any(hint in lowered for hint in SPELLED_HINTS):
        for match in SPELLED.finditer(text):
            # "We met at amazon dot com" names a site.
            if match["bare"] is None or said(text, match.start(), Label.EMAIL):
                reason = "an e-mail address, spelled out"
                yield Finding(Check.PII, "email", *match.span(), 0.8, reason)


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
