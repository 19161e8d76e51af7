"""IP addresses of somebody's machine. Loopback, netmasks and networks are nobody's."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import Label, label_before, said
from jarvis.guardrails.spans import alone

FOUR = re.compile(r"\d\d{0,2}\.\d{1,3}\.\d{1,3}\.\d{1,3}")
PROGRAM_BEFORE = re.compile(r"(?:[A-Za-z][/_-]|[=<>~^]=|[~^])\Z")
"""Chrome/120.0.0.0, tool-1.2.3.4, numpy==1.2.3.4."""

NETWORK_AFTER = re.compile(r"/(?:[0-9]|[12]\d|3[01])(?!\d)")
VERSION_BEFORE = re.compile(r"\bla \Z", re.IGNORECASE)
VERSION_AFTER = re.compile(r" (?:release|version|build|update|patch|firmware|branch|driver)\b")
"""La 10.2.1.4 of Spanish is a version: an address is masculine, or is called la IP."""

SMALL = 32
"""Four numbers below it are rather counted, as versions and clauses are, than given out."""

COLONS = re.compile(r":[0-9A-Fa-f:]{2,38}")
HEX_BEFORE = re.compile(r"[0-9A-Fa-f]{1,4}\Z")
PRIVATE = 10
"""The first number of the largest private network (RFC 1918)."""

RESOLVERS = frozenset(
    IPv4Address(one) for one in ("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9")
)
"""Public name servers, which everybody's examples ping."""


def addresses(text: str, small: str) -> Iterator[Finding]:
    """IPv4 and IPv6 addresses, private ones too."""
    for match in FOUR.finditer(text):
        start, end = match.span()
        if alone(text, start, _without_network(text, end)) and _is_somebodys(text, start, end):
            yield Finding(Check.PII, "ip_address", start, end, 0.9, "an IP address")
    if text.count(":") >= 2:
        yield from _six(text)


def _without_network(text: str, end: int) -> int:
    """Past a full network length, which still names one machine."""
    return end + 3 if text.startswith("/32", end) else end


def _is_somebodys(text: str, start: int, end: int) -> bool:
    try:
        address = IPv4Address(text[start:end])
    except AddressValueError:
        return False
    if address.is_loopback or address.packed[0] in (0, 255) or address in RESOLVERS:
        return False
    if PROGRAM_BEFORE.search(text[max(0, start - 2) : start]) or NETWORK_AFTER.match(text, end):
        return False
    if VERSION_BEFORE.search(text[max(0, start - 4) : start]) or VERSION_AFTER.match(text, end):
        return False
    label = label_before(text, start, Label.IP)
    if max(address.packed) < SMALL:
        told = label is Label.IP or address.packed[0] == PRIVATE
        return told and not said(text, start, Label.VERSION)
    return label not in (Label.VERSION, Label.REFERENCE)


def _six(text: str) -> Iterator[Finding]:
    for match in COLONS.finditer(text):
        before = HEX_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        start = match.start() - (len(before[0]) if before else 0)
        end = match.end() - (text[match.end() - 1] == ":" and text[match.end() - 2] != ":")
        if alone(text, start, end) and _is_six(text[start:end]):
            yield Finding(Check.PII, "ip_address", start, end, 0.95, "an IPv6 address")


def _is_six(written: str) -> bool:
    """Whether it is an address; a::b of C++ and Rust is one only by its letter."""
    try:
        address = IPv6Address(written)
    except AddressValueError:
        return False
    groups = [group for group in written.split(":") if group]
    if len(groups) == 8 and all(len(group) == 2 for group in groups):
        return False  # eight bytes: a fingerprint, a device's number
    telling = len(groups) >= 3 or written[:4].lower() in ("fe80", "2001", "2a00", "2606")
    return telling and any(map(str.isdigit, written)) and not address.is_loopback
