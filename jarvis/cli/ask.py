"""`jarvis ask "…"`: one answer in the terminal, from the running Jarvis or a model of its own."""

import asyncio
import sys
from contextlib import aclosing
from typing import Annotated

import typer

from jarvis.cli.options import (
    ConfigOption,
    DataDirOption,
    EngineOption,
    ModelOption,
    OfflineOption,
    configuration,
)
from jarvis.config import Config
from jarvis.errors import InvalidRequest


def ask_command(
    question: Annotated[str, typer.Argument(help="What to ask; - reads it from standard input.")],
    data_dir: DataDirOption = None,
    config: ConfigOption = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    offline: OfflineOption = None,
) -> None:
    """Answer one question in the terminal, as it is written."""
    settings = configuration(config, data_dir, model, engine, offline)
    asyncio.run(_ask(_question(question), settings, own_model=bool(model or engine)))


def _question(argument: str) -> str:
    if argument != "-":
        return argument
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            "Standard input isn't UTF-8 text.", "Convert it first, e.g. with iconv."
        ) from error


async def _ask(question: str, config: Config, *, own_model: bool) -> None:
    from jarvis.assistant import Assistant, TurnRequest
    from jarvis.instance import running
    from jarvis.ladder import Ladder
    from jarvis.log import set_up_logging
    from jarvis.privacy import silence_libraries
    from jarvis.queue import FairQueue
    from jarvis.telemetry.tracing import Tracing
    from models import hardware
    from models.residents import Residents
    from models.store import Store
    from models.types import ChatDelta, Message

    silence_libraries(offline=config.models.offline)
    set_up_logging(config.log, config.data_dir, terminal=False)
    store = Store(config.data_dir / "models", offline=config.models.offline)
    ladder = Ladder(config, store, hardware.detect(config.data_dir))
    instance = None if own_model else running(config.data_dir)
    residents = Residents()
    assistant = Assistant(residents, FairQueue(), NoRecord(), Tracing(), config.assistant)
    try:
        if instance:
            await residents.climb((ladder.wanted_rung(f"{instance.url}/v1"),))
        else:
            await residents.climb(ladder.rungs(config.models.chat))
        turn = assistant.turn(TurnRequest("terminal", (Message("user", question),)))
        async with aclosing(turn) as events:
            async for event in events:
                if isinstance(event, ChatDelta):
                    sys.stdout.write(event.text)
                    sys.stdout.flush()
        sys.stdout.write("\n")
    finally:
        await residents.close()


class NoRecord:
    """A question in the terminal belongs to no conversation; a server that answers it keeps it."""

    def save_answer(self, turn: str, content: str, status: object, figures: object) -> None:
        """Pass it over."""

    def keep_text(self, turn: str, person: str, question: str, answer: str) -> None:
        """Pass it over."""
