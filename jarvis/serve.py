"""The composition root: settings → parts → one ASGI app. The only place that knows everyone.

The port answers first; the model loads and the page is built behind it.
"""

import asyncio
import gc
import logging
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import structlog
import uvicorn
from fastapi import FastAPI

from jarvis.address import bind
from jarvis.api import create_api
from jarvis.api.opening import Opening
from jarvis.assistant import Assistant
from jarvis.choice import read_choice
from jarvis.config import Config
from jarvis.conversations import Conversations
from jarvis.errors import GuardrailsUnavailable
from jarvis.guardrails.classifiers import take_over
from jarvis.guardrails.guards import Guards
from jarvis.housekeeping import keep_house
from jarvis.instance import cookie_secret, hold, owner_token
from jarvis.knowledge import knowledge as knowledge_room
from jarvis.knowledge.companions import take_up
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge.tracing import note_stage
from jarvis.knowledge.words.language import language
from jarvis.ladder import Ladder
from jarvis.log import set_up_logging
from jarvis.privacy import silence_libraries
from jarvis.queue import FairQueue
from jarvis.refuge import Reason, writable
from jarvis.shelf import Shelf
from jarvis.telemetry.telemetry import FOLDER, Telemetry
from jarvis.upkeep import Upkeep
from jarvis.voice import companions as voice_companions
from jarvis.voice.voice import Voice
from models import hardware
from models.background import in_daemon_thread
from models.errors import ModelError
from models.residents import Residents
from models.store import Store
from ui.parts import Parts

STOP_SECONDS = 1
"""How long open requests may take to end when Jarvis stops."""

MODEL_FIRST_SECONDS = 1.0
"""How long the ledger and the page wait for the model, once the guardrails are there."""

WANTED_LOOKS_SECONDS = 0.05

SWITCH_SECONDS = 0.001
"""How long a thread may keep the interpreter while another wants it. Each call into DuckDB, and
each of an engine's thread, ends with wanting it back: with Python's 5 ms a busy server made them
wait longer than they worked. Measured by `./scripts/bench telemetry`.
"""

log = structlog.get_logger(__name__)


def serve(config: Config) -> None:
    """Run until Ctrl-C.

    Raises:
        JarvisError: it can't start; nothing is left behind.
    """
    silence_libraries(offline=config.models.offline)
    os.umask(0o077)  # what is kept is for its owner alone
    sys.setswitchinterval(SWITCH_SECONDS)
    sock = bind(config.server.host, config.server.port)
    url = _url(sock)
    with writable(config.data_dir) as (folder, nothing_kept), hold(folder, url):
        log_file = set_up_logging(config.log, folder)
        if nothing_kept:
            log.error("nothing_kept", cause=f"the disk is {nothing_kept}", data=str(folder))
        app = compose(config, folder, str(log_file), nothing_kept)
        log.info("listening", url=url, data=str(folder))
        if config.server.open_browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        _run(app, sock)
    log.info("stopped")
    _leave_threads_behind()


def _leave_threads_behind() -> None:
    """End at once if a library is still loading in a thread: Python's own farewell would pull the
    interpreter from under it, and the process would abort. Everything of ours is closed by now.
    """
    if threading.active_count() > 1:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)


def compose(
    config: Config, data_dir: Path, log_file: str, nothing_kept: Reason | None = None
) -> FastAPI:
    """Build every part and hand each its own.

    Args:
        data_dir: where things are kept; models are read where config.toml says, all the same.
    """
    models = config.data_dir / "models"
    store = Store(models, offline=config.models.offline, hub=config.models.hub or None)
    ladder = Ladder(config, store, hardware.detect(config.data_dir))
    queue = FairQueue(max_waiting=config.queue.max_waiting)
    residents = Residents(
        memory=_memory_in_use,
        room=ladder.room,
        on_change=lambda: queue.resize(residents.max_sequences),
    )
    guards = Guards(config.guardrails)
    conversations = Conversations(
        data_dir / "conversations.db",
        covered=guards.kept,
        undo_seconds=config.data.undo_seconds,
        keep_texts=config.telemetry.text_days > 0,
    )
    telemetry = Telemetry(config.telemetry, data_dir, residents, lambda: queue.waiting)
    tracing = telemetry.tracing
    knowledge = Knowledge(
        data_dir / knowledge_room.FOLDER,
        config.knowledge,
        expands=ladder.expands,
        on_stage=partial(note_stage, tracing),
    )
    voice = Voice(config.voice, store, language, tracing.background)
    upkeep = Upkeep(telemetry.ledger, data_dir / FOLDER, conversations)
    parts = Parts(
        assistant=Assistant(
            residents, queue, conversations, tracing, guards, config.assistant, knowledge
        ),
        conversations=conversations,
        residents=residents,
        shelf=Shelf(store, residents, data_dir, fit=ladder.fit, rung=ladder.rung),
        ledger=telemetry.ledger,
        alerts=telemetry.alerts,
        telemetry=config.telemetry,
        guards=guards,
        knowledge=knowledge,
        voice=voice,
        tracing=tracing,
        voiced=telemetry.voiced,
        settings=config.page,
        limits=config.assistant,
        log_file=log_file,
        nothing_kept=nothing_kept,
    )
    ladder.check()
    wanted = config.models.chat
    if wanted == "auto":
        wanted = read_choice(data_dir) or "auto"
    opening = Opening()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(conversations.close)
            stack.push_async_callback(telemetry.close)
            stack.push_async_callback(residents.close)
            stack.push_async_callback(parts.shelf.close)
            stack.push_async_callback(asyncio.to_thread, knowledge.close)
            stack.push_async_callback(asyncio.to_thread, voice.close)
            if cut_off := conversations.recover():
                log.info("recovered", interrupted_answers=cut_off)
            for work in (
                _load(residents, ladder, wanted),
                _load_guards(guards, residents, store, ladder),
                _open_knowledge(parts, store, ladder, opening),
                _open_voice(parts.voice, store, ladder),
                _open_ledger(parts),
                _open_page(stack, opening, parts),
                telemetry.watch(),
                keep_house(conversations, upkeep, knowledge.library, config.telemetry),
            ):
                stack.push_async_callback(_cancel, asyncio.create_task(work))
            yield

    return create_api(
        assistant=parts.assistant,
        residents=residents,
        shelf=parts.shelf,
        telemetry=telemetry,
        keeper=upkeep,
        guards=guards,
        knowledge=knowledge,
        voice=voice,
        text_max_bytes=config.assistant.message_max_bytes,
        opening=opening,
        secret=cookie_secret(data_dir),
        owner_token=owner_token(data_dir),
        allowed_hosts=config.server.allowed_hosts,
        log_file=log_file,
        lifespan=lifespan,
    )


def _memory_in_use() -> int:
    """Bytes that this process holds, in RAM and on GPUs together."""
    return hardware.process_memory() + hardware.gpu_memory_used_by(os.getpid())


async def _load(residents: Residents, ladder: Ladder, wanted: str) -> None:
    """Climb the ladder. What fails is told on the page and by /healthz; Jarvis stays up."""
    try:
        rungs = await in_daemon_thread(lambda: ladder.rungs(wanted), "ladder")
    except ModelError as error:
        residents.note_failure(wanted, error)
        rungs = await in_daemon_thread(ladder.rungs, "ladder")
    with suppress(ModelError):
        await residents.climb(rungs)


async def _load_guards(guards: Guards, residents: Residents, store: Store, ladder: Ladder) -> None:
    """Behind the page; the first message waits for it. What fails is told with each message.

    Classifiers that are on disk take over later: loading torch would hold up what people wait for.
    """
    await _after_the_model(residents)
    began = time.perf_counter()
    with suppress(GuardrailsUnavailable):
        await in_daemon_thread(guards.load, "guardrails")
        log.info("guardrails_ready", latency_ms=round((time.perf_counter() - began) * 1000))
        plan = await in_daemon_thread(ladder.plan, "plan")
        await take_over(guards, store, plan.classification)


async def _after_what_answers(parts: Parts) -> None:
    """Let the guardrails and a small model load first: without them there is no answer. Importing
    Gradio takes seconds, and pandas, which DuckDB wants for its first query, one more; and all of
    the interpreter. Side by side everything would be late.
    """
    await _after_the_model(parts.residents)
    with suppress(GuardrailsUnavailable):
        await parts.guards.ready()


async def _after_the_model(residents: Residents) -> None:
    """Let a small model load first: side by side both would take twice as long."""
    with suppress(TimeoutError):
        await asyncio.wait_for(residents.wait(), MODEL_FIRST_SECONDS)


async def _open_knowledge(parts: Parts, store: Store, ladder: Ladder, opening: Opening) -> None:
    """The embedder comes when the page is there, or as soon as somebody asks for it."""
    knowledge = parts.knowledge
    try:
        while opening.page is None and not knowledge.wanted:  # noqa: ASYNC110 - any thread sets it
            await asyncio.sleep(WANTED_LOOKS_SECONDS)
        plan = await in_daemon_thread(ladder.plan, "plan")
        await take_up(knowledge, store, plan, partial(ladder.companion, plan))
        await opening.opened()
        await in_daemon_thread(knowledge.open, "knowledge")
    except Exception:  # chat goes on without documents
        log.exception("knowledge_failed")
        knowledge.library.use(None)  # so that nobody waits for an embedder


async def _open_voice(voice: Voice, store: Store, ladder: Ladder) -> None:
    """When somebody is at the page, who may then hold the button; or when a program asks."""
    try:
        while not voice.ears.wanted:  # noqa: ASYNC110 - any thread sets it
            await asyncio.sleep(WANTED_LOOKS_SECONDS)
        plan = await in_daemon_thread(ladder.plan, "plan")
        companion = partial(ladder.companion, plan)
        await voice_companions.take_up(voice, store, plan, companion)
    except Exception:  # chat goes on without a voice
        log.exception("voice_failed")
        voice.ears.use(())


async def _open_ledger(parts: Parts) -> None:
    """What is recorded before waits."""
    await _after_what_answers(parts)
    parts.ledger.start()


async def _open_page(stack: AsyncExitStack, opening: Opening, parts: Parts) -> None:
    """Build the page behind the waiting note.

    Imports make hundreds of thousands of objects that stay: looking through them for garbage, again
    and again, costs a tenth of the start, and later a pause in somebody's answer.
    """
    began = time.perf_counter()
    gc.disable()
    try:
        await _after_what_answers(parts)
        page = await in_daemon_thread(lambda: _create_page(parts), "page")
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
    await stack.enter_async_context(page.router.lifespan_context(page))
    opening.open(page)
    log.info("page_ready", latency_ms=round((time.perf_counter() - began) * 1000))


def _create_page(parts: Parts) -> FastAPI:
    from ui.app import create_page

    return create_page(parts)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _url(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _run(app: FastAPI, sock: socket.socket) -> None:
    settings = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        server_header=False,
    )
    with suppress(KeyboardInterrupt):  # which uvicorn raises again when it has stopped
        uvicorn.Server(settings).run(sockets=[sock])
