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
from jarvis.guardrails.spans import folded

HINTS = ("key", "token", "secret", "bearer", "clave")
NAME = re.compile(
    r"""(?:api|access|account|auth|secret|private|encryption|signing|master|service|license|storage
      |app|application|subscription)[ _-]?key
    | apikey | token | secreto? (?:[ _-]access[ _-]key|[ _-]key)?
    | clave[ ](?:de[ ](?:la[ ])?)?(?:api|acceso) | clave[ ]secreta | (?<![^\W_])key""",
    re.VERBOSE,
)
PUBLIC_BEFORE = re.compile(
    r"(?:[cx]srf|page|next|prev|cursor|continuation|public|publishable|cache|primary|foreign|sort"
    r"|partition|idempotency|sync|pagination|cancellation|cancel)[_-]?\Z",
    re.IGNORECASE,
)
"""csrf_token, next_page_token, cache_key: named like a secret, and none."""

BEARER = re.compile(r"\bbearer\s{1,2}(?P<value>[A-Za-z0-9._~+/=-]{16,1024})", re.IGNORECASE)
AWS_SECRET = re.compile(r"[A-Za-z0-9/+=]{40}\Z")
LEAST, LEAST_IN_QUOTES, LEAST_SECRET = 16, 12, 8


def api_keys(text: str) -> Iterator[Finding]:
    """Values that are random enough for a key, after a name that says they are one."""
    lowered = folded(text)
    if not any(hint in lowered for hint in HINTS):
        return
    if "bearer" in lowered:
        for match in BEARER.finditer(text):
            if is_random(match["value"]) and not is_placeholder(match["value"]):
                reason = "a bearer token"
                yield Finding(Check.SECRET, "api_key", *match.span("value"), 0.9, reason)
    for name in NAME.finditer(lowered):
        given = assignment(text, *name.span())
        if given is not None and _is_key(text, name, given):
            kind = "aws_key" if _is_of_aws(lowered, name, given) else "api_key"
            yield Finding(Check.SECRET, kind, given.start, given.end, 0.85, "a key is given")


def _is_of_aws(lowered: str, name: re.Match[str], given: Assignment) -> bool:
    said = "aws" in lowered[max(0, name.start() - 24) : given.start]
    return said and bool(AWS_SECRET.match(given.value))


def _is_key(text: str, name: re.Match[str], given: Assignment) -> bool:
    value = given.value
    if " " in value or is_placeholder(value) or "://" in value:
        return False
    if not given.quoted and (given.compared or is_expression(value)):
        return False
    if PUBLIC_BEFORE.search(text[max(0, name.start() - 20) : name.start()]):
        return False
    if UUID.match(value):
        return "key" in name[0] or "secret" in name[0]
    if "secret" in name[0] and (given.quoted or given.close):
        return len(value) >= LEAST_SECRET and is_mixed(value)
    return is_random(value, LEAST_IN_QUOTES if given.quoted else LEAST)
