"""The forms in which Spanish gives an order, from an infinitive.

Tú, usted, vosotros and ustedes; the infinitive, and the future, which order as well; the polite
"que dejara"; and each with the pronouns that are written together with it ("olvídalas",
"mostrarme"). Forms that tell what somebody did are left out. Without accents.
"""

PRONOUNS = """lo la los las le les te se me nos os
    melo mela melos melas telo tela selo sela"""

SHORT = {"haz", "di", "pon", "ten", "sal", "expon", "supon", "contraven"}
"""Imperatives that are the bare stem."""

BEFORE_E = {"c": "qu", "g": "gu", "z": "c"}
BEFORE_A = {"g": "j"}


def forms(entry: str) -> set[str]:
    """Every form of order.

    Args:
        entry: an infinitive, then the stems that differ, after colons: "mostrar:muestr",
            "decir:di:dig", "obedecer::obedezc".
    """
    infinitive, present, subjunctive = (*entry.split(":"), "", "")[:3]
    stem, vowel = infinitive[:-2], infinitive[-2]
    present = present or stem
    if vowel == "a":
        polite = _before_e(subjunctive or present)
        imperative, ending, past = f"{present}a", "e", f"{stem}ara"
    else:
        polite = subjunctive or _before_a(present)
        imperative, ending, past = f"{present}e", "a", f"{stem}iera"
    if present in SHORT:
        imperative = present
    future = f"{infinitive}a"
    alone = {f"{polite}{ending}s", f"{polite}{ending}is", f"{stem}{vowel}d"}
    alone |= {past, f"{past}s", future, f"{future}s"}
    joined = {imperative, f"{polite}{ending}", f"{polite}{ending}n", infinitive}
    return alone | {form + pronoun for form in joined for pronoun in ("", *PRONOUNS.split())}


def _before_e(stem: str) -> str:
    return stem[:-1] + BEFORE_E.get(stem[-1], stem[-1])


def _before_a(stem: str) -> str:
    return stem[:-1] + BEFORE_A.get(stem[-1], stem[-1])
