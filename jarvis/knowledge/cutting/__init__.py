"""A document's text in passages, cut where its author would cut it.

It knows forms of text and no file formats, and neither how passages are stored nor found. What
reads a form gives blocks: paragraphs, lists, tables, definitions. Blocks too long for a passage
are split, short ones of one section are packed together. Everything is lazy and takes time in
proportion to the text.
"""

from collections.abc import Iterator

from jarvis.knowledge.cutting.block import Block
from jarvis.knowledge.cutting.code import blocks_of_code
from jarvis.knowledge.cutting.furniture import Furniture
from jarvis.knowledge.cutting.markdown import blocks_of_markdown
from jarvis.knowledge.cutting.packing import CODE, PROSE, pack
from jarvis.knowledge.cutting.placing import Places
from jarvis.knowledge.cutting.plain import blocks_of_text
from jarvis.knowledge.cutting.splitting import split
from jarvis.knowledge.cutting.table import blocks_of_table
from jarvis.knowledge.documents import Extract, Piece

PIECE_CHARACTERS = 900
"""Some 200 tokens: what small embedders read to the end."""


def cut(extract: Extract, characters: int = PIECE_CHARACTERS) -> Iterator[Piece]:
    """Yield a document's passages, in order; they don't overlap.

    Every character but blanks is in one of them; running headers and footers of pages are not.

    Args:
        characters: how long a passage should be at most; one in one piece may have a tenth more.
    """
    places = Places(extract.text, extract.pages)
    rule = CODE if extract.form == "code" else PROSE
    units = (
        unit
        for block in _blocks(extract, characters)
        for unit in split(extract.text, block, characters)
    )
    for start, end, heading in pack(units, characters, rule, places.page):
        text = extract.text[start:end]
        line = places.line(start)
        yield Piece(text, start, end, heading=heading, page=places.page(start), line=line)


def _blocks(extract: Extract, characters: int) -> Iterator[Block]:
    text = extract.text
    furniture = Furniture.of(text, extract.pages)
    if extract.form == "markdown":
        return blocks_of_markdown(text, furniture, extract.pages)
    if extract.form == "code":
        return blocks_of_code(text, extract.code, characters)
    if extract.form == "table":
        return blocks_of_table(text)
    return blocks_of_text(text, furniture)
