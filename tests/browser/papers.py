"""Documents that people hand in, made here: a lease (PDF), minutes (Word), notes (Markdown)."""

import base64
from io import BytesIO
from zipfile import ZipFile

Upload = dict[str, object]

LEASE_PAGES = (
    ("Lease of the flat in Mill Street 4", "The monthly rent is 840 euros."),
    ("Notice", "The notice period for the tenant is 30 days.", "It may be waived in writing."),
)
MINUTES = (
    "Acta de la reunión de vecinos",
    "La próxima revisión del ascensor será el 14 de marzo.",
    "La cuota mensual de la comunidad sube a 62 euros desde enero.",
)
NOTES = """# Bread

The sourdough rests for eighteen hours in the cold cellar before it is baked.

## Oven

The oven is heated to 250 degrees.
"""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: tuple[tuple[str, ...], ...]) -> bytes:
    """A PDF with a line of text a string (ISO 32000-1, 7.5)."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        body = f"BT /F1 14 Tf 72 760 Td 22 TL {shown} ET".encode("cp1252")
        page = f"/MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} {fonts} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(body), body))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return written + head + table + trailer % (count, len(written))


def word(paragraphs: tuple[str, ...]) -> bytes:
    """A Word document with a paragraph a string (ECMA-376)."""
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
        f' PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{text}</w:body></w:document>',
    }
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return written.getvalue()


def upload(name: str, content: bytes | str) -> Upload:
    """A file as Playwright hands it to a page."""
    body = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": body}


LEASE = upload("lease.pdf", pdf(LEASE_PAGES))
ACTA = upload("acta.docx", word(MINUTES))
BREAD = upload("bread.md", NOTES)

NOTICE = "What is the notice period for the tenant?"

DROP = """(place, files) => {
  const transfer = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
  }
  for (const kind of ["dragover", "drop"]) {
    const how = { dataTransfer: transfer, bubbles: true, cancelable: true };
    place.dispatchEvent(new DragEvent(kind, how));
  }
}"""


def dropped(*files: Upload) -> list[tuple[object, str]]:
    """What `DROP` takes."""
    return [(f["name"], base64.b64encode(f["buffer"]).decode()) for f in files]
