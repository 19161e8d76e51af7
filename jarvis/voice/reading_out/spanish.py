"""Spanish: what figures, units, abbreviations and signs are called."""

import re

from jarvis.voice.reading_out.lexicon import Currency, Lexicon, Unit


def _unit(one: str, many: str = "", *, feminine: bool = False) -> Unit:
    return Unit(one, many or f"{one}s", feminine)


_UNITS = {
    "km/h": _unit("kilómetro por hora", "kilómetros por hora"),
    "m/s": _unit("metro por segundo", "metros por segundo"),
    "mph": _unit("milla por hora", "millas por hora", feminine=True),
    "tokens/s": _unit("token por segundo", "tokens por segundo"),
    "MB/s": _unit("megabyte por segundo", "megabytes por segundo"),
    "GB/s": _unit("gigabyte por segundo", "gigabytes por segundo"),
    "Mbit/s": _unit("megabit por segundo", "megabits por segundo"),
    "Mbps": _unit("megabit por segundo", "megabits por segundo"),
    "°C": _unit("grado Celsius", "grados Celsius"),
    "ºC": _unit("grado Celsius", "grados Celsius"),
    "°F": _unit("grado Fahrenheit", "grados Fahrenheit"),
    "°": _unit("grado"),
    "%": _unit("por ciento", "por ciento"),
    "km²": _unit("kilómetro cuadrado", "kilómetros cuadrados"),
    "m²": _unit("metro cuadrado", "metros cuadrados"),
    "cm²": _unit("centímetro cuadrado", "centímetros cuadrados"),
    "m³": _unit("metro cúbico", "metros cúbicos"),
    "cm³": _unit("centímetro cúbico", "centímetros cúbicos"),
    "km": _unit("kilómetro"),
    "m": _unit("metro"),
    "cm": _unit("centímetro"),
    "mm": _unit("milímetro"),
    "µm": _unit("micrómetro"),
    "nm": _unit("nanómetro"),
    "ft": _unit("pie"),
    "lb": _unit("libra", feminine=True),
    "oz": _unit("onza", feminine=True),
    "kg": _unit("kilogramo"),
    "g": _unit("gramo"),
    "mg": _unit("miligramo"),
    "l": _unit("litro"),
    "L": _unit("litro"),
    "ml": _unit("mililitro"),
    "mL": _unit("mililitro"),
    "h": _unit("hora", feminine=True),
    "min": _unit("minuto"),
    "s": _unit("segundo"),
    "ms": _unit("milisegundo"),
    "µs": _unit("microsegundo"),
    "ns": _unit("nanosegundo"),
    "TB": _unit("terabyte"),
    "GB": _unit("gigabyte"),
    "MB": _unit("megabyte"),
    "KB": _unit("kilobyte"),
    "kB": _unit("kilobyte"),
    "GiB": _unit("gibibyte"),
    "MiB": _unit("mebibyte"),
    "KiB": _unit("kibibyte"),
    "Hz": _unit("hercio"),
    "kHz": _unit("kilohercio"),
    "MHz": _unit("megahercio"),
    "GHz": _unit("gigahercio"),
    "W": _unit("vatio"),
    "kW": _unit("kilovatio"),
    "MW": _unit("megavatio"),
    "kWh": _unit("kilovatio hora", "kilovatios hora"),
    "V": _unit("voltio"),
    "mA": _unit("miliamperio"),
    "mAh": _unit("miliamperio hora", "miliamperios hora"),
    "kcal": _unit("kilocaloría", feminine=True),
    "dB": _unit("decibelio"),
    "px": _unit("píxel", "píxeles"),
}

_DOLLAR = Currency("dólar", "dólares", "centavo", "centavos")
_EURO = Currency("euro", "euros", "céntimo", "céntimos")
_POUND = Currency("libra", "libras", "penique", "peniques", feminine=True)
_YEN = Currency("yen", "yenes", "sen", "sen")

_ABBREVIATIONS = {
    "p. ej.": "por ejemplo",
    "p.ej.": "por ejemplo",
    "etc.": "etcétera",
    "aprox.": "aproximadamente",
    "ud.": "usted",
    "uds.": "ustedes",
    "vd.": "usted",
    "ee. uu.": "Estados Unidos",
    "ee.uu.": "Estados Unidos",
    "ee. uu": "Estados Unidos",
    "ee.uu": "Estados Unidos",
    "a. c.": "antes de Cristo",
    "a.c.": "antes de Cristo",
    "d. c.": "después de Cristo",
    "d.c.": "después de Cristo",
    "a. m.": "de la mañana",
    "a.m.": "de la mañana",
    "p. m.": "de la tarde",
    "p.m.": "de la tarde",
    "vs.": "contra",
    "dpto.": "departamento",
    "tel.": "teléfono",
    "tfno.": "teléfono",
    "avda.": "avenida",
    "s. a.": "S A",
}
_BEFORE_CAPITAL = {
    "sr.": "señor",
    "sra.": "señora",
    "srta.": "señorita",
    "sres.": "señores",
    "dr.": "doctor",
    "dra.": "doctora",
    "d.": "don",
    "dña.": "doña",
    "prof.": "profesor",
    "profa.": "profesora",
    "lic.": "licenciado",
    "ing.": "ingeniero",
    "gral.": "general",
    "sta.": "santa",
    "sto.": "santo",
    "c/": "calle",
}
_NUMBERED = {
    "n.º": "número",
    "n.°": "número",
    "nº": "número",
    "n°": "número",
    "núm.": "número",
    "pág.": "página",
    "págs.": "páginas",
    "p.": "página",
    "pp.": "páginas",
    "fig.": "figura",
    "cap.": "capítulo",
    "vol.": "volumen",
    "art.": "artículo",
    "ap.": "apartado",
    "sec.": "sección",
}
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_CURRENCIES = {
    "$": _DOLLAR, "USD": _DOLLAR, "€": _EURO, "EUR": _EURO, "£": _POUND, "GBP": _POUND,
    "¥": _YEN, "JPY": _YEN,
}  # fmt: skip
_MULTIPLES = {
    "k": "mil", "K": "mil", "mil": "mil", "M": "millones", "millón": "millón",
    "millones": "millones", "mil millones": "mil millones",
}  # fmt: skip
_FRACTIONS = {
    "1/2": "un medio", "1/4": "un cuarto", "3/4": "tres cuartos", "1/3": "un tercio",
    "2/3": "dos tercios", "1/5": "un quinto", "2/5": "dos quintos", "3/5": "tres quintos",
    "4/5": "cuatro quintos", "1/6": "un sexto", "5/6": "cinco sextos", "1/8": "un octavo",
    "3/8": "tres octavos", "5/8": "cinco octavos", "7/8": "siete octavos", "1/10": "un décimo",
}  # fmt: skip
_LETTERS = (
    "IA API CPU GPU URL UI UX UE USA EEUU IP IBM ISO OS ID IDE USB UDP AWS DNI CEO FMI FBI "
    "ADN ARN BOE ITV FAQ CLI UTC"
)
_SIGNS = {
    "&": "y", "+": "más", "=": "igual a", "==": "igual a", "!=": "distinto de",
    "≠": "distinto de", "<": "menor que", ">": "mayor que", "<=": "menor o igual que",
    "≤": "menor o igual que", ">=": "mayor o igual que", "≥": "mayor o igual que", "×": "por",
    "*": "por", "÷": "entre", "±": "más menos", "≈": "unos", "~": "unos", "/": "barra",
    "\\": "barra invertida", "@": "arroba", "#": "almohadilla", "°": "grados", "%": "por ciento",
    "→": "a", "->": "a", "=>": "da", "^": "elevado a", "√": "la raíz cuadrada de",
    "∞": "infinito", "²": "al cuadrado", "³": "al cubo", "$": "dólares", "€": "euros",
    "£": "libras", "§": "sección", "©": "copyright", "_": "", ".": "punto", "-": "guion",
}  # fmt: skip

SPANISH = Lexicon(
    code="es",
    number=(
        r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?:,[0-9]{1,30})?"
        r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}\.[0-9]{1,30}|[0-9]{1,20}(?:[.,][0-9]{1,30})?)"
    ),
    thousands=".",
    minus="menos",
    point="coma",
    to="a",
    and_="y",
    signs=_SIGNS,
    months=_MONTHS,
    units=_UNITS,
    currencies=_CURRENCIES,
    multiples=_MULTIPLES,
    cents_join="con",
    abbreviations=_ABBREVIATIONS,
    numbered=_NUMBERED,
    before_capital=_BEFORE_CAPITAL,
    fractions=_FRACTIONS,
    letters=frozenset(_LETTERS.split()),
    regnal=re.compile(
        r"(?:Felipe|Carlos|Isabel|Alfonso|Fernando|Juan|Juan Carlos|Juan Pablo|Pedro|Enrique|"
        r"Jaime|Sancho|Ramiro|Luis|Napoleón|Benedicto|Pío|León|Gregorio|Inocencio|Catalina|"
        r"Jorge|Eduardo|Guillermo|Ricardo|Ramsés|Nicolás|Alejandro|Federico|Francisco)"
    ),
    counted=re.compile(
        r"(?:[Cc]apítulo|[Pp]arte|[Vv]olumen|[Aa]cto|[Ll]ibro|[Ss]ección|[Ff]ase|[Tt]ipo|"
        r"[Nn]ivel|[Aa]rtículo|[Tt]ítulo|[Ss]iglos?|[Tt]omo|[Ee]scena|[Gg]rado|Mundial)"
    ),
    link="un enlace a",
    number_sign="número",
)
