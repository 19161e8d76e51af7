"""PDF files, written by hand: lines of Helvetica at given places, in Windows' Western alphabet."""

from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {"F1": b"Helvetica", "F2": b"Helvetica-Bold"}
SCAN = b"q 400 0 0 600 90 100 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q"
"""A page-filling picture."""


@dataclass(frozen=True)
class Line:
    """A line of text; `x` and `y` in points from the page's lower left corner."""

    text: str
    y: float
    x: float = 72
    size: float = 11
    font: str = "F1"


def paragraph(*lines: str, top: float = 700, x: float = 72) -> list[Line]:
    return [Line(text, top - 14 * number, x) for number, text in enumerate(lines)]


def pdf(
    *pages: Sequence[Line],
    title: str = "",
    drawn: bytes = b"",
    objects: Sequence[bytes] = (),
    catalog: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """A PDF of A4 pages.

    Args:
        drawn: what is drawn on every page besides, in the PDF's own language.
        objects: further objects, numbered from 6.
        catalog, page: further entries of the catalogue, and of every page.
    """
    first = 6 + len(objects)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    body = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
            for name in FONTS.values()
        ),
        b"<< /Title (%s) >>" % _escaped(title),
        *objects,
    ]
    for number, lines in enumerate(pages):
        body.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> %s >>"
            % (first + 2 * number + 1, page)
        )
        body.append(stream(b"\n".join([*map(_drawn, lines), drawn])))
    return assembled(body, b"/Info 5 0 R")


def locked_pdf() -> bytes:
    """A PDF whose password nobody knows."""
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
    body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    return assembled(body, lock % (b"61" * 32, b"62" * 32) + b" /ID [<63> <63>]")


def filled_form(value: str) -> bytes:
    """A PDF with a form field, filled in."""
    look = stream(
        b"/Tx BMC BT /F1 11 Tf 2 5 Td (%s) Tj ET EMC" % _escaped(value),
        b"/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 3 0 R >> >>",
    )
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (%s) /DA (/F1 11 Tf)"
        b" /F 4 /Rect [72 600 372 620] /AP << /N 6 0 R >> >>" % _escaped(value)
    )
    return pdf(
        [Line("Applicant:", 640)],
        objects=[look, field],
        catalog=b"/AcroForm << /Fields [7 0 R] /DR << /Font << /F1 3 0 R >> >> >>",
        page=b"/Annots [7 0 R]",
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def assembled(body: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The objects, numbered from 1, as a file with its table of contents; the first is the root."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(body, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(body) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def _drawn(line: Line) -> bytes:
    place = f"/{line.font} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm".encode()
    return b"BT %s (%s) Tj ET" % (place, _escaped(line.text))


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
