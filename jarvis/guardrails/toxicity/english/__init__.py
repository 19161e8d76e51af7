"""What harms or hurts in English: words by role, and the rules that read them.

The lists exist to recognise abuse, not to be complete: a word is here if a rule reads it. `_` joins
the words of a phrase. Ordinary words that look like bad ones stand under SAFE, as phrases, so that
they are read as something else.
"""

from jarvis.guardrails.toxicity.english import abuse, abuse_rules, harm, harm_rules, surroundings
from jarvis.guardrails.toxicity.inflecting import listed

WORDS = {**abuse.WORDS, **harm.WORDS, **surroundings.WORDS}
RULES = (*abuse_rules.RULES, *harm_rules.RULES)

SPLIT = {
    "youre": ("you", "'re"),
    "ur": ("you", "'re"),
    "im": ("i", "'m"),
    "youll": ("you", "'ll"),
    "thats": ("that", "'s"),
    "shouldnt": ("should", "not"),
    "shouldn": ("should",),
    "imma": ("i", "gonna"),
    "ima": ("i", "gonna"),
}
"""Words that stand for several: contractions as they are typed without an apostrophe."""

CORE = frozenset(
    listed(
        "PICS NOOSE SWINDLE WORSE DEPORT SCHOOL SEX VILE DEADMAN SHOWER INSULT MILD ADJ SLUR "
        "WEAKSLUR GROUP ETHNIC HITLER KILL KILLING BREAK SPREE BULLET DEAD DIE BORN LIVE BACK "
        "HELL KYS JUMP MISS FUCK RUDE SICK HATED SUICIDE KILLSELF PILLS STARVE CUTS WEAPON "
        "MALWARE ABUSE POISON UNSEEN SUFFER ILLNESS LETHAL STALK CORPSE STEAL KNOCKOUT UNAWARE "
        "GUN PRECURSOR PART DICK PORNACT EROTIC SEXUAL VULGAR PROFANITY KNIFE DROP PROANA "
        "PENETRATE VIRUS ALIGHT KIND FUCKED BURN TRASH ATTACK STOLEN FAKE NAKED BRAKES BIGOT "
        "DRUGS WRISTS ALIVE KILLED COUNTRY SILLY"
    )
)
"""Roles of words that are rare in ordinary prose; each rule needs one."""
