"""What kind of harm a sentence is about that cues alone have found: a guess from its words."""

from collections import Counter
from collections.abc import Mapping

from jarvis.guardrails.finding import Check
from jarvis.guardrails.learnt.reading import sentences

CLASSES: Mapping[Check, Mapping[str, str]] = {
    Check.INJECTION: {
        "override": "FORGET FORGETTING IGNORES PRIOR OVERRULES VOIDED OMITTED APPLIES",
        "role_change": "ROLE BEYOU YOURE CHARACTER IMAGINE",
        "system_prompt": "PROMPT DISCLOSE REPEAT CONFIG START TOP RECEIVED THEYGAVE",
        "jailbreak": "LIMIT FILTER SAFETY HARMFUL FREE FREELY UNBOUND REFUSE MODE GODLY LONGER",
        "exfiltration": "SEND DATA LINKWORD",
        "concealment": "SECRETLY USER",
    },
    Check.TOXICITY: {
        "insult": "ADJ INSULT INSULTO INSULTO_A MILD BLANDO NOMBRE_A BASURA TRASH",
        "hate": """SLUR WEAKSLUR GROUP GRUPO ETHNIC INSULTO_GRUPO DEHUMAN DESHUMANO VIL VILE RUIN
            DEPORT DEPORTEN EXPELLED PURGE PURGA PURGAD COUNTRY PAIS HITLER KIND""",
        "threat": """KILL KILLED MATAR MATARE MATAS MATO BREAK ROMPER ROMPERE BACK AVISO PAGAR
            BULLET TIRO PALIZA MORIRAS BURN KNIFE CUCHILLO TRIZAS""",
        "sexual": """SEX SEXO SEXUAL EROTIC EROTICO PORNACT PART PARTE DICK POLLA FOLLAR FOLLAME
            NAKED DESNUDO PICS VULGAR PENETRATE""",
        "self_harm": """SUICIDE SUICIDIO SUICIDAR KYS KILLSELF ACABA PILLS PASTILLAS WRISTS VENAS
            STARVE AYUNO CUTS CORTES JUMP PUENTE PAINLESS""",
        "harm": """WEAPON ARMA ARMA_FUEGO GUN BOMBA MALWARE VIRUS STEAL ROBAR STALK ESPIAR ESPIA
            TRACK POISON VENENO ABUSE ABUSAR SWINDLE TIMAR KNOCKOUT DROGA DRUGS PRECURSOR LETHAL
            LETAL FAKE FALSO MAKE RECIPE COMBINE MEZCLA UNSEEN ENTERE""",
    },
}
"""Of each kind, the classes of the rules' lexicons that tell of it."""

OTHERWISE = {Check.INJECTION: "command", Check.TOXICITY: "insult"}


def kind(check: Check, passage: str, classes: Mapping[str, str]) -> str:
    """The kind that most words of a passage speak of; an order, or an insult, if none does."""
    words = {word for sentence in sentences(passage) for word in sentence.words}
    known = {classes[word] for word in words if word in classes}
    often = Counter(
        {name: len(known.intersection(telling.split())) for name, telling in CLASSES[check].items()}
    )
    name, count = often.most_common(1)[0]
    return name if count else OTHERWISE[check]
