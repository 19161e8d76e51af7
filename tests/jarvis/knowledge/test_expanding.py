import dataclasses
import json
from collections.abc import AsyncGenerator

import pytest

from jarvis.knowledge.expanding import Expansion, able, expand
from models.catalogue import catalogue
from models.catalogue.card import Card
from models.chat import ChatModelSpec
from models.chat.scripted import ScriptedModel, Settings
from models.types import ChatDelta, ChatRequest

QUESTION = "How long is the notice period?"
GOOD = json.dumps(
    {
        "wordings": ["When must I give notice?", "¿Cuál es el plazo de preaviso?"],
        "passage": "The notice period is four weeks.",
    }
)


class Playing(ScriptedModel):
    """Plays its script whatever schema the answer shall obey, as a model that knows none would."""

    asked: ChatRequest | None = None

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        self.asked = request
        async for delta in super().stream(dataclasses.replace(request, json_schema=None)):
            yield delta


def model(answer: str, **settings: float) -> Playing:
    spec = ChatModelSpec("scripted", "", context_length=4_096)
    return Playing(spec, Settings(script=(answer,), **settings))  # type: ignore[arg-type]


async def test_a_good_answer_gives_wordings_and_a_passage() -> None:
    told = await expand(model(GOOD), QUESTION)
    assert told.wordings == ("When must I give notice?", "¿Cuál es el plazo de preaviso?")
    assert told.passage == "The notice period is four weeks."
    assert told.seconds > 0


async def test_the_model_is_asked_for_little_and_soberly() -> None:
    played = model(GOOD)
    await expand(played, QUESTION * 1_000)
    assert played.asked is not None
    assert played.asked.json_schema is not None
    assert played.asked.sampling.temperature == 0
    assert len(played.asked.messages[-1].content) < 2_000


@pytest.mark.parametrize(
    "answer",
    [
        "Sure! Here are some ideas.",
        "[1, 2, 3]",
        '"text"',
        "null",
        "{}",
        '{"wordings": "one", "passage": 3}',
        '{"wordings": [null, 7, {}, ""], "passage": null}',
        "!error out of memory",
        f"{GOOD[:30]}!error gone",
        " ",
    ],
)
async def test_junk_and_failures_add_nothing(answer: str) -> None:
    told = await expand(model(answer), QUESTION)
    assert (told.wordings, told.passage) == ((), "")


async def test_an_answer_that_was_cut_off_gives_what_is_whole() -> None:
    told = await expand(model('{"wordings": ["When must I give notice?", "And wh'), QUESTION)
    assert "When must I give notice?" in told.wordings


async def test_the_question_itself_is_no_other_wording() -> None:
    answer = json.dumps({"wordings": [QUESTION.upper(), "x", "x", "y", "z", "w"], "passage": ""})
    assert (await expand(model(answer), QUESTION)).wordings == ("x", "y", "z")


async def test_a_model_that_dawdles_is_not_waited_for() -> None:
    told = await expand(model(GOOD, first_token_seconds=30), QUESTION, seconds=0.05)
    assert dataclasses.replace(told, seconds=0) == Expansion()


async def test_a_model_that_was_unloaded_adds_nothing() -> None:
    gone = model(GOOD)
    await gone.close()
    assert (await expand(gone, QUESTION)).wordings == ()


@pytest.mark.parametrize(("parameters", "asked"), [(0, False), (135e6, False), (7e9, True)])
def test_only_larger_chat_models_are_asked(parameters: float, asked: bool) -> None:
    card = Card("m", "M", "", "chat", "llama_cpp", parameters=int(parameters))
    assert able(card) is asked
    assert not able(dataclasses.replace(card, task="embedding"))


def test_the_starter_is_not_asked() -> None:
    assert not any(able(card) for card in catalogue() if card.package)
