"""Keys and tokens that only their name gives away: ``api_key = …``, ``Authorization: Bearer …``."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.assigning import Assignment, assignment
from jarvis.guardrails.secret.values import (
    UUID,
    is_expression,
    is_mixed,
    is_placeholder,
    is_random,
)
from jarvis.guardrails.spans import at_places

HINTS = ("key", "token", "secret", "clave")
NAME = re.compile(
    r"""key | token | secreto?(?:[ _-]?(?:access[ _-]?)?key)?
    | clave[ _](?:de[ _](?:la[ _])?)?(?:api|acceso) | clave[ ]secreta""",
    re.VERBOSE,
)
"""In small letters."""

WHICH_KEY = re.compile(
    r"""(?:(?:api|access|account|auth|secret|private|encryption|signing|master|service|license
      |storage|app|application|subscription)[ _-]?|(?<![^\W_]))\Z""",
    re.VERBOSE,
)
"""A key, not a monkey."""

OF_ACCESS = re.compile(r"(?:auth|access|api|bearer|refresh|bot)[ _-]?\Z")
PUBLIC_BEFORE = re.compile(
    r"(?:[cx]srf|page|next|prev|cursor|continuation|public|publishable|cache|primary|foreign|sort"
    r"|partition|idempotency|sync|pagination|cancellation|cancel)[ _-]?\Z",
    re.IGNORECASE,
)
"""csrf_token, next_page_token, cache_key: named like a secret, and none."""

HASH = re.compile(r"(?:sha\d{1,3}|md5)[:-]", re.IGNORECASE)
BEARER = re.compile(r"\bbearer\s{1,2}(?P<value>[A-Za-z0-9._~+/=-]{16,1024})", re.IGNORECASE)
AWS_SECRET = re.compile(r"[A-Za-z0-9/+=]{40}\Z")
AWS_BESIDE = re.compile(r"\s{1,3}(?P<value>[A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])")
REASON = "a key is given"
LEAST, LEAST_IN_QUOTES, LEAST_SECRET = 16, 12, 8


def api_keys(text: str, small: str) -> Iterator[Finding]:
    """Values that are random enough for a key, after a name that says they are one."""
    if "bearer" in small:
        for match in BEARER.finditer(text):
            if is_random(match["value"]) and not is_placeholder(match["value"]):
                reason = "a bearer token"
                yield Finding(Check.SECRET, "api_key", *match.span("value"), 0.9, reason)
    for name in at_places(NAME, small, HINTS):
        before = small[max(0, name.start() - 20) : name.start()]
        if name[0] == "key" and not WHICH_KEY.search(before):
            continue
        given = assignment(text, *name.span())
        if given is None and "aws" in before and (beside := AWS_BESIDE.match(text, name.end())):
            yield Finding(Check.SECRET, "aws_key", *beside.span("value"), 0.85, REASON)
        if given is not None and _is_key(name[0], before, given):
            kind = "aws_key" if _is_of_aws(small, name, given) else "api_key"
            end = given.start + len(_first_parameter(given.value))
            yield Finding(Check.SECRET, kind, given.start, end, 0.85, REASON)


def _first_parameter(value: str) -> str:
    """Of a form's body: keys have no & in them."""
    return value.partition("&")[0]


def _is_of_aws(small: str, name: re.Match[str], given: Assignment) -> bool:
    said = "aws" in small[max(0, name.start() - 24) : given.start]
    return said and bool(AWS_SECRET.match(given.value))


def _is_key(name: str, before: str, given: Assignment) -> bool:
    value = _first_parameter(given.value)
    if " " in value or is_placeholder(value) or "://" in value or HASH.match(value):
        return False
    if not given.quoted and (given.compared or is_expression(value)):
        return False
    if PUBLIC_BEFORE.search(before):
        return False
    if UUID.match(value):
        return name != "token" or bool(OF_ACCESS.search(before))
    if "secret" in name and (given.quoted or given.close):
        return len(value) >= LEAST_SECRET and is_mixed(value)
    return is_random(value, LEAST_IN_QUOTES if given.quoted else LEAST)
