"""Credentials in addresses of services: scheme://user:password@host."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.values import is_placeholder

ADDRESS = re.compile(
    r"""://(?P<user>[^\s:/@"'<>]{0,64}):(?P<password>[^\s@/"'<>]{1,128})@[^\s"'<>,;)\]|]{1,200}"""
)
SCHEME_BACKWARDS = re.compile(r"[A-Za-z0-9+.-]{0,24}[A-Za-z]")
NOBODY = frozenset(("user", "username", "usuario", "login", "me", "u", "name"))
NOTHING = frozenset(
    ("password", "pass", "passwd", "pwd", "p", "contraseña", "contrasena", "clave", "secret")
)


def connection_strings(text: str, small: str) -> Iterator[Finding]:
    """The whole address, since user and host belong to the secret."""
    if "://" not in text:
        return
    for match in ADDRESS.finditer(text):
        scheme = SCHEME_BACKWARDS.match(text[max(0, match.start() - 25) : match.start()][::-1])
        if scheme and not _is_an_example(match["user"], match["password"]):
            start = match.start() - scheme.end()
            end = match.start() + len(match[0].rstrip(".,;:!?"))
            reason = "an address with its password"
            yield Finding(Check.SECRET, "connection_string", start, end, 0.95, reason)


def _is_an_example(user: str, password: str) -> bool:
    """user:password@ shows how; ${DB_PASSWORD} and [PASSWORD_1] stand for another."""
    return is_placeholder(password) or (user.lower() in NOBODY and password.lower() in NOTHING)
