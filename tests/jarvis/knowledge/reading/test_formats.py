"""Files of every format that can be read, made here, come out as words, structure and places."""

import json
from datetime import date, datetime
from io import BytesIO

import pytest

from tests.jarvis.knowledge.reading.compound_files import message, old_workbook
from tests.jarvis.knowledge.reading.office_files import (
    docx,
    epub,
    heading,
    pptx,
    table,
    words,
    xlsx,
)

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0"
    b"\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


def test_word_keeps_headings_paragraphs_and_tables(read):
    extract = read(
        "contrato.docx",
        docx(
            heading("Contrato de alquiler"),
            words("El inquilino avisará con treinta días; código max_size*2."),
            heading("Precios", 2),
            table(("Año", "Renta"), ("2024", "950 €")),
        ),
    )
    assert extract.form == "markdown"
    assert "# Contrato de alquiler\n\nEl inquilino avisará" in extract.text
    assert "código max_size*2" in extract.text
    assert "## Precios" in extract.text
    assert "| Año | Renta |\n| --- | --- |\n| 2024 | 950 € |" in extract.text


def test_pictures_in_office_files_are_not_unpacked(read):
    photos = {f"word/media/image{n}.png": PNG + bytes(4 << 20) for n in range(4)}
    assert read("fotos.docx", docx(words("Vacaciones"), more=photos)).text == "Vacaciones"


def test_slides_are_pages(read):
    extract = read("plan.pptx", pptx(("Goals", "Grow"), ("Año nuevo", "Más café")))
    assert extract.pages == (0, extract.text.index("# Año nuevo"))
    assert extract.text.startswith("# Goals\nGrow")
    assert "Más café" in extract.text


def test_a_workbook_is_a_table_for_each_block(read):
    rows = [
        ["Gastos de la oficina"],
        [],
        ["Concepto", None, "Importe", "Fecha", "Pagado"],
        ["Café | té", None, 12.10, date(2024, 3, 1), True],
        ["Papel", None, 1234567.891, datetime(2024, 3, 2, 9, 30), False],
    ]
    extract = read("gastos.xlsx", xlsx({"Marzo": rows, "Vacía": []}))
    assert extract.text == (
        "## Marzo\n\nGastos de la oficina\n\n"
        "| Concepto | Importe | Fecha | Pagado |\n| --- | --- | --- | --- |\n"
        "| Café \\| té | 12.1 | 2024-03-01 | TRUE |\n"
        "| Papel | 1234567.891 | 2024-03-02 09:30:00 | FALSE |\n\n## Vacía"
    )


def test_a_workbook_of_the_old_kind(read):
    extract = read("viejo.xls", old_workbook([["Ciudad", "Años"], ["Logroño", 7.0]]))
    assert extract.text == "## Gastos\n\n| Ciudad | Años |\n| --- | --- |\n| Logroño | 7 |"


def test_a_web_page_loses_scripts_styles_and_comments(read):
    html = """<!DOCTYPE html><html><head><title>Guía</title><style>p {color: red}</style></head>
      <body><!-- hidden --><script>alert("no")</script><h1>Guía rápida</h1>
      <p onclick="alert(1)">Pulse <b>aquí</b>. <a href="javascript:alert(2)">Más</a></p>
      <img src="data:image/png;base64,AAAA" alt="Una foto"></body></html>"""
    extract = read("guia.html", html.encode())
    assert extract.title == "Guía"
    assert "# Guía rápida" in extract.text
    assert "Pulse **aquí**. Más" in extract.text
    assert "Una foto" in extract.text
    for word in ("alert", "color", "hidden", "base64", "javascript"):
        assert word not in extract.text


def test_a_web_page_in_the_encoding_that_it_names(read):
    html = '<meta charset="iso-8859-1"><p>Mañana, el niño comió piña.</p>'
    assert read("a.htm", html.encode("latin-1")).text == "Mañana, el niño comió piña."


def test_a_book(read):
    extract = read("libro.epub", epub("El faro", "<h1>Uno</h1><p>Érase</p>", "<h1>Dos</h1>"))
    assert extract.title == "El faro"
    assert "# Uno\n\nÉrase" in extract.text
    assert extract.text.index("# Uno") < extract.text.index("# Dos")


def test_an_email_prefers_its_plain_text_and_names_what_is_attached(read):
    raw = (
        "From: =?utf-8?q?Bel=C3=A9n?= <belen@example.org>\r\nTo: sam@example.org\r\n"
        "Subject: =?utf-8?q?Reuni=C3=B3n?=\r\nDate: Mon, 04 Mar 2024 10:00:00 +0100\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: multipart/alternative; boundary=A\r\n\r\n"
        "--A\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNos vemos mañana.\r\n"
        "--A\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--A--\r\n"
        "--B\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="plan.pdf"\r\n\r\n%PDF\r\n--B--\r\n'
    )
    extract = read("cita.eml", raw.encode())
    assert extract.title == "Reunión"
    assert extract.text.startswith("# Reunión\n\n**From:** Belén <belen@example.org>")
    assert "Nos vemos mañana." in extract.text
    assert extract.text.endswith("**Attached:** plan.pdf")
    assert "other" not in extract.text


def test_an_email_of_html_only(read):
    raw = b"Subject: Hi\nContent-Type: text/html; charset=utf-8\n\n<p>Dear <b>Sam</b></p><script>x"
    assert "Dear **Sam**" in read("hi.eml", raw).text


def test_an_outlook_message(read):
    extract = read("cita.msg", message("belen@example.org", "Sam", "Reunión", "El miércoles."))
    assert extract.title == "Reunión"
    assert "**From:** belen@example.org" in extract.text
    assert extract.text.endswith("El miércoles.")


def test_a_notebook(read):
    cells = [
        {"cell_type": "markdown", "source": ["# Análisis\n"]},
        {"cell_type": "code", "source": ["x = 1\n"]},
    ]
    extract = read("a.ipynb", json.dumps({"nbformat": 4, "cells": cells}).encode())
    assert "# Análisis" in extract.text
    assert "x = 1" in extract.text


def test_of_a_drawing_only_its_words(read):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Plano</title><script>alert(1)</script>'
        '<style>x</style><text x="1"><tspan>Salón</tspan> 20 m²</text></svg>'
    )
    extract = read("plano.svg", svg.encode())
    assert extract.text == "Plano\nSalón 20 m²"
    assert extract.title == "Plano"


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("notas.md", "markdown", ""),
        ("notas.TXT", "text", ""),
        ("README", "text", ""),
        ("app.log", "text", ""),
        ("datos.csv", "table", ""),
        ("tool.py", "code", "python"),
        ("Tool.cs", "code", "c_sharp"),
        ("config.yaml", "code", "yaml"),
        ("notas.desconocido", "text", ""),
    ],
)
def test_text_stays_as_it_is(read, name, form, code):
    content = "# Título\n\n![foto](a.png)  \n\n\n\na,b\n\tx = 1\n"
    extract = read(name, content.encode())
    assert (extract.text, extract.form, extract.code) == (content, form, code)
    assert extract.note == ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("informe.pdf", docx(words("Hola")), "a Word document"),
        ("informe.docx", b"Hola a todos", "plain text"),
        ("informe.pdf", b"<!doctype html><p>Hola a todos</p>", "a web page"),
        ("notas.txt", docx(words("Hola a todos")), "a Word document"),
    ],
)
def test_a_wrong_ending_is_told_and_the_file_read_as_what_it_is(read, name, content, kind):
    extract = read(name, content)
    assert "Hola" in extract.text
    assert f"“{name}” is {kind}, though its name says" in extract.note


def test_a_tiff_is_a_picture(refusal):
    from PIL import Image

    out = BytesIO()
    Image.new("L", (8, 8)).save(out, "TIFF")
    assert refusal("scan.tiff", out.getvalue()).kind == "picture"
