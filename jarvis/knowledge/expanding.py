"""Other wordings of a question, and a passage as an answer might read: more legs for a search.

The passage is HyDE (Gao et al., "Precise Zero-Shot Dense Retrieval without Relevance Labels",
2022): a made-up answer lies nearer to the true passage than the question does. Both cost one call
of the chat model, and a small model writes nonsense: `able` tells which may be asked.
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from models.catalogue.card import Card
from models.chat import ChatModel
from models.errors import ModelError
from models.types import ChatRequest, Message, Sampling

LEAST_PARAMETERS = 3_000_000_000
"""Of a model that can be asked; smaller ones' passages lead a search astray."""

SECONDS = 4.0
"""After them the search goes on without."""

MAX_TOKENS = 200
QUESTION_CHARACTERS = 1_000
WORDINGS = 3
WORDING_CHARACTERS = 300
PASSAGE_CHARACTERS = 1_200

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "wordings": {"type": "array", "items": {"type": "string"}},
        "passage": {"type": "string"},
    },
    "required": ["wordings", "passage"],
    "additionalProperties": False,
}
INSTRUCTIONS = (
    "You help to search a person's own documents. Don't answer the question. Write JSON with "
    '"wordings": two or three other ways to ask the same, with synonyms, one of them in Spanish '
    "if the question is in English, and in English if it is in Spanish; and "
    '"passage": two sentences as a document that answers the question might put it.'
)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a chat model adds to a question.

    Attributes:
        wordings: the question in other words.
        passage: how a document might answer it; made up, so never shown to anybody.
        seconds: how long the model took.
    """

    wordings: tuple[str, ...] = ()
    passage: str = ""
    seconds: float = 0.0


def able(card: Card) -> bool:
    """Whether a chat model is large enough to be asked."""
    return card.task == "chat" and card.parameters >= LEAST_PARAMETERS


async def expand(model: ChatModel, question: str, seconds: float = SECONDS) -> Expansion:
    """Ask a chat model, once. It never raises: what fails, or comes too late, adds nothing.

    Args:
        question: condensed, so that it can be understood without the ones before it.
        seconds: the longest wait.
    """
    began = time.perf_counter()
    answer = ""
    try:
        async with asyncio.timeout(seconds):
            answer = await _answer(model, _request(question))
    except (ModelError, TimeoutError):
        answer = ""
    return _read(answer, question, time.perf_counter() - began)


async def _answer(model: ChatModel, request: ChatRequest) -> str:
    async with aclosing(model.stream(request)) as deltas:
        return "".join([delta.text async for delta in deltas])


def _request(question: str) -> ChatRequest:
    return ChatRequest(
        messages=(
            Message("system", INSTRUCTIONS),
            Message("user", question[:QUESTION_CHARACTERS]),
        ),
        sampling=Sampling(temperature=0.0, max_tokens=MAX_TOKENS),
        json_schema=SCHEMA,
    )


def _read(answer: str, question: str, seconds: float) -> Expansion:
    """What of the answer can be used; models that obey no schema write anything."""
    told = _mended(answer)
    if not isinstance(told, dict):
        return Expansion(seconds=seconds)
    raw = told.get("wordings")
    found = (
        _line(wording, WORDING_CHARACTERS) for wording in (raw if isinstance(raw, list) else ())
    )
    own = " ".join(question.split()).casefold()
    wordings = dict.fromkeys(wording for wording in found if wording and wording.casefold() != own)
    passage = _line(told.get("passage"), PASSAGE_CHARACTERS)
    return Expansion(tuple(wordings)[:WORDINGS], passage, seconds)


def _mended(answer: str) -> object:
    """The JSON that was meant: an answer that ran out of tokens breaks off in the middle."""
    import json_repair

    try:
        return json_repair.repair_json(answer, return_objects=True)
    except (ValueError, TypeError, RecursionError):
        return None


def _line(text: object, most: int) -> str:
    return " ".join(text.split())[:most] if isinstance(text, str) else ""
