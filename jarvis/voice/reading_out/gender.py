"""Which gender a Spanish number takes from the word behind it: a guess from how that word ends."""

import re

NEXT = re.compile(r"\s([a-záéíóúüñ]{2,30})(?!\w)")
FEMININE_ENDINGS = ("as", "ciones", "siones", "dades", "tades", "tudes")
FEMININE_ONE = ("a", "ción", "sión", "dad", "tad", "tud")
FEMININE_WORDS = (
    "mano manos noche noches tarde tardes vez veces clase clases calle calles imagen imágenes "
    "serie series parte partes red redes ley leyes luz luces voz voces mujer mujeres torre "
    "torres nave naves llave llaves fuente fuentes base bases frase frases sangre gente"
)
MASCULINE_WORDS = (
    "día días problema problemas programa programas sistema sistemas mapa mapas idioma idiomas "
    "tema temas planeta planetas poema poemas teorema teoremas síntoma síntomas dilema dilemas "
    "drama dramas clima climas diagrama diagramas esquema esquemas gramo gramos"
)
NO_NOUN_WORDS = (
    "de del en al el la los las un una unos unas por para con sin como más menos que si ni es "
    "son fue hasta desde entre mientras además luego entonces antes después ya nos les tras"
)
FEMININE = frozenset(FEMININE_WORDS.split())
MASCULINE = frozenset(MASCULINE_WORDS.split())
NO_NOUN = frozenset(NO_NOUN_WORDS.split())


def gender_behind(text: str, at: int) -> str:
    """Give "m" or "f", from the noun that begins at `at` behind a blank; "" where none seems to."""
    match = NEXT.match(text, at)
    if not match or match[1] in NO_NOUN:
        return ""
    word = match[1]
    if word in MASCULINE:
        return "m"
    if word in FEMININE or word.endswith(FEMININE_ENDINGS + FEMININE_ONE):
        return "f"
    return "m"
