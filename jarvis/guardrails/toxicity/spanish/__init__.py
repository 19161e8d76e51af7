"""What harms or hurts in Spanish: words by role, and the rules that read them.

The lists exist to recognise abuse, not to be complete: a word is here if a rule reads it. `_` joins
the words of a phrase. Ordinary words that look like bad ones stand under SAFE, as phrases, so that
they are read as something else. Verbs are conjugated by `inflecting`.
"""

from jarvis.guardrails.toxicity.inflecting import listed, with_clitics
from jarvis.guardrails.toxicity.spanish import abuse, abuse_rules, harm, harm_rules, surroundings
from jarvis.guardrails.toxicity.spanish.abuse import BREAK, HURT_ONESELF, KILL, PURGE
from jarvis.guardrails.toxicity.spanish.harm import ABUSE, HIDE, MAKE, STEAL, TRACK

WORDS = {**abuse.WORDS, **harm.WORDS, **surroundings.WORDS}
RULES = (*abuse_rules.RULES, *harm_rules.RULES)

SPLIT = with_clitics(
    f"{KILL} {BREAK} {HURT_ONESELF} {PURGE} {MAKE} {ABUSE} {TRACK} {STEAL} {HIDE}"
) | {
    form + clitic: (form, clitic)
    for form in ("arrepentir", "acordar", "echar", "follar", "chupar", "morir", "cortar")
    for clitic in ("te", "me", "se", "os", "lo", "la", "los", "las")
}
"""Words that stand for several: verbs with their pronouns."""

CORE = frozenset(
    listed(
        "FOTOS NOMBRE_A TIMAR PADECER ODIADO DEPORTEN CORRERSE VIL TRIZAS SUPERIORES INSULTO "
        "INSULTO_A BLANDO BASURA MALDICION ASCO SIRVE POLLA GRUPO INSULTO_GRUPO VUELVE HITLER "
        "MATAR MATARE ROMPER ROMPERE MUERTO MORIRAS PAGAR VIVES AVISO VIVO MUERAS ESPIAR "
        "ENFERMEDAD TIRO PALIZA BOMBA MATA MATAS SUICIDAR VENAS TIRA ACABA ECHAR SUICIDIO "
        "PASTILLAS LETAL AYUNO CORTES ARMA MALWARE ABUSAR VENENO DROGA SEDADA ENTERE CADAVER "
        "ROBAR ARMA_FUEGO PRECURSOR PARTE ACTO FOLLAR EROTICO DESNUDO TACO ESPIA PROANA FULANA "
        "CUCHILLO MATO FUEGO FOLLAME SEXO FALSO ATAQUE VIVIR PURGAD PURGA MORIR MIERDA"
    )
)
"""Roles of words that are rare in ordinary prose; each rule needs one."""
