import pytest

from jarvis.voice.reading_out import spelt_out

NUMBERS = {
    "1.234,5": "mil doscientos treinta y cuatro coma cinco",
    "-3": "menos tres",
    "3,14": "tres coma catorce",
    "3.14": "tres punto catorce",
    "0,05": "cero coma cero cinco",
    "1.234.567": "un millón doscientos treinta y cuatro mil quinientos sesenta y siete",
    "21 personas": "veintiuna personas",
    "Hay 21 personas.": "Hay veintiuna personas.",
    "21 libros": "veintiún libros",
    "1 libro": "un libro",
    "1 persona": "una persona",
    "31 días": "treinta y un días",
    "200 personas": "doscientas personas",
    "200.000.000 personas": "doscientos millones personas",
    "500 casas": "quinientas casas",
    "21.000 euros": "veintiún mil euros",
    "tengo 21": "tengo veintiuno",
    "21 de noviembre": "veintiuno de noviembre",
    "1.º": "primero",
    "2.ª vez": "segunda vez",
    "3er piso": "tercer piso",
    "3–5": "tres a cinco",
    "½": "un medio",
    "2½": "dos y medio",
    "3/4": "tres cuartos",
}
AMOUNTS = {
    "50 %": "cincuenta por ciento",
    "12,30 €": "doce euros con treinta céntimos",
    "$5,50": "cinco dólares con cincuenta centavos",
    "1 €": "un euro",
    "1.000.000 €": "un millón de euros",
    "5 millones de €": "cinco millones de euros",
    "21 £": "veintiuna libras",
    "3 km/h": "tres kilómetros por hora",
    "20 °C": "veinte grados Celsius",
    "1 kg": "un kilogramo",
    "21 h": "veintiuna horas",
    "16 GB": "dieciséis gigabytes",
    "5 m²": "cinco metros cuadrados",
}
DATES = {
    "2026-11-22": "veintidós de noviembre de dos mil veintiséis",
    "22/11/2026": "veintidós de noviembre de dos mil veintiséis",
    "el 22 de noviembre": "el veintidós de noviembre",
    "a las 14:30": "a las catorce y treinta",
    "a la 1:00": "a la una",
    "9:05 a. m.": "nueve y cinco de la mañana.",
    "en 1999": "en mil novecientos noventa y nueve",
}
WORDS = {
    "p. ej. esto": "por ejemplo esto",
    "y más, etc. Luego": "y más, etcétera. Luego",
    "el Sr. Pérez": "el señor Pérez",
    "la Dra. Ruiz": "la doctora Ruiz",
    "EE. UU. tiene": "Estados Unidos tiene",
    "Ud. quiere": "Usted quiere",
    "el n.º 5": "el número cinco",
    "pág. 3": "página tres",
    "aprox. 3": "aproximadamente tres",
    "Felipe II": "Felipe segundo",
    "Isabel II": "Isabel segunda",
    "Alfonso XIII": "Alfonso trece",
    "el siglo XXI": "el siglo veintiuno",
    "capítulo IV": "capítulo cuatro",
    "una API": "una A P I",
    "la ONU": "la ONU",
    "a + b = c": "a más b igual a c",
    "R&D": "R y D",
    "https://example.org": "un enlace a example punto org",
    "yo@example.org": "yo arroba example punto org",
    "3.11.2": "tres punto once punto dos",
    "600 123 456": "seis cero cero, uno dos tres, cuatro cinco seis",
    "código en C#": "código en C sharp",
}


@pytest.mark.parametrize(("text", "words"), {**NUMBERS, **AMOUNTS, **DATES, **WORDS}.items())
def test_spanish_is_read_as_people_say_it(text, words):
    assert spelt_out(text, "es") == words
