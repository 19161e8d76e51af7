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
    given_text,
)
from jarvis.config import Config


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
    asyncio.run(_ask(given_text(question), settings, own_model=bool(model or engine)))


async def _ask(question: str, config: Config, *, own_model: bool) -> None:
    from jarvis.assistant import Assistant, TurnRequest
    from jarvis.guardrails.guards import Guards
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
    guards = Guards(config.guardrails)
    assistant = Assistant(residents, FairQueue(), NoRecord(), Tracing(), guards, config.assistant)
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

    def save_answer(
        self, turn: str, content: str, status: object, figures: object, *beside: object
    ) -> None:
        """Pass it over."""

    def keep_text(self, turn: str, person: str, question: str, answer: str) -> None:
        """Pass it over."""
