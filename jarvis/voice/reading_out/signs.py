"""Signs that stand for words, and what is left that can't be said."""

import re
from functools import cache

from jarvis.voice.reading_out.lexicon import Lexicon

SHARP = re.compile(r"\b([CF])#")
NUMBER_SIGN = re.compile(r"(?<!\w)#(?=[0-9])")
DASH = re.compile(r"\s?[—–]\s?|\s-{1,3}\s")
SILENT = re.compile(r"[`{}\[\]|_•·*\\~^=<>]")
SPACED = ("*", "~", "/", "\\", "^", "-")
BLANKS = re.compile(r"\s+")
GAP = re.compile(r"\s+([,.;:!?…)])(?=[\s\"'”’»)]|\Z)|(?<=[(“«¿¡])\s+")
OPTION = re.compile(r"(?<!\S)(?:-{2,3}|\.{0,2}/)(?=\w)")
PER = re.compile(
    r"(?<=\w)\s?/\s?(?=(?:second|minute|hour|day|night|week|month|year|person|token|"
    r"segundo|minuto|hora|día|noche|semana|mes|año|persona)\b)"
)
COMMAS = re.compile(r"(?:,\s?){2,}|,\s?(?=[.;:!?…)])")
EDGE = re.compile(r"^[\s,]+|\s+$")
THIN = re.compile(r"(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")


def joined(text: str, words: Lexicon) -> str:
    """Digits of one number that thin blanks stand between, together; its other blanks plain."""
    text = THIN.sub(words.thousands, text)
    return BLANKS.sub(" ", text.replace("−", "-"))


def numbered(text: str, words: Lexicon) -> str:
    """Say "#5" as "number 5", and "C#" by its name."""
    if "#" not in text:
        return text
    text = NUMBER_SIGN.sub(f"{words.number_sign} ", text)
    return SHARP.sub(r"\1 sharp", text)


def said(text: str, words: Lexicon) -> str:
    """The text with its signs in words."""
    text = PER.sub({"en": " per ", "es": " por "}[words.code], OPTION.sub("", text))
    return _called(words).sub(lambda found: f" {words.signs[found[0]]} ", text)


def tidied(text: str, words: Lexicon) -> str:
    """The text without what can't be said; dashes are pauses."""
    text = DASH.sub(", ", text)
    text = SILENT.sub(" ", text)
    text = GAP.sub(lambda found: found[1] or "", BLANKS.sub(" ", text))
    text = COMMAS.sub(lambda found: ", " if found[0].count(",") > 1 else "", text)
    return EDGE.sub("", BLANKS.sub(" ", text))


@cache
def _called(words: Lexicon) -> re.Pattern[str]:
    """Signs between words; some only where blanks or figures are around them."""
    always = sorted((sign for sign in words.signs if sign not in (*SPACED, "_", ".")),
                    key=len, reverse=True)  # fmt: skip
    either = "|".join(map(re.escape, always))
    return re.compile(
        rf"(?<![<>=-]{{2}})(?:{either})(?![<>=-]{{2}})|(?<=\w)[/^](?=\w)|(?<=\w\s)[*/^](?=\s\w)"
        r"|(?<=[\w)])\*(?=[\w(])|~(?=\w)|(?<=\w)\\(?=\w)"
    )
