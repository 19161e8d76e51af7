"""PDF files: pages, paragraphs, headings, form fields, scans, and pages as pictures."""

from io import BytesIO
from itertools import pairwise

import pytest

from jarvis.knowledge.reading import Refused
from jarvis.knowledge.reading.layout import Line as Printed
from jarvis.knowledge.reading.layout import mended, paragraphs
from jarvis.knowledge.reading.pictures import page_picture
from tests.jarvis.knowledge.reading.pdf_files import SCAN, Line, filled_form, paragraph, pdf

FIRST = [
    Line("Informe anual", 780, size=20, font="F2"),
    Line("Resumen", 740, size=14, font="F2"),
    *paragraph(
        "La compañía presentó un exce-", "lente resultado en “España”;", "código AB-", "1234."
    ),
    *paragraph("Otro párrafo, con 500 €.", top=620),
]


def test_pages_begin_where_they_say(read):
    extract = read("a.pdf", pdf(FIRST, [], paragraph("Página tres"), title="Prueba"))
    assert extract.title == "Prueba"
    assert len(extract.pages) == 3
    assert all(one < other for one, other in pairwise(extract.pages))
    assert extract.text[extract.pages[2] :] == "Página tres"


def test_headings_paragraphs_and_broken_words(read):
    assert read("a.pdf", pdf(FIRST)).text == (
        "# Informe anual\n\n## Resumen\n\n"
        "La compañía presentó un excelente resultado en “España”;\ncódigo AB-1234.\n\n"
        "Otro párrafo, con 500 €."
    )


def test_columns_follow_each_other(read):
    left = paragraph("The left column begins", "and goes on.", x=60)
    right = paragraph("The right column begins", "and goes on too.", x=320)
    assert read("a.pdf", pdf(left + right)).text == (
        "The left column begins\nand goes on.\n\nThe right column begins\nand goes on too."
    )


def test_what_was_written_into_a_form(read):
    text = read("a.pdf", filled_form("Begoña Núñez")).text
    assert "Applicant:" in text
    assert "Begoña Núñez" in text


def test_some_pages_are_scans(read):
    extract = read("a.pdf", pdf(paragraph("Una página con texto de verdad"), drawn=SCAN))
    assert extract.note == ""
    out = BytesIO()
    import pypdfium2

    joined = pypdfium2.PdfDocument.new()
    for part in (pdf(paragraph("Una página con texto de verdad")), pdf([], drawn=SCAN)):
        joined.import_pages(pypdfium2.PdfDocument(part))
    joined.save(out)
    extract = read("a.pdf", out.getvalue())
    assert extract.note.startswith("Of 2 pages, 1 page is a picture")
    assert extract.text.startswith("Una página")


def test_progress_goes_up_to_the_end(reader, tmp_path):
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(*[paragraph(*[f"Line {n} of many" for n in range(45)])] * 400))
    told: list[float] = []
    assert len(reader.read(path, "long.pdf", progress=told.append).pages) == 400
    assert told == sorted(told)
    assert all(0 < share <= 1 for share in told)


def test_a_hyphen_stays_before_capitals_and_figures():
    assert mended("docu\ufffemento AB\ufffe12 Ana\ufffeMaría o\ufb01cina") == (
        "documento AB-12 Ana-María oficina"
    )


def test_lines_that_stand_apart_are_paragraphs():
    lines = [Printed(str(y), y, 12, y) for y in (700, 686, 672, 640, 626)]
    assert [len(lines) for lines in paragraphs(lines)] == [3, 2]
    assert paragraphs([]) == []


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(FIRST, paragraph("Página dos sin nada más")))
    return path


def marked(png: bytes):
    """Where the picture is coloured: its size, and left, top, right and bottom of the marks."""
    from PIL import Image, ImageChops

    image = Image.open(BytesIO(png)).convert("RGB")
    coloured = ImageChops.subtract(image.getchannel("R"), image.getchannel("B"))
    return image.size, coloured.point(lambda difference: 255 * (difference > 100)).getbbox()


def test_a_passage_is_marked_where_it_stands(file):
    passage = "# Resumen\n\nLa compañía presentó un excelente resultado en “España”;"
    size, (left, top, right, bottom) = marked(page_picture(file, 1, passage, width=595))
    assert size == (595, 842)
    assert 60 < left < 75
    assert 842 - 755 < top < 842 - 740, "from the heading"
    assert right < 300
    assert 842 - 690 < bottom < 842 - 680, "to the second line"


def test_lines_that_are_on_the_page_are_marked_of_a_passage_that_is_longer(file):
    passage = "Nothing of this page is here\nOtro párrafo, con 500 €."
    _, (_, top, _, bottom) = marked(page_picture(file, 1, passage, width=595))
    assert 842 - 635 < top < bottom < 842 - 610


def test_without_a_passage_nothing_is_marked(file):
    assert marked(page_picture(file, 2, width=300))[1] is None
    assert marked(page_picture(file, 2, "Words that nobody wrote there", width=300))[1] is None


def test_a_picture_is_never_huge(tmp_path):
    path = tmp_path / "tower.pdf"
    path.write_bytes(pdf([]).replace(b"[0 0 595 842]", b"[0 0 10 9999]"))
    (width, height), _ = marked(page_picture(path, 1, width=100_000))
    assert width * height < 9_000_000


def test_a_page_that_is_not_there(file):
    with pytest.raises(Refused) as caught:
        page_picture(file, 3)
    assert caught.value.kind == "no_page"
