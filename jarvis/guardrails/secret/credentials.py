"""Passwords where a protocol or a program puts them, without the word before them."""

import base64
import binascii
import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.values import is_placeholder

SQL = re.compile(r"identified by (?P<quote>['\"])(?P<value>[^'\"\n]{3,128})(?P=quote)", re.I)
CURL = re.compile(
    r"""\bcurl\b[^\n]{0,200}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:(?P<value>[^\s"']{3,128})"""
)
BASIC = re.compile(r"\bbasic (?P<value>[A-Za-z0-9+/]{8,256}={0,2})", re.I)


SSHPASS = re.compile(r"""\bsshpass\s{1,2}-p\s{0,2}["']?(?P<value>[^\s"']{3,128})""")
TAG = re.compile(
    r"<(?P<tag>\w{0,16}(?:password|passwd|pwd|contrasena|clave))>(?P<value>[^<\n]{3,128})</(?P=tag)>",
    re.I,
)


def credentials(text: str) -> Iterator[Finding]:
    """SQL's IDENTIFIED BY, curl's --user, sshpass, XML, and HTTP's basic authentication."""
    lowered = text.lower()
    for hint, pattern, is_one in (
        ("identified by ", SQL, _is_written_out),
        ("curl ", CURL, _is_written_out),
        ("sshpass ", SSHPASS, _is_written_out),
        ("</", TAG, _is_written_out),
        ("basic ", BASIC, _is_user_and_password),
    ):
        if hint not in lowered:
            continue
        for match in pattern.finditer(text):
            if is_one(match["value"]):
                reason = "a password is given"
                yield Finding(Check.SECRET, "password", *match.span("value"), 0.9, reason)


def _is_written_out(value: str) -> bool:
    return not is_placeholder(value)


def _is_user_and_password(value: str) -> bool:
    """user:password in base64 (RFC 7617)."""
    try:
        pair = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return ":" in pair and pair.isprintable()
