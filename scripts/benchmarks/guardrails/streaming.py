"""An answer through all output checks as it streams: what it costs, and how first words wait."""

import re
import time
from statistics import median

from jarvis.guardrails.answer_guard import AnswerGuard
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings
from models.types import ChatDelta, Usage
from scripts.benchmarks.figures import Figure, percentile, repeated
from scripts.benchmarks.guardrails.texts import messages

CHARACTERS = 2000
TOKEN = re.compile(r"\s*\w{1,4}|\s*\W")
"""About as long as a model's."""


def measure(runs: int, seconds: float) -> list[Figure]:
    """Milliseconds for a thousand characters of an answer, and tokens before the first words."""
    guards = Guards(GuardrailSettings())
    texts = messages(CHARACTERS, seed=11)
    _one(guards, next(texts))
    told = repeated(lambda _: _one(guards, next(texts)), runs, seconds)
    cost, held = zip(*told, strict=True)
    return [
        Figure("1,000 characters of an answer, all output checks", "ms", cost),
        Figure("tokens before the first words are shown", "", (median(held),)),
        Figure("tokens before the first words, 95th percentile", "", (percentile(held, 95),)),
    ]


def _one(guards: Guards, text: str) -> tuple[float, float]:
    guard, first, spent = AnswerGuard(guards), 0, 0.0
    tokens = TOKEN.findall(text)
    for number, token in enumerate(tokens, 1):
        began = time.perf_counter()
        pieces = guard.take(ChatDelta(text=token))
        spent += time.perf_counter() - began
        if not first and any(piece.text for piece in pieces):
            first = number
        if guard.ended:
            break
    else:
        guard.take(ChatDelta(finish_reason="stop", usage=Usage(1, len(tokens))))
    shown = sum(map(len, tokens[:number]))
    return spent * 1e6 / max(shown, 1), float(first or len(tokens))
