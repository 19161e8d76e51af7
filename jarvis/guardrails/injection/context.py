"""What stands around an order and takes its edge off: quotation marks, reports, other matters.

An article about attacks quotes them; a contract, a manual and a recipe give orders to people.
"""

import re
from bisect import bisect_right
from functools import cached_property

from jarvis.guardrails.injection.signal import Signal

QUOTED = re.compile(
    r'"[^"\n]{1,600}"|«[^»\n]{1,600}»|```[^`]{1,2000}```|`[^`\n]{1,300}`'
    r"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){1,600}'(?!\w)"
)

REPORT = re.compile(
    r"\b(?:attack(?:s|er|ers)?|adversar(?:y|ies|ial)|malicious|injections?|jailbreak(?:s|ing)?"
    r"|payloads?|vulnerab\w{1,8}|exploits?|researchers?|papers?|examples?|phrases?|such as|like"
    r"|sentences?|techniques?|detect(?:s|ed|ion)?|defen[cs]es?|owasp|classifiers?|datasets?|tests?"
    r"|says|said|wrote|types?|typed|tried|tells?|told|reads|contain(?:s|ed|ing)?|asks|asked"
    r"|means?|called|translate|cases?|hide|words?|string|novel|film|tokens?|tokeni[sz]ers?"
    r"|templates?|def|self|return|assert"
    r"|ataques?|atacantes?|malicios[oa]s?|inyecci[oó]n(?:es)?|vulnerabl\w{1,8}|investigador(?:es|as)?"
    r"|art[ií]culos?|ejemplos?|frases?|t[eé]cnicas?|detect(?:a|an|ar)|defensas?|clasificador(?:es)?"
    r"|pruebas?|dice|dijo|escrib(?:i[oó]|ieron|en|e)|pid(?:e|en|i[oó]|ieron)|significa|tokenizador"
    r"|plantillas?|llamad[oa]s?"
    r"|cosas como|como|traduce|ocultan?|palabras?|cadena|novela|pel[ií]cula)\b"
)
"""Words that come with a quotation, in prose and in programs."""

SECURITY = re.compile(
    r"\b(?:attack(?:s|er|ers)?|adversar(?:y|ies|ial)|injections?|jailbreak(?:s|ing)?|owasp"
    r"|vulnerab\w{1,8}|researchers?|red.team\w{0,3}|detect(?:s|ed|ion)?|defen[cs]es?"
    r"|ataques?|atacantes?|inyecci[oó]n(?:es)?|investigador(?:es|as)?|protejo|defensas?"
    r"|vulnerabl\w{1,8})\b"
)
"""Words of texts about attacks."""

ELSEWHERE = re.compile(
    r"\b(?:contract|agreement|clause|paragraph|tenant|parties|employees?|manual|leaflet|patients?"
    r"|dos(?:e|age)|tablet|doctor|jury|witness|judge|court|recipe|oven|machine|dishwasher|appliance"
    r"|shel(?:f|ves)|firewall|iptables|git|self|def|settings|restart|warranty|usb|android"
    r"|students?|pupils?|grammar|game|chess|car park|entrance|soldiers|troops|general|bridge|sample"
    r"|elevator|lift|door"
    r"|contrato|acuerdo|cl[aá]usula|p[aá]rrafo|arrendatario|partes|emplead[oa]s?|prospecto"
    r"|pacientes?|dosis|comprimidos?|m[eé]dico|jurado|testigo|juez|receta|horno|m[aá]quina"
    r"|lavadora|lavavajillas|electrodom[eé]stico|estanter[ií]a|cortafuegos"
    r"|ajustes|reinicia|garant[ií]a"
    r"|alumn[oa]s|gram[aá]tica|juego|ajedrez|aparcamiento|ascensor|soldados|puente|muestra"
    r"|ley|normativa|reglamento|alquileres|app)\b"
)
"""What orders to people are about."""

MACHINE = re.compile(
    r"\b(?:ai|ias?|llms?|chatbots?|bots?|chatgpt|gpt|language models?|prompts?"
    r"|users?|assistants?|modelo de lenguaje|usuarios?|asistentes?)\b"
)
"""Who is meant after all."""

TOKEN_TALK = re.compile(
    r"\b(?:tokens?|separators?|delimiters?|tags?|separador(?:es)?|etiquetas?)\b"
)
"""Words of those who write about the marks of a chat."""

UNMISTAKABLE = frozenset({"link", "hidden"})
"""Groups of signs that nobody writes who only tells of them, unless as a quotation."""

ASKED_HOW = re.compile(
    r"\W*(?:how (?:can|do|could|should|to|would) (?:i|we|my|you (?:stop|prevent|protect)|people)?"
    r"|how to"
    r"|what (?:is|are) (?:a|an|prompt)|what(?:'s| is) the difference|what does (?:it|a|an|the)"
    r"|c[oó]mo (?:puedo|hago|hacer|evito|protejo|se|escribo|consigo)"
    r"|qu[eé] (?:es|significa|diferencia))\b"
)
"""A question about the matter."""

QUOTED_ALONE, HALF, RARELY, SELDOM = 0.9, 0.5, 0.35, 0.25
"""What a sign's weight is multiplied by."""

WINDOW_CHARACTERS = 160
"""So far before and after a sentence or a quotation is looked for words that report it."""

LONGEST_CHARACTERS = 600
"""So much of a sentence is read before and after a sign."""


class Context:
    """What stands around the places of a text.

    Args:
        text: in lower case.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def discount(self, signal: Signal, sentence: tuple[int, int]) -> float:
        """What a sign's weight is multiplied by for its surroundings.

        Args:
            sentence: from and to where it stands.
        """
        start = max(sentence[0], signal.start - LONGEST_CHARACTERS)
        end = min(sentence[1], signal.end + LONGEST_CHARACTERS)
        if quotation := self._quotation(signal):
            return SELDOM if REPORT.search(self._beside(*quotation)) else QUOTED_ALONE
        if signal.group in UNMISTAKABLE:
            return 1.0
        said = self.text[start:end]
        if ASKED_HOW.match(said) or (signal.kind == "markup" and TOKEN_TALK.search(said)):
            return RARELY
        if SECURITY.search(said) or len(SECURITY.findall(self._beside(start, end))) >= 2:
            return HALF
        return HALF if ELSEWHERE.search(said) and not MACHINE.search(said) else 1.0

    def _quotation(self, signal: Signal) -> tuple[int, int] | None:
        """From and to where the quotation stands that a sign lies in, with its marks."""
        before = bisect_right(self._quotations, (signal.start, len(self.text)))
        quotation = self._quotations[before - 1] if before else (0, 0)
        return quotation if signal.end <= quotation[1] else None

    def _beside(self, start: int, end: int) -> str:
        """What stands before and after a stretch."""
        before = self.text[max(0, start - WINDOW_CHARACTERS) : start]
        return f"{before}\n{self.text[end : end + WINDOW_CHARACTERS]}"

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [match.span() for match in QUOTED.finditer(self.text)]
