import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chat import wire
from models.errors import ContextTooLong
from models.types import (
    ChatDelta,
    ChatRequest,
    Message,
    Sampling,
    TokenLogprob,
    ToolCall,
    ToolCallDelta,
    Usage,
)

HELLO = (Message("user", "Hello"),)


class TestRequestBody:
    def test_says_only_what_was_asked(self) -> None:
        assert wire.request_body(ChatRequest(HELLO), "tiny") == {
            "model": "tiny",
            "messages": [{"role": "user", "content": "Hello"}],
            "stream": True,
            "stream_options": {"include_usage": True},
        }

    def test_carries_all_of_the_sampling(self) -> None:
        sampling = Sampling(0.0, 0.9, 40, 0.05, 0.1, 0.2, 64, ("END", "\n"), 0)
        body = wire.request_body(ChatRequest(HELLO, sampling), "tiny")
        assert (
            body.items()
            >= {
                "temperature": 0.0,
                "top_p": 0.9,
                "top_k": 40,
                "min_p": 0.05,
                "presence_penalty": 0.1,
                "frequency_penalty": 0.2,
                "max_tokens": 64,
                "seed": 0,
            }.items()
        )
        assert body["stop"] == ["END", "\n"]

    def test_carries_tools_and_their_choice(self) -> None:
        tool = {"type": "function", "function": {"name": "clock"}}
        body = wire.request_body(ChatRequest(HELLO, tools=(tool,), tool_choice="required"), "tiny")
        assert body["tools"] == [tool]
        assert body["tool_choice"] == "required"

    def test_asks_for_a_schema_or_for_any_object(self) -> None:
        schema = {"type": "array"}
        with_schema = wire.request_body(ChatRequest(HELLO, json_schema=schema), "tiny")
        assert with_schema["response_format"]["type"] == "json_schema"
        assert with_schema["response_format"]["json_schema"]["schema"] == schema
        any_object = wire.request_body(ChatRequest(HELLO, json_schema={}), "tiny")
        assert any_object["response_format"] == {"type": "json_object"}

    def test_asks_for_logprobs(self) -> None:
        assert wire.request_body(ChatRequest(HELLO, logprobs=True), "tiny")["logprobs"] is True

    def test_writes_tool_calls_and_their_results(self) -> None:
        call = ToolCall("call_1", "clock", "{}")
        messages = (
            Message("assistant", "", tool_calls=(call,)),
            Message("tool", "noon", tool_call_id="call_1"),
        )
        assert wire.messages(messages) == [
            {
                "role": "assistant",
                "content": "",
                "tool_calls": [
                    {
                        "id": "call_1",
                        "type": "function",
                        "function": {"name": "clock", "arguments": "{}"},
                    }
                ],
            },
            {"role": "tool", "content": "noon", "tool_call_id": "call_1"},
        ]

    @given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["system", "user"]))
    def test_is_json_whatever_the_text(self, content: str, role: Any) -> None:
        body = wire.request_body(ChatRequest((Message(role, content),)), "tiny")
        assert json.loads(json.dumps(body)) == body


class TestDelta:
    @pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
    def test_reads_text_and_reasoning(self, field: str) -> None:
        assert wire.delta(chunk({"content": "a"})) == ChatDelta(text="a")
        assert wire.delta(chunk({field: "hm"})) == ChatDelta(reasoning="hm")

    def test_reads_tool_calls(self) -> None:
        calls = [
            {"index": 1, "id": "call_2", "function": {"name": "clock", "arguments": None}},
            {"index": 1, "function": {"arguments": '{"a"'}},
        ]
        assert wire.delta(chunk({"tool_calls": calls})).tool_calls == (
            ToolCallDelta(1, "call_2", "clock", ""),
            ToolCallDelta(1, None, None, '{"a"'),
        )

    def test_reads_logprobs(self) -> None:
        logprobs = {"content": [{"token": "a", "logprob": -0.5, "top_logprobs": []}]}
        delta = wire.delta(chunk({"content": "a"}, logprobs=logprobs))
        assert delta.logprobs == (TokenLogprob("a", -0.5),)

    @pytest.mark.parametrize(
        ("word", "reason"),
        [
            ("stop", "stop"),
            ("length", "length"),
            ("tool_calls", "tool_calls"),
            ("function_call", "tool_calls"),
            ("content_filter", "stop"),
            (None, None),
        ],
    )
    def test_reads_the_finish_reason(self, word: str | None, reason: str | None) -> None:
        assert wire.delta(chunk({}, finish_reason=word)).finish_reason == reason

    def test_reads_usage_from_a_chunk_without_choices(self) -> None:
        details = {"cached_tokens": 8}
        usage = {"prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": details}
        delta = wire.delta({"choices": [], "usage": usage})
        assert delta == ChatDelta(usage=Usage(9, 4, cached_tokens=8))

    @pytest.mark.parametrize(
        "empty",
        [
            {},
            {"choices": None},
            {"choices": [{"delta": None, "logprobs": None}], "usage": None},
            {"choices": [{"delta": {"role": "assistant", "content": None, "tool_calls": None}}]},
        ],
    )
    def test_reads_nothing_from_an_empty_chunk(self, empty: dict[str, Any]) -> None:
        assert wire.delta(empty) == ChatDelta()


class TestEnding:
    def test_joins_what_came_apart(self) -> None:
        ending = wire.Ending()
        assert ending.hold(ChatDelta("a")) == ChatDelta("a")
        assert ending.hold(ChatDelta("b", finish_reason="length")) == ChatDelta("b")
        assert ending.hold(ChatDelta(usage=Usage(1, 2))) is None
        assert ending.last() == ChatDelta(finish_reason="length", usage=Usage(1, 2))


class TestContextTooLong:
    def test_is_read_off_llama_cpp_with_its_numbers(self) -> None:
        error = {"type": "exceed_context_size_error", "n_prompt_tokens": 3031, "n_ctx": 1024}
        found = wire.context_too_long(error, limit=4096)
        assert isinstance(found, ContextTooLong)
        assert (found.tokens, found.limit) == (3031, 1024)
        assert "3031" in found.message

    @pytest.mark.parametrize(
        "error",
        [
            {"code": "context_length_exceeded", "message": "Too long."},
            {"code": 400, "message": "This model's maximum context length is 4096 tokens."},
        ],
    )
    def test_is_read_off_others(self, error: dict[str, Any]) -> None:
        found = wire.context_too_long(error, limit=4096)
        assert found is not None
        assert (found.tokens, found.limit) == (None, 4096)

    def test_is_nothing_else(self) -> None:
        assert wire.context_too_long({"code": 400, "message": "No such tool."}, 4096) is None


def chunk(delta: dict[str, Any], **choice: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, **choice}]}
