"""Whether a number is an amount rather than a name: of money, of people, of bytes."""

import re

MONEY_BEFORE = re.compile(r"(?:[$€£¥#~<>]|\b(?:USD|EUR|GBP|MXN|US\$))\s?\Z")
COUNTED = re.compile(
    r"""\s{0,2}(?:
        [€$£¥%°‰]
      | (?: euros? | eur | usd | gbp | d[óo]lar(?:es)? | dollars? | pesos | pounds | libras
          | habitantes | personas | people | inhabitants | users | usuarios | followers
          | seguidores | descargas | downloads | bytes | bits | votos | votes | acciones | shares
          | min | minut[oe]s? | horas? | hours? | segundos | seconds | d[íi]as | days | cm | mm | m
          | ml | mg
          | veces | times | years | a[ñn]os | km2? | kil[óo]metros | m2 | metros | meters | metres
          | miles | millas | kg | tons | toneladas | hect[áa]reas | acres | frames | rows | filas
          | copies | copias | ejemplares | views | visitas | units | unidades | millones
          | million | particles | cells | c[ée]lulas | steps | pasos | iterations | iteraciones
          | visitantes | visitors | espectadores | tokens | par[áa]metros | parameters
        )\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def counts(text: str, start: int, end: int) -> bool:
    """Whether a number is an amount: of money, of people, of bytes."""
    return bool(COUNTED.match(text, end) or MONEY_BEFORE.search(text[max(0, start - 5) : start]))
