"""English: what figures, units, abbreviations and signs are called."""

import re

from jarvis.voice.reading_out.lexicon import Currency, Lexicon, Unit


def _unit(one: str, many: str = "") -> Unit:
    return Unit(one, many or f"{one}s")


_UNITS = {
    "km/h": _unit("kilometre per hour", "kilometres per hour"),
    "m/s": _unit("metre per second", "metres per second"),
    "mph": _unit("mile per hour", "miles per hour"),
    "tokens/s": _unit("token per second", "tokens per second"),
    "MB/s": _unit("megabyte per second", "megabytes per second"),
    "GB/s": _unit("gigabyte per second", "gigabytes per second"),
    "Mbit/s": _unit("megabit per second", "megabits per second"),
    "Mbps": _unit("megabit per second", "megabits per second"),
    "°C": _unit("degree Celsius", "degrees Celsius"),
    "°F": _unit("degree Fahrenheit", "degrees Fahrenheit"),
    "°": _unit("degree"),
    "%": _unit("percent", "percent"),
    "km²": _unit("square kilometre"),
    "m²": _unit("square metre"),
    "cm²": _unit("square centimetre"),
    "m³": _unit("cubic metre"),
    "cm³": _unit("cubic centimetre"),
    "km": _unit("kilometre"),
    "m": _unit("metre"),
    "cm": _unit("centimetre"),
    "mm": _unit("millimetre"),
    "µm": _unit("micrometre"),
    "nm": _unit("nanometre"),
    "ft": _unit("foot", "feet"),
    "lb": _unit("pound"),
    "lbs": _unit("pound"),
    "oz": _unit("ounce"),
    "mi": _unit("mile"),
    "kg": _unit("kilogram"),
    "g": _unit("gram"),
    "mg": _unit("milligram"),
    "l": _unit("litre"),
    "L": _unit("litre"),
    "ml": _unit("millilitre"),
    "mL": _unit("millilitre"),
    "h": _unit("hour"),
    "min": _unit("minute"),
    "s": _unit("second"),
    "ms": _unit("millisecond"),
    "µs": _unit("microsecond"),
    "ns": _unit("nanosecond"),
    "TB": _unit("terabyte"),
    "GB": _unit("gigabyte"),
    "MB": _unit("megabyte"),
    "KB": _unit("kilobyte"),
    "kB": _unit("kilobyte"),
    "GiB": _unit("gibibyte"),
    "MiB": _unit("mebibyte"),
    "KiB": _unit("kibibyte"),
    "Hz": _unit("hertz", "hertz"),
    "kHz": _unit("kilohertz", "kilohertz"),
    "MHz": _unit("megahertz", "megahertz"),
    "GHz": _unit("gigahertz", "gigahertz"),
    "W": _unit("watt"),
    "kW": _unit("kilowatt"),
    "MW": _unit("megawatt"),
    "kWh": _unit("kilowatt hour"),
    "V": _unit("volt"),
    "mA": _unit("milliamp"),
    "mAh": _unit("milliamp hour"),
    "kcal": _unit("kilocalorie"),
    "dB": _unit("decibel"),
    "px": _unit("pixel"),
}

_DOLLAR = Currency("dollar", "dollars", "cent", "cents")
_EURO = Currency("euro", "euros", "cent", "cents")
_POUND = Currency("pound", "pounds", "penny", "pence")
_YEN = Currency("yen", "yen", "sen", "sen")

_ABBREVIATIONS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "et al.": "and others",
    "vs.": "versus",
    "approx.": "approximately",
    "tel.": "telephone",
    "dept.": "department",
    "est.": "estimated",
    "incl.": "including",
    "a.m.": "a m",
    "p.m.": "p m",
    "w/o": "without",
}
_BEFORE_CAPITAL = {
    "dr.": "Doctor",
    "mr.": "Mister",
    "mrs.": "Missus",
    "ms.": "Miz",
    "prof.": "Professor",
    "st.": "Saint",
    "mt.": "Mount",
    "gen.": "General",
    "capt.": "Captain",
    "sen.": "Senator",
}
_NUMBERED = {
    "no.": "number",
    "nos.": "numbers",
    "fig.": "figure",
    "figs.": "figures",
    "p.": "page",
    "pp.": "pages",
    "vol.": "volume",
    "ch.": "chapter",
    "sec.": "section",
    "eq.": "equation",
    "art.": "article",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CURRENCIES = {
    "$": _DOLLAR, "USD": _DOLLAR, "€": _EURO, "EUR": _EURO, "£": _POUND, "GBP": _POUND,
    "¥": _YEN, "JPY": _YEN,
}  # fmt: skip
_MULTIPLES = {
    "k": "thousand", "K": "thousand", "M": "million", "m": "million", "bn": "billion",
    "B": "billion", "thousand": "thousand", "million": "million", "billion": "billion",
    "trillion": "trillion",
}  # fmt: skip
_FRACTIONS = {
    "1/2": "one half", "1/4": "one quarter", "3/4": "three quarters", "1/3": "one third",
    "2/3": "two thirds", "1/5": "one fifth", "2/5": "two fifths", "3/5": "three fifths",
    "4/5": "four fifths", "1/6": "one sixth", "5/6": "five sixths", "1/8": "one eighth",
    "3/8": "three eighths", "5/8": "five eighths", "7/8": "seven eighths", "1/10": "one tenth",
}  # fmt: skip
_LETTERS = (
    "AI CO API CPU GPU TPU NPU URL URI UI UX UK UN EU EEA USA US IP IBM IO ISO OS ID IDE IT IQ "
    "IRS FBI CIA NBA UFC USB UDP IOT AWS SAAS CEO CFO CTO HR PR QA EV ECG MRI DIY FAQ "
    "ETA AKA ASAP RSA AES GUI CLI IEEE IPO ROI UTC EOF OCR ASR TTS"
)
_SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "==": "equals", "!=": "is not equal to",
    "≠": "is not equal to", "<": "less than", ">": "greater than", "<=": "at most",
    "≤": "at most", ">=": "at least", "≥": "at least", "×": "times", "*": "times",
    "÷": "divided by", "±": "plus or minus", "≈": "about", "~": "about", "/": "slash",
    "\\": "backslash", "@": "at", "#": "hash", "°": "degrees", "%": "percent", "→": "to",
    "->": "to", "=>": "gives", "^": "to the power of", "√": "the square root of",
    "∞": "infinity", "²": "squared", "³": "cubed", "$": "dollars", "€": "euros", "£": "pounds",
    "§": "section", "©": "copyright", "_": "", ".": "dot", "-": "dash",
}  # fmt: skip

ENGLISH = Lexicon(
    code="en",
    number=r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,30})?|[0-9]{1,20}(?:\.[0-9]{1,30})?)",
    thousands=",",
    minus="minus",
    point="point",
    to="to",
    and_="and",
    signs=_SIGNS,
    months=_MONTHS,
    units=_UNITS,
    currencies=_CURRENCIES,
    multiples=_MULTIPLES,
    cents_join="and",
    abbreviations=_ABBREVIATIONS,
    numbered=_NUMBERED,
    before_capital=_BEFORE_CAPITAL,
    fractions=_FRACTIONS,
    letters=frozenset(_LETTERS.split()),
    regnal=re.compile(
        r"(?:Elizabeth|Charles|Henry|George|Edward|William|Richard|James|Louis|Philip|Napoleon|"
        r"Peter|Catherine|Nicholas|Alexander|Frederick|Francis|Pius|Benedict|Leo|Innocent|"
        r"Gregory|Ramses|Ramesses|Mary|Victoria|Juan Carlos|Felipe|Alfonso|John Paul)"
    ),
    counted=re.compile(
        r"(?:[Cc]hapter|[Pp]art|[Vv]olume|[Aa]ct|[Bb]ook|[Ss]ection|[Pp]hase|[Tt]ype|[Ll]evel|"
        r"[Aa]rticle|[Ss]cene|[Tt]itle|[Ss]tage|[Cc]lass|[Gg]rade|[Ff]igure|[Tt]able|War)"
    ),
    link="a link to",
    number_sign="number",
)
