"""What the words before a number say that it is: a phone, an order, a version …

Most numbers look like others; what tells them apart for a reader is the noun before them. That
noun is looked up here, in English and Spanish. Nothing is known of the numbers themselves.
"""

import re
from enum import Enum, auto

WINDOW = 64
"""Characters before a number in which its label is looked for."""


class Label(Enum):
    """What a number is said to be."""

    PHONE = auto()
    CARD = auto()
    SSN = auto()
    DNI = auto()
    PASSPORT = auto()
    IP = auto()
    EMAIL = auto()
    ADDRESS = auto()
    VERSION = auto()  # of a program, or the place in a document: 4.2.1.3
    ACCOUNT = auto()  # at a bank; a card's number may be called so
    REFERENCE = auto()  # what things, files and events are counted by


_VOCABULARY = {
    Label.PHONE: """
        phone phones ph mob telephone telephones phonenumber tel tels tlf tlfn tfno tfn tlfno mobile
        cel cell cellphone fax landline whatsapp wasap guasap sms hotline helpline call calling
        calls dial ring rang phoned contact callback my_number your_number his_number her_number
        their_number our_number text_me text_him text_her reach_me reach_him reach_her teléfono
        telefono teléfonos telefonos móvil movil móviles moviles celular celulares fijo llama llame
        llamen llamad llamar llamando llámame llamame llámeme llámanos llamadme llamarme llámenme
        llamó marca marque marcar contacto contactar mi_número mi_numero tu_número tu_numero
        su_número su_numero escríbeme escribeme escribirme bizum centralita
    """,
    Label.CARD: """
        card cards cardnumber visa mastercard amex maestro credit debit pan cc ccn charge charged
        pay paid tarjeta tarjetas crédito credito débito debito cobra cobrar cárgalo pagué pagar
    """,
    Label.SSN: """
        ssn ssns ss social_security socialsecurity socialsecuritynumber seguro_social
    """,
    Label.DNI: "dni dnis nif nifs nie identidad",
    Label.PASSPORT: "passport passports passportnumber pasaporte pasaportes",
    Label.IP: """
        ip ips ipv host hosts hostname client cliente from desde server servidor login addr peer
        address dirección direccion ping ssh src dst source destination origin origen destino remote
        router gateway
    """,
    Label.EMAIL: """
        email mail mails emails address gmail correo correos mail_me write reach contact escríbeme
        escribeme contacto dirección direccion contáctame contactame
    """,
    Label.ADDRESS: """
        address addresses adress addres addy live lives living lived reside resides residing deliver
        delivered ship shipped moved moving home billing shipping send sending drop parcel dirección
        direccion dire domicilio domiciliado domiciliada vivo vive viven vivimos vivía resido reside
        residente envía enviar envíame entrega entregar envíamelo enviamelo envíalo mándamelo
        mandamelo mándalo mandalo mándame mandame mandar tráelo traelo mudamos mudé casa piso
    """,
    Label.VERSION: """
        version versions ver v release releases build firmware driver kernel upgrade upgraded update
        updated downgrade bump bumped pin pinned npm dependency sdk section sections chapter
        chapters article articles clause clauses subclause figure figures table tables theorem lemma
        paragraph paragraphs annex oid rule rules patch requirement requirements versión versiones
        actualiza actualizar actualizado compilación compilacion dependencia sección secciones
        seccion apartado apartados artículo articulo artículos articulos cláusula clausula cláusulas
        clausulas capítulo capitulo figura tabla teorema lema párrafo párrafos epígrafe anexo anexos
        capítulos regla parche requisito
    """,
    Label.ACCOUNT: "account accounts transaction txn payment routing cuenta transacción pago",
    Label.REFERENCE: """
        order orders invoice invoices tracking isbn issn ean upc gtin imei iccid imsi serial sku
        part parts model models case cases docket ticket tickets ref refs reference receipt id ids
        uuid guid policy patent license licence plate commit batch lot item items product catalog
        catalogue registration claim booking reservation confirmation shipment parcel doi pmid arxiv
        vin hash checksum timestamp epoch population grant permit code codes pid offset size bytes
        zip latitude longitude coordinates asin nct rfc seed barcode container awb waybill voucher
        coupon lottery lotto sn number_of ein vat npi mrn isrc issue pedido pedidos factura facturas
        seguimiento envío serie modelo pieza expediente referencia referencias recibo póliza poliza
        patente licencia matrícula matricula bastidor lote producto catálogo registro reclamación
        reserva localizador confirmación bulto paquete operación población código codigo códigos
        coordenadas catastral afiliación sesión autos sentencia albarán resguardo giro presupuesto
        contador cups colegiado incidencia lotería loteria primitiva sorteo crotal crotales
        extension extensions extensión extensiones
    """,
}
"""Two words are joined by ``_``. A word may mean several things."""

WORDS = {label: frozenset(words.split()) for label, words in _VOCABULARY.items()}
MEANING = {word: label for label, words in reversed(WORDS.items()) for word in words}
ANY_NUMBER = frozenset(("id", "ids", "code", "código", "codigo"))
"""They say less than the noun before them: a passport ID is a passport's number."""

NEAR = 4
"""Words within which a noun before a number still is its own: "order, as agreed, 600 …"."""

BESIDE = 2
"""Words, where the number's own form speaks for itself: "order no. 4111 …"."""

TOKEN = re.compile(r"[^\W\d_]{1,32}|\d{1,64}")


def label_before(text: str, start: int, wanted: Label, within: int = NEAR) -> Label | None:
    """What the text before `start` says that the number there is.

    The nearest label counts. One that isn't `wanted` must stand among the last `within` words, and
    before no other number that may have used it up: "about order 4471, call me at 612345678".
    Versions and places in documents come in lists, and share their label; only IP addresses are
    written like them.
    """
    tokens, words = _tokens(text, start), WORDS[wanted]
    others_count = True
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index][0].isdigit():
            others_count = False
            continue
        label = _meaning(tokens[index - 1] if index else "", tokens[index], words, wanted)
        near = others_count and len(tokens) - index <= within
        listed = label is Label.VERSION and wanted is Label.IP
        if label is wanted or listed or (label is not None and near):
            return label
    return None


def said(text: str, start: int, label: Label) -> bool:
    """Whether one of a label's words stands before `start`, whatever else does."""
    return not WORDS[label].isdisjoint(_tokens(text, start))


def _meaning(previous: str, word: str, words: frozenset[str], wanted: Label) -> Label | None:
    """Of one word, or of two; what is wanted comes first where a word means several things."""
    together = f"{previous}_{word}"
    if word in ANY_NUMBER and previous in words:
        return wanted
    if together in words or word in words:
        return wanted
    return MEANING.get(together) or MEANING.get(word)


def _tokens(text: str, start: int) -> list[str]:
    return TOKEN.findall(text[max(0, start - WINDOW) : start].lower())
