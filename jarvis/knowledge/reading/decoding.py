"""Bytes become text: the encodings that English and Spanish files are really in.

Knows nothing of formats. Line ends become one line feed, so that offsets are the same everywhere.
"""

import codecs
import re

SAMPLE = 1 << 16
"""Bytes from the beginning by which a file is judged."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32's begins like UTF-16's, and stands before it."""

CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x1a")
CONTROLS_MAX = 0.02

WESTERN = re.compile(
    r"[\x00-\x7f]|[ÁÉÍÓÚÜÑÇÀÈÌÒÙÂÊÎÔÛÄËÏÖÅÆØŒßáéíóúüñçàèìòùâêîôûäëïöåæøœ]|[€‚„…‘’“”•–—™¡«»¿ªº°·§©®£¢¥\xa0²³¼½¾×±]"
)
INSIDE_A_WORD = re.compile(r"[a-z][€‚„…“•™¡«»¿ªº°§©®£¢¥\xa0²³¼½¾×±][a-z]")
"""Where Windows' alphabet gives a symbol in the middle of a word, it is the wrong alphabet."""


def is_binary(sample: bytes) -> bool:
    """Whether bytes from the beginning of a file are no text in any encoding."""
    if _marked(sample) or _wide(sample):
        return False
    if b"\0" in sample:
        return True
    return sum(byte in CONTROLS for byte in sample) > CONTROLS_MAX * len(sample)


def decoded(raw: bytes) -> str:
    """The text. Never fails: what no encoding explains is shown as �.

    In this order: what a byte order mark says; UTF-8; UTF-16 without a mark; Windows' Western
    alphabet, if that gives words; what charset-normalizer makes of it; Windows again.
    """
    encoding = _marked(raw) or ("utf-8" if _fits(raw, "utf-8") else _wide(raw[:SAMPLE]))
    text = raw.decode(encoding or _legacy(raw), "replace")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _marked(raw: bytes) -> str:
    return next((encoding for mark, encoding in MARKS if raw.startswith(mark)), "")


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: in Western text every other byte is 0."""
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.5 or min(even, odd) > 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(raw: bytes) -> str:
    """An encoding of a byte a character, or of the Far East."""
    sample = raw[:SAMPLE]
    if _is_western(sample.decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best and _fits(raw, best.encoding) else "cp1252"


def _is_western(text: str) -> bool:
    return not WESTERN.sub("", text) and not INSIDE_A_WORD.search(text)
