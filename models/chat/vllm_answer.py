"""What goes into one call of vLLM's ``generate`` and what comes out, in our words.

It doesn't know the engine, its tokenizer or its prompts.
"""

from collections.abc import Mapping
from typing import Any

from models.chat import wire
from models.errors import GenerationFailed
from models.types import ChatDelta, ChatRequest, FinishReason, TokenLogprob, Usage

_FINISH_REASONS: Mapping[str | None, FinishReason] = {"stop": "stop", "length": "length"}


def sampling_values(request: ChatRequest, room: int) -> dict[str, Any]:
    """`request`'s sampling as arguments of vLLM's ``SamplingParams``, which has the same names.

    Args:
        room: tokens that the context has left for the answer.
    """
    values = wire.sampling(request.sampling)
    values["max_tokens"] = min(values.get("max_tokens", room), room)
    if request.logprobs:
        values["logprobs"] = 0  # of the drawn token only, without alternatives
    return values


def structured_outputs(schema: Mapping[str, Any]) -> Any:
    """The ``StructuredOutputsParams`` that make an answer obey `schema`."""
    from vllm.sampling_params import StructuredOutputsParams

    if not schema:
        return StructuredOutputsParams(json_object=True)
    return StructuredOutputsParams(json=dict(schema))


class Answer:
    """Turns vLLM's outputs into deltas and adds their tokens up.

    Args:
        input_tokens: the prompt's length.
    """

    def __init__(self, input_tokens: int) -> None:
        self._input_tokens = input_tokens
        self._output_tokens = 0
        self._cached_tokens = 0
        self._finish_reason: str | None = None

    def take(self, output: Any) -> ChatDelta | None:
        """The next output as a delta; None when there is nothing to show yet."""
        (completion,) = output.outputs
        self._output_tokens += len(completion.token_ids)
        self._cached_tokens = output.num_cached_tokens or self._cached_tokens
        self._finish_reason = completion.finish_reason
        delta = ChatDelta(completion.text, logprobs=_logprobs(completion))
        return None if delta == ChatDelta() else delta

    def last(self) -> ChatDelta:
        """The final delta.

        Raises:
            GenerationFailed: the engine ended the answer for a reason of its own.
        """
        if (reason := _FINISH_REASONS.get(self._finish_reason)) is None:
            raise GenerationFailed("The model was unloaded while it answered.", "Ask again.")
        usage = Usage(self._input_tokens, self._output_tokens, self._cached_tokens)
        return ChatDelta(finish_reason=reason, usage=usage)


def _logprobs(completion: Any) -> tuple[TokenLogprob, ...]:
    drawn = list(zip(completion.token_ids, completion.logprobs or (), strict=False))
    if _ended_by_token(completion):
        drawn = drawn[:-1]
    entries = [entries[token_id] for token_id, entries in drawn]
    return tuple(TokenLogprob(entry.decoded_token or "", entry.logprob) for entry in entries)


def _ended_by_token(completion: Any) -> bool:
    """Whether the last token says "the end", and is no part of the text; stop texts are strings."""
    return completion.finish_reason == "stop" and not isinstance(completion.stop_reason, str)
