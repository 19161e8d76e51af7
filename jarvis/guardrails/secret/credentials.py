"""Passwords where a protocol or a program puts them, without the word before them."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.values import is_a_word_of_forms, is_placeholder, is_strong
from jarvis.guardrails.spans import places

SQL = re.compile(r"identified by (?P<quote>['\"])(?P<value>[^'\"\n]{3,128})(?P=quote)", re.I)
ON_A_COMMAND_LINE = re.compile(
    r"""(?: (?:mysql|mariadb)[\w-]{0,12}\b [^\n]{0,200}? \s-p
      | sshpass\s{1,2}-p\s{0,2}
      | redis-cli\b [^\n]{0,200}? \s-a\s{1,2}
      | (?:docker|podman|helm|twine)\b [^\n]{0,200}? \s-p\s{1,2} (?=['"])
      | sqlcmd\b [^\n]{0,200}? \s-P\s{0,2} )
    ["']?(?P<value>[^\s"']{3,128})""",
    re.VERBOSE,
)
PAIR = re.compile(
    r"""(?i:credentials|creds|credenciales|log[ -]?in|sign[ ]in|acceso|entra|accede)
    (?:[ ](?:details|data|with|using|as|con))? \s?[:=]?\s? [a-z][\w.@-]{1,64} \s?/\s?
    (?P<value>[^\s"',;]{6,64})""",
    re.VERBOSE,
)
"""bob / Gr33nTea! after a word for getting in."""

CURL = re.compile(
    r"""curl\b[^\n]{0,200}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:(?P<value>[^\s"']{3,128})"""
)
BASIC = re.compile(r"basic (?P<value>[A-Za-z0-9+/]{8,256}={0,2})", re.I)

TAG = re.compile(
    r"<(?P<tag>\w{0,16}(?:password|passwd|pwd|contrasena|clave))>(?P<value>[^<\n]{3,128})</(?P=tag)>",
    re.I,
)
ATTRIBUTES = re.compile(
    r"""(?:key|name)="\w{0,24}(?:password|passwd|pwd|contrasena|clave)\w{0,8}"\s{1,4}
    value="(?P<value>[^"\n]{3,128})\"""",
    re.VERBOSE | re.IGNORECASE,
)


def credentials(text: str, small: str) -> Iterator[Finding]:
    """Of SQL's IDENTIFIED BY, command lines, XML, pairs and HTTP's basic authentication."""
    for beginnings, pattern, is_one in FORMS:
        for place in places(small, beginnings):
            match = pattern.match(text, place)
            if match and is_one(match["value"]):
                reason = "a password is given"
                yield Finding(Check.SECRET, "password", *match.span("value"), 0.9, reason)


def _is_written_out(value: str) -> bool:
    return not (is_placeholder(value) or is_a_word_of_forms(value))


def _is_user_and_password(value: str) -> bool:
    """user:password in base64 (RFC 7617)."""
    try:
        pair = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return ":" in pair and pair.isprintable()


FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[str], bool]], ...] = (
    (("identified by ",), SQL, _is_written_out),
    (("curl ",), CURL, _is_written_out),
    (
        ("mysql", "mariadb", "sshpass", "redis-cli", "docker", "podman", "helm", "twine", "sqlcmd"),
        ON_A_COMMAND_LINE,
        _is_written_out,
    ),
    (("<",), TAG, _is_written_out),
    (('key="', 'name="'), ATTRIBUTES, _is_written_out),
    (("cred", "login", "log in", "log-in", "sign in", "acce", "entra"), PAIR, is_strong),
    (("basic ",), BASIC, _is_user_and_password),
)
"""How each form begins, in small letters, the form, and whether its value is a password."""
