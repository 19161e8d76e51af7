"""Street addresses as Spanish writes them: kind of street, name, number, floor, postcode, town."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.amounts import counts
from jarvis.guardrails.personal.labels import Label, said
from jarvis.guardrails.spans import begins, places

REACH = 90
"""Characters from the kind of street within which its number stands."""

LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
CAPITAL = "A-ZÀ-ÖØ-Þ"

SURE_STREET = r"""(?:[Cc]alle\b|CALLE|[Cc]/|[Cc]l\.|[Aa]v(?:enida|da\b\.?|\.)|AVENIDA|AVDA\.?
    |[Pp]laza|PLAZA|[Pp]l?za\b\.?|[Pp]aseo|PASEO|P\.?[ºo]\.?[ ]|[Cc]tra\b\.?|[Gg]lorieta
    |[Cc]allejón|[Uu]rbanización|[Uu]rb\.|[Rr]ambla|[Cc]arrer\b|[Tt]ravesía|[Bb]ulevar|[Pp]asaje|R[úu]a\b|Praza|Plaça|Avinguda
    |Passeig)"""
VAGUE_STREET = r"""(?:[Cc]arretera|[Cc]amino|[Rr]onda|[Cc]uesta|[Pp]olígono|[Aa]lameda|[Cc]arrera
    |[Cc]ra\.|[Cc]alzada|[Jj]irón|[Dd]iagonal|[Tt]ransversal|[Gg]ran[ ]Vía|[Bb]arrio)"""
"""These mean much else besides: a race, a way, a round."""

PROPER = rf"(?:[{CAPITAL}][\w.'-]{{0,24}}|\d{{1,2}}[ ]de[ ][{CAPITAL}]\w{{2,12}})[ ,]{{1,2}}"
NAME = rf"(?:(?:(?:de|del|la|las|los|el|y|e|i|do|da|san|santa|d')[ ]|{PROPER}){{0,6}}{PROPER})"
ANY_NAME = rf"(?:[{LETTER}][\w.'-]{{0,24}}[ ,]{{1,2}}){{1,5}}"
NUMBER_WORD = r"(?:[Nn](?:\.?[ºo°]|\.|úm|um)\.?|número|\#)"
NUMBER = rf"""(?:
      (?P<numbered>{NUMBER_WORD}[ ]?)?
      \d{{1,4}} (?: [ ]?(?:bis|[A-Z])\b | [a-z]\b )? (?: [ ]?-[ ]?\d{{1,4}}\b )?
    | s/n\b
    | km\.?[ ]?\d{{1,4}}(?:[.,]\d)?
    ) (?![\d/:%]|[.,]\d)"""

SIDE = r"(?:[A-Z]\b|izq\w{0,6}\.?|izda\.?|dcha\.?|derecha|centro)"
FLOOR = rf"""(?:,?[ ](?:
      \d{{1,2}} (?:[ ]?[.ºo°ªa]{{1,2}})? [ ]? {SIDE}
    | \d{{1,2}} [ ]? [.ºo°ªa]{{1,2}} (?!\w)
    | \d{{1,2}} (?:r|n|t|è|er)\b                                          # Catalan: 1r 2a
    | (?:piso|planta|portal|puerta|pta\.?|escalera|esc\.?|local|bloque|bl\.?|apto\.?|depto\.?|letra)
      [ ]\w{{1,4}}[ºª]?
    | bajo\b (?:[ ][A-Z]\b)? | ático\b | entresuelo\b )){{0,4}}"""
TOWN = rf"""[{CAPITAL}][\w'-]{{1,24}}
    (?:[ ](?:de|del|la|las|los|el|[{CAPITAL}][\w'-]{{1,24}})\b){{0,4}}"""
POSTCODE = r"(?:C\.?P\.?:?[ ]?)?(?:0[1-9]|[1-4]\d|5[0-2])\d{3}\b"
"""The first two digits are the province, 01 to 52."""

PLACE = rf"""(?P<postcode>(?:,[ ]?\n?|[ ]?\n|[ ]-?[ ]?){POSTCODE},?(?:[ ]?-?[ ]?{TOWN})?)?
    (?:(?:,[ ]|[ ]\(){TOWN}(?=[,.;)\n"]|\Z)\)?){{0,2}}"""

STREETS = (
    *("calle", "c/", "cl.", "avenida", "avda", "av.", "plaza", "pza", "plza", "paseo", "pº", "p.º"),
    *(
        "po ",
        "p.o ",
        "ctra",
        "glorieta",
        "urb",
        "rambla",
        "carrer",
        "travesía",
        "bulevar",
        "pasaje",
    ),
    *("rúa", "rua", "praza", "plaça", "avinguda", "passeig", "carretera", "camino", "ronda"),
    *("cuesta", "polígono", "alameda", "cra.", "calzada", "jirón", "diagonal", "transversal"),
    *("gran vía", "barrio"),
)
"""How those begin, in small letters."""

HOUSE = re.compile(r"\d|s/n")
SURE = re.compile(rf"{SURE_STREET}[ ]?{NAME}{NUMBER}{FLOOR}{PLACE}", re.VERBOSE)
VAGUE = re.compile(rf"{VAGUE_STREET}[ ,]{{0,2}}{NAME}?{NUMBER}{FLOOR}{PLACE}", re.VERBOSE)
GRID = re.compile(
    rf"""(?:{SURE_STREET}|{VAGUE_STREET})[ ]?\d{{1,3}}[ ]?(?:[A-Z]\b|bis|sur|norte)?[ ]?
    (?:\#|[Nn][o°º]\.?)[ ]?\d{{1,3}}[ ]?(?:[A-Z]\b)?[ ]?-[ ]?\d{{1,3}}\b{PLACE}""",
    re.VERBOSE,
)
"""Colombia's: Calle 72 # 10-34."""

SMALL_LETTERS = re.compile(
    rf"""(?:{SURE_STREET}|{VAGUE_STREET})[ ]{ANY_NAME}{NUMBER}
    (?P<floor>,?[ ]\d{{1,2}}(?:[ ]?[.ºo°ªa]{{1,2}})?[ ]?
        (?:[A-Za-z]|izq\w{{0,6}}|dcha|derecha)\b\.?)?
    {FLOOR} (?P<postcode>,?[ ]{POSTCODE}(?:[ ][{LETTER}]{{2,24}})?)?""",
    re.VERBOSE,
)
BOX = re.compile(
    rf"A(?:partado[ ](?:de[ ][Cc]orreos|[Pp]ostal)|pdo\.?)[ ](?:n[ºo]\.?[ ])?\d{{1,6}}\b{PLACE}",
    re.VERBOSE,
)
COLONIA = re.compile(
    rf"""\b(?:{PROPER}){{1,4}}(?:{NUMBER_WORD}[ ]?)?\d{{1,5}}(?:[ ]?-?[A-Z]\b)?
    ,[ ][Cc]ol(?:\.|onia)[ ]{TOWN}{PLACE}""",
    re.VERBOSE,
)
"""Mexico leaves the kind of street out: Insurgentes Sur 1832, col. Florida."""

COLONIA_REACH = 60
YEAR = re.compile(r"(?:19|20)\d\d\Z")
SOMETHING_COUNTED = re.compile(
    r"[ ](?:de[ ](?:\w{4,10}bre|enero|febrero|marzo|abril|mayo|junio|julio|agosto)|muert|herid"
    r"|detenid|minut|hora|d[íi]as|niñ|mujer|hombr|coche|casas?\b|a[ ]\d)"
)


def spanish_addresses(text: str, small: str) -> Iterator[Finding]:
    """Street and number, Colombia's grids, Mexico's colonias and post-office boxes."""
    for start in places(small, STREETS):
        if HOUSE.search(text, start, start + REACH) and begins(text, start):
            match = _address(text, start)
            if match is not None:
                yield _finding(match)
    if "Apartado" in text or "Apdo" in text:
        for match in BOX.finditer(text):
            yield _finding(match)
    for at in places(small, (", col",)):
        if match := COLONIA.search(text, max(0, at - COLONIA_REACH), at + REACH):
            yield _finding(match)


def _finding(match: re.Match[str]) -> Finding:
    end = match.start() + len(match[0].rstrip(" ,\n"))
    return Finding(Check.PII, "address", match.start(), end, 0.9, "a street address")


def _address(text: str, start: int) -> re.Match[str] | None:
    """The address whose kind of street stands at `start`."""
    if grid := GRID.match(text, start):
        return grid
    if (sure := SURE.match(text, start)) and _is_a_house(text, sure):
        return sure
    called = said(text, start, Label.ADDRESS)
    vague = VAGUE.match(text, start)
    if vague and (called or _tells(vague)) and _is_a_house(text, vague):
        return vague
    small = SMALL_LETTERS.match(text, start)
    abbreviated = text.startswith("/", start + 1)  # c/
    told = called or abbreviated
    if small and (told or small["floor"] or small["postcode"]) and _is_a_house(text, small):
        return small
    return None


def _tells(match: re.Match[str]) -> bool:
    """Whether it is written as addresses are."""
    return bool(match["postcode"] or match["numbered"] or "," in match[0] or "s/n" in match[0])


def _is_a_house(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a house's, and neither a year nor how many there were."""
    if match["postcode"]:
        return True
    if YEAR.search(match[0]) and not ("," in match[0] or match["numbered"]):
        return False
    return not (counts(text, *match.span()) or SOMETHING_COUNTED.match(text, match.end()))
