"""Greetings, thanks and small talk, in English and Spanish: no document is asked for."""

import re

from jarvis.knowledge.words import fold

LONGEST = 12
"""Words of what may be small talk."""

COURTEOUS_WORDS = (
    "hello hi hey hiya howdy greetings good morning afternoon evening night day bye goodbye "
    "cheers thanks thank thx ty ok okay okey k yes yeah yep no nope sure fine great cool nice "
    "perfect awesome excellent wonderful brilliant lovely amazing understood right alright "
    "wow haha lol hmm sorry please welcome later see soon very much so lot many again there "
    "jarvis everyone all friend my and you for that this it your help answer a the well done "
    "indeed exactly got too well oh ah then now "
    "hola buenas buenos dias tardes noches dia adios hasta luego pronto manana chao saludos "
    "gracias muchas mil muchisimas vale bien muy si claro perfecto genial estupendo excelente "
    "fantastico entendido correcto exacto listo bueno jaja jeje perdon disculpa lo siento por "
    "favor tu ayuda respuesta todo de nada eso es que tal amigo a la el un placer y ya te las "
    "encantado igualmente"
)
WORDS = frozenset(COURTEOUS_WORDS.split())
"""What courtesies are made of; a text of nothing else asks nothing."""

SMALL_TALK = re.compile(
    r"(?:(?:hello|hi|hey|hola|ok|so|y|and|but|pero|oye|please|jarvis) )*(?:"
    r"how (?:are|is) (?:you|it going|everything)(?: doing)?(?: today)?|what s up|how do you do|"
    r"who (?:are|made|created|built) you|what (?:are|is) (?:you|your name)|what s your name|"
    r"what can you do(?: for me)?|(?:can|could) you help(?: me)?|help(?: me)?|are you there|"
    r"tell me (?:a|another) (?:joke|story)|nice to meet you|go on|continue|carry on|"
    r"como (?:estas|esta|te va|va todo|te llamas|andas)(?: hoy)?|que tal(?: estas| todo)?|"
    r"quien eres|que eres|cual es tu nombre|que (?:puedes|sabes) hacer(?: por mi)?|quien te creo|"
    r"(?:me )?(?:puedes|podrias) ayudar(?:me)?|ayuda(?:me)?|estas ahi|"
    r"cuentame (?:un|otro|una|otra) (?:chiste|historia|cuento)|sigue|continua|mucho gusto"
    r")(?: (?:please|por favor|then|today|hoy|jarvis|again))*"
)
OPENING = re.compile(
    r"\W*(?:(?:hello|hi|hey|thanks|thank you|many thanks|ok|okay|great|perfect|good (?:morning|"
    r"afternoon|evening)|hola|(?:muchas )?gracias|vale|genial|perfecto|"
    r"buen[oa]s(?: d[ií]as| tardes| noches)?|please|por favor|jarvis)\b\s*[,.;:!]+\s*)+(?=\W*\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")


def courteous(text: str) -> bool:
    """Whether a text is a greeting, thanks, agreement or small talk, and nothing else."""
    words = WORD.findall(fold(text[:400]))
    if not words or len(words) > LONGEST:
        return False
    return WORDS.issuperset(words) or SMALL_TALK.fullmatch(" ".join(words)) is not None


def without_opening(text: str) -> str:
    """The text less the courtesies before it: "Thanks! And in winter?" asks "And in winter?"."""
    opening = OPENING.match(text)
    return text[opening.end() :] if opening else text
