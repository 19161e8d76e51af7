"""Words after which a value may come that must stay in one piece, in English and Spanish."""

import re

KEYS = (
    "pass(?:word|wd|code|phrase)?s?|pwd|pin|secret|token|key|credentials?|bearer|login|"
    "claves?|contrase[ñn]as?|credencial(?:es)?|secreto"
)
PERSON = (
    "phone|tel|tel[ée]fono|m[óo]vil|mobile|cell|fax|whatsapp|card|tarjeta|visa|mastercard|amex|"
    "iban|account|cuenta|dni|nie|nif|cif|ssn|security|seguridad|passport|pasaporte|birth|birthday|"
    "born|dob|nacid[oa]|nacimiento|naci[óo]|cumplea[ñn]os|e-?mail|correo|ip|number|n[úu]mero"
)
STREET = (
    "calle|c/|avda|avenida|plaza|pza|paseo|carretera|camino|ronda|traves[íi]a|urbanizaci[óo]n|"
    "address|direcci[óo]n|domicilio|street|road|avenue|lane|drive|boulevard|court|square|"
    "st|rd|ave|blvd|ln|apt|suite|box|apartado|piso|portal"
)
LABEL = re.compile(rf"(?<!\w)(?:{KEYS}|{PERSON}|{STREET})(?!\w)", re.IGNORECASE)
STREETS = re.compile(rf"(?<!\w)(?:{STREET})(?!\w)", re.IGNORECASE)
AWAITING = re.compile(
    rf"(?<![^\W_])(?:{KEYS}|{PERSON}|{STREET})"
    r"(?:[^\n:=]{0,24}[:=]|\W{1,3}(?:is|es|are|son))?"
    r"[\s*_`\"'>|-]{0,16}\Z",
    re.IGNORECASE,
)
"""A line that ends with a label: its value comes on the next one."""

SHORTENED = (
    "mr mrs ms dr prof rev gen col capt sgt st ave blvd rd apt ste dept est inc ltd jr sr vs viz "
    "approx cf sra srta srs dra dña avda av pza izq dcha esq prov depto admón gral excmo aprox "
    "urb ctra núm"
)
ABBREVIATIONS = frozenset(SHORTENED.split())
"""Words that a full stop shortens; before a number every short word may be one."""
