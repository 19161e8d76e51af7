"""Word, Excel, PowerPoint and EPUB files, in memory."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def heading(text: str, level: int = 1) -> str:
    style = f'<w:pPr><w:pStyle w:val="Ttulo{level}"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{words(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>"


def docx(*body: str, doctype: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document as Word's Spanish edition writes it: headings' styles have Spanish ids."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Ttulo{level}">'
        f'<w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2)
    )
    return zipped(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/'
            '2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relations(("styles", "styles.xml")),
            "word/styles.xml": f"{XML}<w:styles {W}>{styles}</w:styles>",
            "word/document.xml": f"{XML}{doctype}<w:document {W}><w:body>{''.join(body)}</w:body>"
            "</w:document>",
            **(more or {}),
        }
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'{XML}<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def xlsx(sheets: Mapping[str, list[list[Any]]]) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def pptx(*slides: tuple[str, str]) -> bytes:
    """A presentation: title and text of each slide."""
    import pptx as library

    deck, out = library.Presentation(), BytesIO()
    for title, text in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    deck.save(out)
    return out.getvalue()


def epub(title: str, *chapters: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book; each chapter is the inside of a page's body."""
    numbered = list(enumerate(chapters))
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n, _ in numbered)
    spine = "".join(f'<itemref idref="c{n}"/>' for n, _ in numbered)
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o/book.opf"/>'
            "</rootfiles></container>",
            "o/book.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>{title}</dc:title></metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
            **{f"o/c{n}.xhtml": f"<html><body>{chapter}</body></html>" for n, chapter in numbered},
            **(more or {}),
        }
    )
