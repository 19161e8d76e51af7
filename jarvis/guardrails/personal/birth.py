"""Dates of birth: dates that the text says somebody was born on."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.spans import at_places

HINTS = ("birth", "born", "dob", "d.o.b", "nac", "cumpl", "bday", "b.day", "b. ")
"""Each word for a birth has one of these in it."""

WORD = re.compile(
    r"""(?:
        (?P<noun> (?:date|day) [ _]? of [ _]? birth | birth [ _-]? date | birth[ _]dt
          | d\.?o\.?b\b\.? | b\.?day\b | b\.(?=[ ]\d)
          | f(?:echa|\.|ec\.?|) [ _]? (?:de[ _])? nac (?:imiento)? \b\.?
          | nacimiento )
      | (?P<day> birthday | cumplea[ñn]os | cumple | cumplo(?:[ ]a[ñn]os)? )
      | (?P<verb> born | nacid[oa]s? | nac[ií] | naci[óo] )
    ) (?![^\W\d_])""",
    re.VERBOSE,
)
"""In small letters."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ene(?:ro)?|feb(?:rero)?|marzo|abr(?:il)?|mayo|junio"
    r"|julio|ago(?:sto)?|set?(?:p?tiembre)?|septiembre|octubre|noviembre|dic(?:iembre)?)\b\.?"
)
DATE = re.compile(
    rf"""(?<![\d/.-]) (?:
        (?P<iso>(?:19|20)\d\d) (?P<a>[/.-]) \d{{1,2}} (?P=a) \d{{1,2}}
      | \d{{1,2}} (?P<b>[/.-]|[ ]) \d{{1,2}} (?P=b) (?P<short>\d{{4}}|\d\d)
      | (?P<digits>(?:19|20)\d{{2}}) (?:0[1-9]|1[0-2]) (?:[0-2]\d|3[01])
      | \d{{1,2}} (?:st|nd|rd|th|[.ºo°])? [ -]? (?:of[ ]|de[ ]|day[ ]of[ ])? {MONTH}
            (?: (?:,[ ]?|[ ]del?[ ]|[ -]) (?P<after>\d{{4}}) )?
      | {MONTH} [ ] \d{{1,2}} (?:st|nd|rd|th)? (?: ,?[ ](?:del?[ ])? (?P<last>\d{{4}}) )?
    ) (?!\d|[/.-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
DIGIT = re.compile(r"\d")
BETWEEN = 64
"""Characters between the word and the date: "born to Irish parents in Boston, on …"."""

SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-ZÁÉÍÓÚÑ¿¡])|\n\s*\n")
NOT_BORN = re.compile(
    r"(?i)\b(?:company|constitution|law|firm|startup|project|idea|republic|democracy|movement|party"
    r"|nation|country|state|band|club|newspaper|magazine|website|brand|empire|festival|tradition"
    r"|agency|union|university|museum|theatre"
    r"|empresa|compañía|constitución|ley|proyecto|rep[úu]blica|democracia|movimiento|partido"
    r"|naci[óo]n|pa[íi]s|banda|grupo|club|peri[óo]dico|revista|marca|imperio|festival|tradici[óo]n"
    r"|agencia|asociaci[óo]n|universidad|museo|teatro|peseta|euro|internet|web)"
    r"[^\w.!?;]{1,3}(?:\w+[^\w.!?;]{1,3}){0,4}\Z"
)
"""Things are born, too."""

SUBJECT_AFTER = re.compile(r" (?:el|la|los|las|una?|est[ea]|su|nuestr[oa]) ")
OTHER_VERB = re.compile(
    r"(?i)\b(?:was|were|is|died|married|released|published|elected|founded|fue|muri[óo]|falleci[óo]"
    r"|cas[óo]|public[óo]|fund[óo])\b"
)
"""The date is that of what happened last: "born in Leeds, died on …"."""

PARTY = re.compile(
    r"(?i)\b(?:party|bash|present|gift|dinner|card|fiesta|regalo|cena|celebra\w{0,6})\b"
)
OLDEST = 1900
"""Whoever was born before isn't anybody's private matter any more."""


def births(text: str, small: str) -> Iterator[Finding]:
    """Dates of birth, numeric or in words; without a year where it is a birthday."""
    for word in at_places(WORD, small, HINTS, before=16):
        if text[word.start() - 1 : word.start()].isalnum():
            continue
        date = _after(text, word) or _before(text, word)
        if date is not None:
            yield Finding(Check.PII, "birth_date", *date.span(), 0.9, "a date of birth")


def _after(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """The date that follows, in the same sentence."""
    if not DIGIT.search(text, word.end(), word.end() + BETWEEN + 24):
        return None
    date = DATE.search(text, word.end(), word.end() + BETWEEN + 24)
    if date is None or date.start() > word.end() + BETWEEN:
        return None
    between = text[word.end() : date.start()]
    elsewhere = word["verb"] and (OTHER_VERB.search(between) or _of_a_thing(text, word, between))
    if elsewhere or not _leads_on(word, between):
        return None
    around = text[max(0, word.start() - 24) : date.start()]
    return date if _fits(date, word, around) else None


def _leads_on(word: re.Match[str], between: str) -> bool:
    """Whether the sentence, or the table's row, goes on from the word to its date."""
    if SENTENCE_END.search(between) or (word[0] == "b." and between.strip()):
        return False
    in_a_table = word["noun"] and between[:1] in ',;|\t\n"'
    return bool(in_a_table) or not any(map(str.isdigit, between))


def _before(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """12/03/1985 (date of birth)."""
    if not word["noun"]:
        return None
    for date in DATE.finditer(text, max(0, word.start() - 28), word.start()):
        if _year(date) and re.fullmatch(r"[\s(,:-]{0,4}", text[date.end() : word.start()]):
            return date
    return None


def _of_a_thing(text: str, word: re.Match[str], between: str) -> bool:
    """The company was born …; nació la idea …"""
    if SUBJECT_AFTER.match(between) and NOT_BORN.search(between):
        return True
    return bool(NOT_BORN.search(text[max(0, word.start() - 60) : word.start()]))


def _fits(date: re.Match[str], word: re.Match[str], around: str) -> bool:
    year = _year(date)
    if year is None:
        return bool(word["day"]) and not PARTY.search(around)
    return len(year) == 2 or int(year) >= OLDEST


def _year(date: re.Match[str]) -> str | None:
    return date["iso"] or date["short"] or date["digits"] or date["after"] or date["last"]
