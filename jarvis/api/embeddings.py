"""POST /v1/embeddings: texts as vectors, as OpenAI's clients ask for them."""

import asyncio
import base64
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from jarvis.api.guarded import WRITING, guarded
from jarvis.api.openai_request import ALIAS
from jarvis.errors import InvalidRequest
from models.embedding import Embedder, Vectors
from models.errors import ModelNotFound, NoModelReady

MOST_TEXTS = 2048
"""In one request, as in OpenAI's."""

BODY_MAX_BYTES = 32 << 20

Text = Annotated[str, Field(min_length=1)]


class EmbeddingsRequest(BaseModel):
    """Texts, and how their vectors shall be written.

    `input_type` is ours: models that read questions in another way than passages are told which
    these are.
    """

    input: Text | Annotated[list[Text], Field(min_length=1, max_length=MOST_TEXTS)]
    model: str = ALIAS
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None
    input_type: Literal["query", "passage"] = "passage"

    @property
    def texts(self) -> list[str]:
        """One or many, as a list."""
        return [self.input] if isinstance(self.input, str) else self.input


def router(embedder: Callable[[], Embedder | None]) -> APIRouter:
    """The route.

    Args:
        embedder: waits for the embedder, and gives it; None where there is none. Blocking.
    """
    routes = APIRouter(
        prefix="/v1", tags=["OpenAI-compatible"], route_class=guarded(None, BODY_MAX_BYTES)
    )

    @routes.post("/embeddings", summary="Texts as vectors", responses=WRITING)
    async def embeddings(body: EmbeddingsRequest) -> dict[str, Any]:
        return await asyncio.to_thread(lambda: _answer(embedder(), body))

    return routes


def _answer(model: Embedder | None, body: EmbeddingsRequest) -> dict[str, Any]:
    model = _checked(model, body)
    vectors = _vectors(model, body)
    tokens = model.count_tokens(body.texts)
    return {
        "object": "list",
        "model": model.name,
        "data": [
            {"object": "embedding", "index": index, "embedding": written}
            for index, written in enumerate(_written(vectors, body.encoding_format))
        ],
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }


def _checked(model: Embedder | None, body: EmbeddingsRequest) -> Embedder:
    """The embedder, if it is the one that is asked for.

    Raises:
        NoModelReady, ModelNotFound, InvalidRequest
    """
    if model is None:
        raise NoModelReady("No embedding model is loaded.", "Run `jarvis doctor`.")
    if body.model not in (ALIAS, model.name):
        raise ModelNotFound(
            f"The embedding model {body.model!r} isn't loaded.",
            f"Loaded is {model.name!r}; {ALIAS!r} always means the loaded one.",
        )
    if body.dimensions not in (None, model.dimensions):
        raise InvalidRequest(
            f"{model.name} gives {model.dimensions} dimensions, not {body.dimensions}.",
            "Leave `dimensions` out.",
        )
    return model


def _vectors(model: Embedder, body: EmbeddingsRequest) -> Vectors:
    import numpy as np

    if body.input_type == "query":
        return np.stack([model.embed_query(text) for text in body.texts])
    return model.embed_passages(body.texts)


def _written(vectors: Vectors, form: str) -> list[Any]:
    """As numbers, or as the bytes of little-endian float32 in base64."""
    if form == "float":
        rows: list[Any] = vectors.tolist()
        return rows
    return [base64.b64encode(row.astype("<f4").tobytes()).decode() for row in vectors]
