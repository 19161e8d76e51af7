"""What every engine keeps to, tried on the starter's weights.

A JSON schema that allows one text makes any model say exactly that: so these tests know an answer
beforehand, however small the model.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from models.chat import ENGINES, ChatModel
from models.errors import ContextTooLong, ModelError
from models.types import ChatDelta, ChatRequest, Message, Sampling, ToolCall

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

STORY = (Message("user", "Tell me a long story about the sea."),)
LONG = "word " * 40
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}


@dataclass(frozen=True)
class Answer:
    deltas: tuple[ChatDelta, ...]

    @property
    def text(self) -> str:
        return "".join(delta.text for delta in self.deltas)

    @property
    def last(self) -> ChatDelta:
        return self.deltas[-1]


def story(max_tokens: int = 12, **sampling: float) -> ChatRequest:
    return ChatRequest(STORY, Sampling(max_tokens=max_tokens, **sampling))  # type: ignore[arg-type]


def saying(text: str, *stop: str) -> ChatRequest:
    """A request whose answer is `text` as a JSON string, whatever the model."""
    return ChatRequest(STORY, Sampling(temperature=0, stop=stop), json_schema={"enum": [text]})


async def ask(model: ChatModel, request: ChatRequest) -> Answer:
    return Answer(tuple([delta async for delta in model.stream(request)]))


async def test_it_says_what_it_is(model: ChatModel) -> None:
    assert model.name == "starter"
    assert model.engine in ENGINES
    assert model.context_length == 1024
    assert model.max_sequences == 2


class TestTheStream:
    async def test_ends_with_one_delta_that_has_reason_and_usage(self, model: ChatModel) -> None:
        answer = await ask(model, story())
        assert [d for d in answer.deltas if d.finish_reason or d.usage] == [answer.last]
        assert answer.last.finish_reason is not None
        assert answer.last.usage is not None
        assert answer.last.usage.input_tokens > 0
        assert answer.last.usage.output_tokens > 0

    async def test_comes_in_pieces_that_join_to_the_text(self, model: ChatModel) -> None:
        answer = await ask(model, saying("one two three four five"))
        assert json.loads(answer.text) == "one two three four five"
        assert sum(bool(delta.text) for delta in answer.deltas) > 1
        assert answer.last.finish_reason == "stop"

    async def test_never_cuts_a_character(self, model: ChatModel) -> None:
        said = "👩‍👩‍👧‍👦 ¿Qué año? 漢字 🦄"
        answer = await ask(model, saying(said))
        assert json.loads(answer.text) == said

    async def test_runs_beside_others_without_mixing(self, model: ChatModel) -> None:
        words = ("north ", "south ", "east ", "west ")
        requests = [saying(word * 10) for word in words]
        answers = await asyncio.gather(*(ask(model, request) for request in requests))
        assert [json.loads(answer.text) for answer in answers] == [word * 10 for word in words]


class TestSampling:
    async def test_max_tokens_ends_with_length(self, model: ChatModel) -> None:
        answer = await ask(model, story(max_tokens=5))
        assert answer.last.finish_reason == "length"
        assert answer.last.usage is not None
        assert answer.last.usage.output_tokens == 5

    async def test_a_stop_text_is_never_seen(self, model: ChatModel) -> None:
        answer = await ask(model, saying("alpha beta gamma", "never", "ha be"))
        assert answer.text == '"alp'
        assert answer.last.finish_reason == "stop"

    async def test_a_seed_repeats_a_draw(self, model: ChatModel) -> None:
        draws = [await ask(model, story(temperature=1.0, seed=7)) for _ in range(3)]
        assert len({draw.text for draw in draws}) == 1

    async def test_another_seed_draws_otherwise(self, model_with_weights: ChatModel) -> None:
        requests = [story(temperature=1.0, seed=seed) for seed in range(3)]
        draws = [await ask(model_with_weights, request) for request in requests]
        assert len({draw.text for draw in draws}) > 1

    async def test_every_setting_is_taken(self, model: ChatModel) -> None:
        sampling = Sampling(
            temperature=0.7,
            top_p=0.9,
            top_k=20,
            min_p=0.05,
            presence_penalty=0.1,
            frequency_penalty=0.1,
            max_tokens=4,
            seed=1,
        )
        assert (await ask(model, ChatRequest(STORY, sampling))).text


class TestJson:
    async def test_a_schema_is_obeyed(self, model: ChatModel) -> None:
        schema = {
            "type": "object",
            "properties": {
                "colour": {"enum": ["red", "green"]},
                "bright": {"type": "boolean"},
            },
            "required": ["colour", "bright"],
            "additionalProperties": False,
        }
        answer = await ask(model, ChatRequest(STORY, json_schema=schema))
        fields = json.loads(answer.text)
        assert set(fields) == {"colour", "bright"}
        assert fields["colour"] in {"red", "green"}
        assert isinstance(fields["bright"], bool)

    async def test_the_empty_schema_is_any_object(self, model: ChatModel) -> None:
        sampling = Sampling(temperature=0, max_tokens=20)  # by chance, it may be blanks for long
        answer = await ask(model, ChatRequest(STORY, sampling, json_schema={}))
        assert answer.text.lstrip().startswith("{")


class TestTools:
    @pytest.mark.parametrize("choice", ["auto", "none", None])
    async def test_may_be_offered(self, model: ChatModel, choice: str | None) -> None:
        """The starter's template knows no tools, so more can't be asked of it."""
        request = ChatRequest(STORY, Sampling(max_tokens=4), tools=(WEATHER,), tool_choice=choice)
        assert (await ask(model, request)).text

    async def test_results_are_read(self, model: ChatModel) -> None:
        call = ToolCall("call_1", "weather", '{"city": "Lima"}')
        messages = (
            Message("system", "You are brief."),
            Message("user", "The weather in Lima?"),
            Message("assistant", "", tool_calls=(call,)),
            Message("tool", "Sunny.", tool_call_id="call_1"),
        )
        request = ChatRequest(messages, Sampling(max_tokens=4), tools=(WEATHER,))
        assert (await ask(model, request)).last.finish_reason is not None


class TestLogprobs:
    async def test_one_a_token_joined_to_the_text(self, model: ChatModel) -> None:
        request = ChatRequest(STORY, Sampling(max_tokens=8), logprobs=True)
        answer = await ask(model, request)
        logprobs = [entry for delta in answer.deltas for entry in delta.logprobs]
        assert "".join(entry.token for entry in logprobs) == answer.text
        assert all(entry.logprob <= 0 for entry in logprobs)
        assert answer.last.usage is not None
        assert len(logprobs) == answer.last.usage.output_tokens

    async def test_leave_out_the_token_that_ends_the_answer(self, model: ChatModel) -> None:
        request = replace(saying("the end"), logprobs=True)
        answer = await ask(model, request)
        assert answer.last.finish_reason == "stop"
        tokens = [entry.token for delta in answer.deltas for entry in delta.logprobs]
        assert json.loads("".join(tokens)) == "the end"

    async def test_only_when_asked_for(self, model: ChatModel) -> None:
        answer = await ask(model, story())
        assert not any(delta.logprobs for delta in answer.deltas)


class TestTokens:
    async def test_are_counted_as_the_usage_says(self, model: ChatModel) -> None:
        messages = (Message("system", "Be kind."), *STORY, Message("assistant", "Once …"), *STORY)
        answer = await ask(model, ChatRequest(messages, Sampling(max_tokens=1)))
        assert answer.last.usage is not None
        assert await model.count_tokens(messages) == answer.last.usage.input_tokens

    async def test_grow_with_the_conversation(self, model: ChatModel) -> None:
        conversation = STORY * 4
        counts = [await model.count_tokens(conversation[:length]) for length in (1, 2, 3, 4)]
        assert counts == sorted(set(counts))

    async def test_seen_before_come_from_the_cache(self, model_with_weights: ChatModel) -> None:
        messages = (Message("user", "The sea is wide and blue. " * 20),)
        request = ChatRequest(messages, Sampling(max_tokens=1))
        await ask(model_with_weights, request)
        usage = (await ask(model_with_weights, request)).last.usage
        assert usage is not None
        assert 0 < usage.cached_tokens <= usage.input_tokens


class TestContext:
    async def test_too_long_a_prompt_is_refused_and_nothing_else(self, model: ChatModel) -> None:
        request = ChatRequest((Message("user", "wave " * 3000),))
        with pytest.raises(ContextTooLong) as refused:
            await ask(model, request)
        assert refused.value.limit == model.context_length
        assert refused.value.tokens is None or refused.value.tokens > model.context_length
        assert refused.value.hint
        assert (await ask(model, story())).text

    async def test_an_answer_ends_where_the_context_does(self, model: ChatModel) -> None:
        messages = (Message("user", "wave " * 950),)
        answer = await ask(model, ChatRequest(messages, json_schema={"enum": [LONG * 3]}))
        usage = answer.last.usage
        assert answer.last.finish_reason == "length"
        assert usage is not None
        assert usage.input_tokens + usage.output_tokens <= model.context_length


class TestOddMessages:
    @pytest.mark.parametrize(
        "content",
        [
            "",
            " ",
            "👨‍👩‍👧‍👦🏳️‍🌈",
            "a\0b",
            "x" * 900,
            "<|im_end|><|im_start|>system",
            "\u202e\ufeff\n\r",
        ],
        ids=["empty", "space", "emoji", "nul", "long word", "template's own tokens", "controls"],
    )
    async def test_are_answered(self, model: ChatModel, content: str) -> None:
        request = ChatRequest((Message("user", content),), Sampling(max_tokens=4))
        assert (await ask(model, request)).last.usage is not None


class TestStopping:
    async def test_frees_the_slot_at_once(self, model: ChatModel) -> None:
        running = asyncio.create_task(ask(model, saying(LONG)))
        for _ in range(2):
            stopped = model.stream(saying(LONG))
            await anext(stopped)
            await stopped.aclose()
            await ask(model, saying("next"))
        assert not running.done(), "the next answers had to wait for a slot"
        assert json.loads((await running).text) == LONG

    async def test_by_cancelling_the_task_does_too(self, model: ChatModel) -> None:
        running = asyncio.create_task(ask(model, saying(LONG)))
        for _ in range(2):
            stopped = asyncio.create_task(ask(model, saying(LONG)))
            await asyncio.sleep(0.05)
            stopped.cancel()
            with pytest.raises(asyncio.CancelledError):
                await stopped
            await ask(model, saying("next"))
        assert not running.done(), "the next answers had to wait for a slot"
        assert json.loads((await running).text) == LONG

    async def test_before_the_first_piece_is_fine(self, model: ChatModel) -> None:
        await model.stream(story()).aclose()
        assert (await ask(model, story())).text


async def test_closing_breaks_streams_off_and_ends_all_use(
    load_another: Callable[[], Awaitable[ChatModel]],
) -> None:
    model = await load_another()
    streaming = model.stream(saying(LONG))
    await anext(streaming)
    waiting = asyncio.create_task(ask(model, saying(LONG)))
    await asyncio.sleep(0.05)
    await model.close()
    with pytest.raises(ModelError):
        [delta async for delta in streaming]
    with pytest.raises(ModelError):
        await waiting
    with pytest.raises(ModelError):
        await ask(model, story())
    with pytest.raises(ModelError):
        await model.count_tokens(STORY)
    await model.close()
