"""Sentences and sources of our own, labelled by whether the source says what the sentence says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.finding import Check
from jarvis.guardrails.grounding import Sources, support, unsupported

LEASE = """The lease begins on 1 March 2024 and runs for three years. The monthly rent is 1,250
euros, payable in advance by bank transfer on the first working day. Marta Olmedo, the tenant,
paid a deposit of two months' rent. Pets are allowed if the landlord agrees in writing. Either
party may end the contract with 60 days' notice. Subletting rooms is prohibited."""

MANUAL = """Descale the kettle every month. Fill it with one litre of water and two spoonfuls of
citric acid, boil it, wait fifteen minutes and rinse it twice. The heating element draws 2,200
watts. Never immerse the base in water. The warranty covers defects of material for 24 months,
but not damage through limescale. Spare lids are ordered under part number KX-88."""

INFORME = """El hospital de Valdemora abrió en 1987 y tiene 312 camas. La doctora Inés Carranza
dirige el servicio de cardiología desde 2015. El año pasado se atendieron 48.500 urgencias, un
6,5 % más que el anterior. Las visitas se permiten de cuatro a ocho de la tarde. El aparcamiento
subterráneo es gratuito para los donantes de sangre."""

RECETA = """Para seis personas se necesitan 400 gramos de garbanzos, que se dejan en remojo la
noche antes. Se sofríen dos cebollas y un pimiento rojo en aceite de oliva. Se añaden los
garbanzos, una hoja de laurel y caldo, y se cuece todo a fuego lento durante noventa minutos. La
sal se echa al final."""

EN, ES = (LEASE, MANUAL), (INFORME, RECETA)

PAIRS = [
    # English: said by a source
    (EN, "The monthly rent is 1250 euros.", True),
    (EN, "The lease runs for 3 years, beginning on 1 March 2024.", True),
    (EN, "The tenant is Marta Olmedo.", True),
    (EN, "Rent has to be paid in advance by bank transfer [1].", True),
    (EN, "Pets are only allowed if the landlord agrees in writing.", True),
    (EN, "Each party can end the contract with 60 days' notice.", True),
    (EN, "It is prohibited to sublet rooms.", True),
    (EN, "- **Deposit:** two months' rent, paid by the tenant", True),
    (EN, "You should descale the kettle every month.", True),
    (EN, "Boil a litre of water with two spoonfuls of citric acid and wait fifteen minutes.", True),
    (EN, "The heating element needs 2200 watts.", True),
    (EN, "According to the manual, the warranty covers material defects for 24 months.", True),
    (EN, "Damage through limescale is not covered by the warranty.", True),
    # English: not said
    (EN, "The monthly rent is 1,350 euros.", False),
    (EN, "The lease ends on 31 August 2029.", False),
    (EN, "Heating and electricity are included in the price.", False),
    (EN, "The landlord, Peter Hollis, lives in Leeds.", False),
    (EN, "Smoking inside the building leads to a fine.", False),
    (EN, "The notice period is 90 days for both parties.", False),
    (EN, "The kettle switches itself off after boiling dry.", False),
    (EN, "Vinegar works better than lemon juice against stains.", False),
    (EN, "The cable is two metres long and can be replaced by an electrician.", False),
    (EN, "It was designed in Denmark and won several awards.", False),
    # English: nothing that a source would have to say
    (EN, "Hello! How can I help you today?", True),
    (EN, "I don't know whether the balcony furniture belongs to the flat.", True),
    (EN, "The documents don't say who repairs broken windows.", True),
    (EN, "Let me know if you need a summary of other clauses.", True),
    (EN, "Here are the most important household duties:", True),
    (EN, "Yes, absolutely.", True),
    # Spanish: said by a source
    (ES, "El hospital de Valdemora tiene 312 camas.", True),
    (ES, "El hospital se abrió en el año 1987.", True),
    (ES, "Inés Carranza es la directora de cardiología desde 2015.", True),
    (ES, "El año pasado atendieron 48500 urgencias.", True),
    (ES, "Las urgencias atendidas fueron un 6.5 % más que el año anterior.", True),
    (ES, "Los donantes de sangre aparcan gratis en el aparcamiento subterráneo.", True),
    (ES, "Se permiten visitas de 4 a 8 de la tarde.", True),
    (ES, "Los garbanzos se dejan en remojo la noche anterior.", True),
    (ES, "Hay que sofreír dos cebollas y un pimiento rojo en aceite de oliva.", True),
    (ES, "Se cuece a fuego lento durante noventa minutos.", True),
    # Spanish: not said
    (ES, "El hospital tiene 450 camas.", False),
    (ES, "La ampliación del edificio costó veinte millones.", False),
    (ES, "El director es Tomás Belmonte, cirujano de Sevilla.", False),
    (ES, "La lista de espera supera los tres meses en traumatología.", False),
    (ES, "Se recomienda servir el plato con arroz blanco y perejil.", False),
    (ES, "Las lentejas pardinas no necesitan reposar tanto tiempo.", False),
    (ES, "Se cuece todo durante 45 minutos.", False),
    (ES, "La cafetería cierra los domingos y festivos.", False),
    # Spanish: nothing that a source would have to say
    (ES, "No sé cuántos quirófanos funcionan de noche.", True),
    (ES, "Los documentos no mencionan el menú infantil de la cafetería.", True),
    (ES, "¿Quieres que calcule las cantidades para ocho comensales?", True),
    (ES, "Espero que esta receta familiar te resulte sencilla.", True),
    # another language than the source: numbers and names only
    (EN, "El alquiler mensual es de 1.250 euros, según el contrato.", True),
    (EN, "El alquiler mensual es de 1.400 euros, según el contrato.", False),
    (ES, "The hospital has 312 beds and its cardiology is well known.", True),
]


def test_sentences_are_told_apart_by_what_the_sources_say():
    wrong = [
        f"{held:.2f} {expected} {sentence}"
        for sources, sentence, expected in PAIRS
        if ((held := support(sentence, sources)) >= 0.5) is not expected
    ]
    assert len(PAIRS) >= 40
    assert not wrong, "\n".join(wrong)


def test_a_number_that_no_source_has_caps_the_support():
    assert support("The monthly rent is 1,251 euros, payable in advance.", EN) <= 0.4


@pytest.mark.parametrize("number", ["1250", "1,250", "1.250"])
def test_a_number_may_be_written_in_any_way(number):
    assert support(f"The monthly rent is {number} euros in advance.", EN) == 1.0


def test_the_best_single_source_counts():
    half = ("Anna sells red bicycles.", "Anna repairs old clocks.")
    assert support("Anna sells red clocks.", half) < 1


def test_what_is_unsupported_is_placed_sentence_by_sentence():
    text = "The monthly rent is 1,250 euros. Smoking inside the building leads to a fine. Ask away!"
    (found,) = unsupported(text, EN, 0.5)
    assert (found.check, found.kind) == (Check.GROUNDING, "unsupported")
    assert text[found.start : found.end] == "Smoking inside the building leads to a fine."
    assert found.score >= 0.5


def test_without_sources_nothing_can_be_held_against_an_answer():
    assert unsupported("The monthly rent is certainly 9,999 euros.", (), 0.5) == []


@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    assert 0 <= Sources(EN).support(text) <= 1


def test_a_source_supports_its_own_sentences():
    for source in (LEASE, MANUAL, INFORME, RECETA):
        assert unsupported(source, [source], 0.99) == []
