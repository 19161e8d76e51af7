"""What the knowledge routes take and give, as JSON."""

from typing import Annotated

from pydantic import BaseModel, Field

from jarvis.errors import InvalidRequest
from jarvis.knowledge.documents import ATTACHED, Collection, Document, Hit, Retrieval, Status

QUERY_MAX = 10_000
"""Characters of a question; what a search looks for is cut to far less."""


class DocumentBody(BaseModel):
    """A document, as it stands."""

    id: str
    name: str
    collection: str
    status: Status
    progress: float = Field(ge=0, le=1)
    seconds_left: float | None
    bytes: int
    pages: int = Field(description="0 where the format has none")
    passages: int
    error: str
    hint: str = Field(description="what to do; of a ready document, what was left out of it")
    created: float = Field(description="seconds since the epoch")

    @classmethod
    def of(cls, document: Document) -> "DocumentBody":
        """The document as JSON tells it."""
        return cls(**{name: getattr(document, name) for name in cls.model_fields})


class DocumentsAnswer(BaseModel):
    """Documents, newest first."""

    documents: list[DocumentBody]


class AddedAnswer(BaseModel):
    """A document that was taken in. One that was there already is told with its own id."""

    id: str
    status: Status


class CollectionBody(BaseModel):
    """A collection and what is in it."""

    name: str
    documents: int
    passages: int

    @classmethod
    def of(cls, collection: Collection) -> "CollectionBody":
        """The collection as JSON tells it."""
        return cls(
            name=collection.name, documents=collection.documents, passages=collection.passages
        )


class CollectionsAnswer(BaseModel):
    """Every collection."""

    collections: list[CollectionBody]


class SearchRequest(BaseModel):
    """A question, and where to look; without a collection, everywhere."""

    query: Annotated[str, Field(max_length=QUERY_MAX)]
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    collection: str | None = None


class DocumentName(BaseModel):
    """Which document."""

    id: str
    name: str


class PassageBody(BaseModel):
    """A passage that was found. `start` and `end` count characters of the document's text."""

    id: int
    text: str
    document: DocumentName
    heading: str
    page: int | None
    line: int
    start: int
    end: int
    score: float
    dense: float | None = Field(description="cosine of question and passage")
    lexical: float | None = Field(description="BM25")
    reranked: float | None
    exact: list[str] = Field(description="quoted phrases and codes that it holds word for word")

    @classmethod
    def of(cls, hit: Hit) -> "PassageBody":
        """The hit as JSON tells it."""
        passage = hit.passage
        return cls(
            id=passage.id,
            text=passage.text,
            document=DocumentName(id=passage.document, name=passage.name),
            heading=passage.heading,
            page=passage.page,
            line=passage.line,
            start=passage.start,
            end=passage.end,
            score=hit.score,
            dense=hit.dense,
            lexical=hit.lexical,
            reranked=hit.reranked,
            exact=list(hit.exact),
        )


class SearchAnswer(BaseModel):
    """What was found, best first."""

    passages: list[PassageBody]
    speaks: bool = Field(description="whether the documents speak of it at all")
    question: str = Field(description="what was looked for")
    seconds: dict[str, float]
    note: str

    @classmethod
    def of(cls, retrieval: Retrieval) -> "SearchAnswer":
        """The retrieval as JSON tells it."""
        return cls(
            passages=[PassageBody.of(hit) for hit in retrieval.hits],
            speaks=retrieval.speaks,
            question=retrieval.question,
            seconds={stage: round(took, 5) for stage, took in retrieval.seconds.items()},
            note=retrieval.note,
        )


class IndexAnswer(BaseModel):
    """How the vector index stands."""

    kind: str = Field(description="exact while Chroma isn't ready or can't be used")
    vectors: int
    note: str


def collection_name(given: str) -> str:
    """A collection's name, unless it is one that belongs to a conversation.

    Raises:
        InvalidRequest
    """
    if given.strip().casefold().startswith(ATTACHED):
        raise InvalidRequest(
            f"No collection's name begins with {ATTACHED!r}.", "Choose another name."
        )
    return given
