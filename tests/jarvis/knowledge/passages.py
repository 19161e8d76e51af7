"""Passages for tests of what is made of them."""

from jarvis.knowledge.documents import Passage


def passage(
    key: int,
    text: str,
    *,
    document: str = "",
    number: int = 0,
    start: int = 0,
    heading: str = "",
) -> Passage:
    """A passage of a document of its own, unless one is named."""
    own = document or f"document {key}"
    return Passage(
        id=key,
        document=own,
        collection="documents",
        name=f"{own}.md",
        number=number,
        text=text,
        start=start,
        end=start + len(text),
        heading=heading,
    )
