"""What is said where a person's documents don't speak of a question."""

from jarvis.citing.matching import is_spanish

ENGLISH = (
    "Your documents don't say. Ask it in the words that a document would use, "
    "or add one that speaks of it."
)
SPANISH = (
    "Tus documentos no lo dicen. Pregúntalo con las palabras que usaría un documento, "
    "o añade uno que hable de ello."
)


def abstention(question: str) -> str:
    """Says so, in the question's language; English where that can't be told."""
    return SPANISH if is_spanish(question) or _marked(question) else ENGLISH


def _marked(question: str) -> bool:
    """Whether it has a letter or a mark that English doesn't have: "¿Garantía?" has no word."""
    return any(character in "¿¡ñáéíóú" for character in question.casefold())
