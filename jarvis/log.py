"""The log: JSON lines in the data directory, readable text on the terminal.

Code logs an event with fields (``log.info("turn", latency_ms=…)``); the library in `models/` uses
the standard `logging` with ``extra``. Fields that hold people's words are dropped unless
`[log] message_text` is on.
"""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from jarvis.config import LogSettings

FILE = "jarvis.log"
PEOPLES_WORDS = ("question", "answer")
QUIET = ("httpx", "httpcore", "asyncio", "watchfiles", "urllib3", "multipart", "filelock", "gradio")


def set_up_logging(settings: LogSettings, data_dir: Path, *, terminal: bool = True) -> Path:
    """Send every logger's events to the file and the terminal. Returns the file's path."""
    path = data_dir / "logs" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _keep_words if settings.message_text else _drop_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        if isinstance(handler, RotatingFileHandler):  # an earlier set-up's: ours to close
            handler.close()
    root.setLevel(settings.level.upper())
    root.addHandler(_file(path, settings, shared))
    if terminal:
        root.addHandler(_terminal(shared))
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return path


def _file(path: Path, settings: LogSettings, shared: list[Processor]) -> logging.Handler:
    handler = RotatingFileHandler(
        path, maxBytes=settings.max_bytes, backupCount=settings.backups, encoding="utf-8"
    )
    exceptions, json = structlog.processors.format_exc_info, structlog.processors.JSONRenderer()
    handler.setFormatter(_formatter(shared, [exceptions, json]))
    return handler


def _terminal(shared: list[Processor]) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_for_people)
    colors = sys.stderr.isatty()
    handler.setFormatter(
        _formatter(
            shared, [_readable, structlog.dev.ConsoleRenderer(colors=colors, pad_event_to=0)]
        )
    )
    return handler


def _formatter(
    shared: list[Processor], renderers: list[Processor]
) -> structlog.stdlib.ProcessorFormatter:
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[remove_meta, *renderers]
    )


def _for_people(record: logging.LogRecord) -> bool:
    """People want to know how Jarvis starts and stops, not how uvicorn does: the file has that."""
    return not record.name.startswith("uvicorn")


def _readable(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """The terminal has no room for ids and full dates; the file keeps them. Nor for tracebacks."""
    for key in ("turn", "request_id", "conversation_id", "exc_info", "exception"):
        event.pop(key, None)
    event["timestamp"] = str(event.get("timestamp", ""))[11:19]
    return event


def _drop_words(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    for key in PEOPLES_WORDS:
        event.pop(key, None)
    return event


def _keep_words(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    return event
