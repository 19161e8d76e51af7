"""The forms of English and Spanish words, so that the lexicons name each word once.

Regular inflection only, and only forms that the rules read; irregular stems are handed in. No
accents are needed: everything is folded before it is compared.
"""

from jarvis.guardrails.toxicity.folding import folded

CLITICS = ("me", "te", "se", "nos", "os", "lo", "la", "le", "los", "las", "les")
PAIRS = ("telo", "tela", "melo", "mela", "selo", "sela", "selos", "selas", "teme", "tele")


def plurals(nouns: str) -> set[str]:
    """English nouns, and their plurals."""
    forms: set[str] = set()
    for noun in nouns.split():
        if noun.endswith(("s", "x", "z", "ch", "sh")):
            forms |= {noun, noun + "es"}
        elif noun.endswith("y") and noun[-2] not in "aeiou":
            forms |= {noun, noun[:-1] + "ies"}
        else:
            forms |= {noun, noun + "s"}
    return forms


def gerunds(verbs: str) -> set[str]:
    """The -ing forms of English verbs; `stab+` doubles its last letter."""
    forms = set()
    for verb in verbs.split():
        base = verb.rstrip("+")
        if verb != base:
            forms.add(base + base[-1] + "ing")
        elif base.endswith("ie"):
            forms.add(base[:-2] + "ying")
        else:
            forms.add((base[:-1] if base.endswith("e") and base[-2:] != "ee" else base) + "ing")
    return forms


def bare(verbs: str) -> set[str]:
    """English verbs without the mark that `gerunds` reads."""
    return {verb.rstrip("+") for verb in verbs.split()}


def genders(adjectives: str) -> set[str]:
    """Spanish nouns and adjectives in both genders and numbers."""
    forms: set[str] = set()
    for adjective in map(folded, adjectives.split()):
        if adjective.endswith("o"):
            stem = adjective[:-1]
            forms |= {stem + end for end in ("o", "a", "os", "as")}
        elif adjective.endswith(("a", "e", "i", "u", "y")):
            forms |= {adjective, adjective + "s"}
        elif adjective.endswith("s"):
            forms.add(adjective)
        elif adjective.endswith("z"):
            forms |= {adjective, adjective[:-1] + "ces"}
        else:
            forms |= {adjective, adjective + "es"}
            if adjective.endswith(("on", "or", "in", "an")):
                forms |= {adjective + "a", adjective + "as"}
    return forms


def diminutives(adjectives: str) -> set[str]:
    """Spanish -ito and -azo, which soften or sharpen an insult without changing what it is."""
    forms: set[str] = set()
    for adjective in map(folded, adjectives.split()):
        stem = adjective[:-1] if adjective[-1] in "oae" else adjective
        if stem.endswith("c"):
            stem = stem[:-1] + "qu"
        for suffix in ("ito", "azo", "ote"):
            forms |= {stem + suffix[:-1] + end for end in ("o", "a", "os", "as")}
    return forms


def _soft(stem: str) -> str:
    """The stem of an -ar verb before e, as it is spelt."""
    for hard, soft in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem


def spanish_verb(entry: str) -> dict[str, set[str]]:
    """The forms of a Spanish verb by what they do.

    Args:
        entry: the infinitive; after a slash, the stem that is stressed: `colgar/cuelg`.

    Returns:
        INF "matar", FUT "mataré, mataremos" (also the present, "mato"), IMP "mata, mate, matad",
        SUBJ "mates, maten", PAST "mató", GER "matando".
    """
    infinitive, _, stressed = folded(entry).partition("/")
    stem, ending = infinitive[:-2], infinitive[-2:]
    stressed = stressed or stem
    ar = ending == "ar"
    soft, stem_soft = (_soft(stressed), _soft(stem)) if ar else (stressed, stem)
    vowel, other = ("a", "e") if ar else ("e", "a")
    return {
        "INF": {infinitive},
        "FUT": {infinitive + "e", infinitive + "emos", stressed + "o", stem + ending[0] + "mos"},
        "IMP": {stressed + vowel, soft + other, soft + other + "n", stem + ending[0] + "d"},
        "SUBJ": {soft + other + end for end in ("", "s", "n", "is")} | {stem_soft + other + "is"},
        "SAYS": {stressed + vowel + end for end in ("s", "n")} | {stem + ending[0] + "s"},
        "PAST": {stem + ("o" if ar else "io"), stem + ("aron" if ar else "ieron")},
        "GER": {stem + ("ando" if ar else "iendo")},
    }


def spanish_verbs(entries: str, *kinds: str) -> set[str]:
    """The forms of some kinds of several verbs."""
    verbs = [spanish_verb(entry) for entry in entries.split()]
    return {form for verb in verbs for kind in kinds for form in verb[kind]}


def with_clitics(entries: str) -> dict[str, tuple[str, ...]]:
    """What pronouns make of infinitives, gerunds and imperatives: "matarte" for "matar te"."""
    split: dict[str, tuple[str, ...]] = {}
    for form in spanish_verbs(entries, "INF", "IMP", "GER"):
        split |= {form + clitic: (form, clitic) for clitic in CLITICS}
        split |= {form + pair: (form, pair[:2], pair[2:]) for pair in PAIRS}
    return split


def listed(words: str) -> set[str]:
    """Words as they stand."""
    return set(words.split())
