"""The words of the Metrics tab about a person's documents, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnowledgeBoardWords:
    """What is said of them. Names in braces are filled in by `str.format`.

    Attributes:
        verdicts: how answers with sources are liked, beside those without.
        stages: what a search consists of, by its operation's name.
        parts: the same within the search, by the attribute's name.
    """

    title: str
    introduction: str
    searches: str
    searches_note: str
    asked: str
    asked_note: str
    hit_rate: str
    hit_rate_note: str
    nothing: str
    nothing_note: str
    citing: str
    citing_note: str
    p95: str
    p95_note: str
    p95_none: str
    none: str
    time: str
    time_note: str
    time_none: str
    time_finding: str
    found: str
    thumbs: str
    thumbs_note: str
    thumbs_none: str
    with_sources: str
    without: str
    up: str
    down: str
    share_up: str
    verdicts: Mapping[str, str]
    times: str
    times_note: str
    stage: str
    runs: str
    median: str
    stages: Mapping[str, str]
    parts: Mapping[str, str]
    documents: str
    documents_note: str
    documents_none: str
    document: str
    answers: str
    named: str
    gone: str


ENGLISH = KnowledgeBoardWords(
    title="Documents",
    introduction=(
        "What your documents did for answers. Counted here are searches and scores; what anybody"
        " asked isn’t kept for it."
    ),
    searches="Questions",
    searches_note="Each turn that asked your documents counts once.",
    asked="Asked of documents",
    asked_note="questions in this period",
    hit_rate="The documents spoke of it",
    hit_rate_note="something was found for {count}",
    nothing="The documents don’t say",
    nothing_note="nothing reached the least score",
    citing="Answers that name a source",
    citing_note="of those that were given some",
    p95="Searching, p95",
    p95_note="half of the searches take {p50} or less",
    p95_none="the time from the question to its passages",
    none="No question was asked of documents yet. Add some on the Knowledge tab.",
    time="Over time",
    time_note="Many questions without an answer: a document is missing.",
    time_none=(
        "No document was asked yet. Add some on the Knowledge tab, and then ask Jarvis about them."
    ),
    time_finding="Questions that the documents spoke of: {found}; that they didn’t: {nothing}.",
    found="The documents spoke",
    thumbs="Do sources help?",
    thumbs_note="Thumbs on answers that were given sources, beside those on all others.",
    thumbs_none="No thumbs yet. Press one under an answer.",
    with_sources="With sources",
    without="Without",
    up="Up",
    down="Down",
    share_up="Share up",
    verdicts={
        "early": "Too early to say: at least {least} thumbs are needed on each side.",
        "same": "No difference that chance alone couldn’t make.",
        "better": "Answers with sources are liked better, by {low} to {high} points.",
        "worse": "Answers with sources are liked less, by {low} to {high} points.",
    },
    times="What it costs",
    times_note="The time of a whole search, and of what it consists of.",
    stage="Stage",
    runs="Runs",
    median="Median",
    stages={
        "retrieval": "The whole search",
        "embeddings": "Embedding the question",
        "rerank": "Putting passages in order",
    },
    parts={
        "jarvis.retrieval.expand_ms": "writing it in other words",
        "jarvis.retrieval.embed_ms": "embedding the question",
        "jarvis.retrieval.dense_ms": "by meaning",
        "jarvis.retrieval.lexical_ms": "by words",
        "jarvis.retrieval.fuse_ms": "joining both",
        "jarvis.retrieval.rerank_ms": "putting passages in order",
    },
    documents="Most used documents",
    documents_note="In how many answers each stood, and how many named it.",
    documents_none="No answer was given a document yet.",
    document="Document",
    answers="Given to",
    named="Named in",
    gone="a document that is no longer here",
)

SPANISH = KnowledgeBoardWords(
    title="Documentos",
    introduction=(
        "Qué aportan tus documentos a las respuestas. Aquí se cuentan búsquedas y puntuaciones;"
        " para ello no se guarda nada de lo que alguien pregunta."
    ),
    searches="Preguntas",
    searches_note="Cada turno que consultó tus documentos cuenta una vez.",
    asked="Hechas a documentos",
    asked_note="preguntas en este período",
    hit_rate="Los documentos hablan de ello",
    hit_rate_note="se encontró algo para {count}",
    nothing="Los documentos no lo dicen",
    nothing_note="nada llegó a la puntuación mínima",
    citing="Respuestas que nombran una fuente",
    citing_note="de las que recibieron alguna",
    p95="Buscar, p95",
    p95_note="la mitad de las búsquedas lleva {p50} o menos",
    p95_none="el tiempo de la pregunta a sus pasajes",
    none="Aún no se ha preguntado nada a documentos. Añade algunos en la pestaña Documentos.",
    time="En el tiempo",
    time_note="Muchas preguntas sin respuesta: falta un documento.",
    time_none=(
        "Aún no se ha consultado ningún documento. Añade algunos en la pestaña Documentos y"
        " después pregunta a Jarvis por ellos."
    ),
    time_finding="Preguntas de las que hablan los documentos: {found}; de las que no: {nothing}.",
    found="Los documentos hablan",
    thumbs="¿Ayudan las fuentes?",
    thumbs_note="Pulgares de respuestas que recibieron fuentes, junto a los de las demás.",
    thumbs_none="Aún no hay pulgares. Pulsa uno debajo de una respuesta.",
    with_sources="Con fuentes",
    without="Sin fuentes",
    up="Arriba",
    down="Abajo",
    share_up="Parte arriba",
    verdicts={
        "early": "Es pronto para decirlo: hacen falta al menos {least} pulgares en cada lado.",
        "same": "Ninguna diferencia que no pueda hacer el azar.",
        "better": "Las respuestas con fuentes gustan más, entre {low} y {high} puntos.",
        "worse": "Las respuestas con fuentes gustan menos, entre {low} y {high} puntos.",
    },
    times="Lo que cuesta",
    times_note="El tiempo de una búsqueda entera y el de sus partes.",
    stage="Etapa",
    runs="Veces",
    median="Mediana",
    stages={
        "retrieval": "La búsqueda entera",
        "embeddings": "Vectorizar la pregunta",
        "rerank": "Ordenar pasajes",
    },
    parts={
        "jarvis.retrieval.expand_ms": "decirlo con otras palabras",
        "jarvis.retrieval.embed_ms": "vectorizar la pregunta",
        "jarvis.retrieval.dense_ms": "por el sentido",
        "jarvis.retrieval.lexical_ms": "por las palabras",
        "jarvis.retrieval.fuse_ms": "unir ambas",
        "jarvis.retrieval.rerank_ms": "ordenar pasajes",
    },
    documents="Documentos más usados",
    documents_note="En cuántas respuestas estuvo cada uno, y cuántas lo nombran.",
    documents_none="Ninguna respuesta ha recibido aún un documento.",
    document="Documento",
    answers="Dado a",
    named="Nombrado en",
    gone="un documento que ya no está",
)
