"""What converters leave behind is taken out of their Markdown: pictures, blanks, control marks."""

import re
import unicodedata

PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
TRAILING = re.compile(r"[ \t\xa0]+$", re.MULTILINE)
GAPS = re.compile(r"\n{3,}")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TITLE_MAX = 200


def tidy(text: str) -> str:
    """Accents in one piece, a picture replaced by its description, at most one blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = CONTROLS.sub("", unicodedata.normalize("NFC", text))
    text = PICTURE.sub(r"\1", text)
    return GAPS.sub("\n\n", TRAILING.sub("", text)).strip()


def tidy_title(title: str | None) -> str:
    """A title as one short line."""
    return CONTROLS.sub("", " ".join((title or "").split()))[:TITLE_MAX]
