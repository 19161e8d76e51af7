"""The API as the official client uses it, on a real Jarvis with the scripted engine."""

import json

import httpx
import openai
import pytest

from tests.serving import served

CONFIG = """
[engines.scripted]
tokens_per_second = 400.0
"""
HELLO = [{"role": "user", "content": "Say this back, please."}]


@pytest.fixture(scope="module")
def jarvis(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("api")
    with served(data_dir, "--engine", "scripted", config=CONFIG) as jarvis:
        jarvis.wait_for(status="ready")
        yield jarvis


@pytest.fixture(scope="module")
def client(jarvis):
    with openai.OpenAI(base_url=f"{jarvis.url}/v1", api_key="any", max_retries=0) as client:
        yield client


def post(jarvis, body, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json", **headers}
    return httpx.post(f"{jarvis.url}/v1/chat/completions", content=content, headers=headers)


def test_the_loaded_model_is_listed(client):
    assert [model.id for model in client.models.list()] == ["scripted"]


def test_an_answer_in_one_piece(client):
    answer = client.chat.completions.create(model="scripted", messages=HELLO)
    assert answer.id.startswith("turn-")
    assert answer.choices[0].message.content == HELLO[0]["content"]
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.completion_tokens == 4
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + 4


def test_a_streamed_answer_with_its_usage(client):
    stream = client.chat.completions.create(
        model="jarvis", messages=HELLO, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    assert len({chunk.id for chunk in chunks}) == 1
    text = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(text) == HELLO[0]["content"]
    assert [piece for piece in text if piece]
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.completion_tokens == 4


def test_max_tokens_stop_and_logprobs_are_passed_on(client):
    answer = client.chat.completions.create(
        model="jarvis", messages=HELLO, max_completion_tokens=2, logprobs=True
    )
    assert answer.choices[0].finish_reason == "length"
    assert [entry.token for entry in answer.choices[0].logprobs.content] == ["Say", " this"]
    answer = client.chat.completions.create(model="jarvis", messages=HELLO, stop=" back")
    assert answer.choices[0].message.content == "Say this"


def test_response_format_and_tools_are_passed_on(client):
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    answer = client.chat.completions.create(
        model="jarvis",
        messages=HELLO,
        response_format={"type": "json_schema", "json_schema": {"name": "x", "schema": schema}},
    )
    assert json.loads(answer.choices[0].message.content) == {"n": 1}
    tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}
    answer = client.chat.completions.create(
        model="jarvis", messages=HELLO, tools=[tool], tool_choice="required"
    )
    assert answer.choices[0].finish_reason == "tool_calls"
    assert answer.choices[0].message.tool_calls[0].function.name == "look"


def test_several_system_messages_and_text_parts_are_understood(client):
    messages = [
        {"role": "system", "content": "One."},
        {"role": "user", "content": [{"type": "text", "text": "Part one"}]},
        {"role": "developer", "content": "Two."},
    ]
    answer = client.chat.completions.create(model="jarvis", messages=messages)
    assert answer.choices[0].message.content == "Part one"


def test_an_unknown_model_is_named_with_the_loaded_one(client):
    with pytest.raises(openai.NotFoundError) as error:
        client.chat.completions.create(model="gpt-5", messages=HELLO)
    assert error.value.code == "model_not_found"
    assert "'gpt-5'" in error.value.body["message"]
    assert "'scripted'" in error.value.body["hint"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"messages": [', "JSON"),
        (b'{"messages": [{"role": "user", "content": "\xff\xfe"}]}', "body"),
        ({"messages": []}, "messages"),
        ({}, "messages"),
        ({"messages": [{"role": "alien", "content": "x"}]}, "messages.0.role"),
        ({"messages": [{"role": "user", "content": " "}]}, "no message"),
        ({"messages": [{"role": "user", "content": "x" * 1_000_000}]}, "1,000,000"),
        ({"messages": HELLO, "temperature": 9}, "temperature"),
        ({"messages": HELLO, "n": 2}, "n"),
        ({"messages": HELLO, "response_format": {"type": "json_schema"}}, "json_schema"),
        ({"messages": [{"role": "user", "content": "word " * 9000}]}, "tokens long"),
    ],
)
def test_bad_input_is_a_400_that_says_what_is_wrong(jarvis, body, said):
    response = post(jarvis, body)
    assert response.status_code == 400
    error = response.json()["error"]
    assert said in error["message"]
    assert error["hint"]


def test_a_client_that_hangs_up_frees_its_slot(jarvis, client):
    long = [{"role": "user", "content": "word " * 3000}]
    for _ in range(6):  # more than there are slots
        stream = client.chat.completions.create(model="jarvis", messages=long, stream=True)
        next(iter(stream))
        stream.close()
    assert client.chat.completions.create(model="jarvis", messages=HELLO).choices


def test_the_openapi_page_describes_the_routes(jarvis):
    paths = httpx.get(f"{jarvis.url}/openapi.json").json()["paths"]
    assert {"/healthz", "/v1/chat/completions", "/v1/models", "/api/models"} <= set(paths)
    assert httpx.get(f"{jarvis.url}/docs").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_foreign_pages_are_refused(jarvis, headers):
    assert post(jarvis, {"messages": HELLO}, **headers).status_code == 403


def test_our_own_page_is_not_refused(jarvis):
    headers = {"Origin": jarvis.url, "Sec-Fetch-Site": "same-origin"}
    assert post(jarvis, {"messages": HELLO}, **headers).status_code == 200


def test_the_log_holds_json_lines_and_no_message_text(jarvis, client):
    client.chat.completions.create(
        model="jarvis", messages=[{"role": "user", "content": "a very private word"}]
    )
    turns = [line for line in jarvis.log() if line["event"] == "turn"]
    assert turns
    assert {"timestamp", "level", "event", "request_id", "latency_ms"} <= set(turns[-1])
    assert "private" not in (jarvis.data_dir / "logs" / "jarvis.log").read_text("utf-8")
