"""Strings that a question means letter by letter: part numbers, function names, versions, files.

A code is found by its shape, not by a list; words and ordinary numbers aren't codes.
"""

import re
from collections.abc import Iterator

from jarvis.knowledge.words import tokens

LONGEST = 80
"""Characters of a code; what is longer is looked for by its words."""

MOST = 8
"""Codes of one question."""

FILE_ENDINGS = (
    "pdf|docx?|xlsx?|pptx?|odt|ods|csv|tsv|txt|md|rst|html?|epub|eml|msg|json|ya?ml|toml|ini|cfg|"
    "conf|xml|sql|log|py|js|ts|tsx|jsx|java|go|rs|rb|php|cs?|cpp|hpp?|sh|zip|png|jpe?g|svg"
)
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # an e-mail address
        r"(?:https?://|www\.)\S+",
        rf"[\w./\\~-]*\w\.(?:{FILE_ENDINGS})",
        r"[\w.:>-]*\w\(\)",  # foo_bar()
        r"\w+(?:(?:::|->)\w+)+",
        r"[^\W\d_]{2,}(?:\.[^\W\d_]\w+){2,}",  # os.path.join
        r"--?[a-z][\w-]*[\w]",  # --dry-run
        r"\w*[^\W_]_+[^\W_]\w*|__\w+__",
        r"[a-z]+(?:[A-Z][a-z0-9]*)+|(?:[A-Z]+[a-z0-9]+){2,}",  # parseConfig, KeyError
        r"[#§]?\d+(?:[.,:/-]\d+)+[a-z]?",  # 4.2.1, 2024-05-01, 1,200
        r"#?\d{5,}",
        r"(?=\D*\d)(?=\d*[^\W\d_])\w+(?:[-./:]\w+)*",  # AB1234, 0x80070005
        r"(?=\D*\d)[^\W\d_]+(?:[-./:]\w+)+",  # AB-1234, X-200/B
        r"(?=.*[^\W\d_])\d+(?:[-./:]\w+)+",  # 12-AB
    )
)
PLAIN = re.compile(
    r"\d+[.,]?\d*(?:[-–]?[a-zA-Zº°ªμµ²³]{1,3}|s|[-–][a-záéíóúñ]+)|"  # 10km, 1990s, 12-month
    r"(?:[^\W\d_]+['’-])+[^\W\d_]+"
)
SHOUTED = re.compile(r"[A-Z]{6,}")
WORD = re.compile(r"\S+")
BEFORE = "\"'«»“”‘’„¿¡([{<,;*`"
AFTER = "\"'«»“”‘’.,;:!?…)]}>*`"

LABELS = (
    "article|section|clause|paragraph|chapter|annex|appendix|table|figure|step|error|code|rule|"
    "version|model|page|form|schedule|artículo|articulo|sección|seccion|cláusula|clausula|párrafo|"
    "parrafo|apartado|capítulo|capitulo|anexo|tabla|figura|paso|código|codigo|regla|versión|modelo|"
    "página|pagina|formulario"
)
LABELLED = re.compile(
    rf"\b(?:{LABELS})\s{{1,3}}(?:\d{{1,6}}|[IVX]{{1,6}}|[A-Z])\b(?![.,:/-]\w)", re.IGNORECASE
)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a question, as it writes them, in order, each once."""
    return tuple(dict.fromkeys((*_shaped(text), *_labelled(text))))[:MOST]


def fragments(code: str) -> frozenset[str]:
    """What is left of a code that is taken apart and means nothing by itself, folded."""
    return frozenset(word for word in tokens(code) if len(word) < 3 or not word.isalpha())


def _shaped(text: str) -> Iterator[str]:
    shouting = text.isupper()
    for match in WORD.finditer(text):
        token = _bare(match[0])
        if len(token) <= LONGEST and (is_code(token) or (not shouting and _is_shouted(token))):
            yield token


def _labelled(text: str) -> Iterator[str]:
    """Two words that are one name: "Article 45" and "error 404"."""
    return (" ".join(match[0].split()) for match in LABELLED.finditer(text))


def is_code(token: str) -> bool:
    """Whether a word has the shape of a code."""
    return not PLAIN.fullmatch(token) and any(shape.fullmatch(token) for shape in SHAPES)


def _is_shouted(token: str) -> bool:
    return SHOUTED.fullmatch(token) is not None


def _bare(token: str) -> str:
    """The word without the marks around it, but with the brackets of a call."""
    bare = token.lstrip(BEFORE)
    if "()" in bare:
        return bare[: bare.rindex("()") + 2]
    return bare.rstrip(AFTER)
