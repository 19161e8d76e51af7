"""What is done by itself while Jarvis runs: words that had their time are erased, the files
that were attached to conversations with them, and old months of figures go to Parquet, if
config.toml says so.
"""

import asyncio
import time

import structlog

from jarvis.conversations import Conversations
from jarvis.knowledge.library import Library
from jarvis.telemetry_settings import TelemetrySettings
from jarvis.upkeep import Upkeep

EVERY_SECONDS = 600
DAY_SECONDS = 24 * 3600

log = structlog.get_logger(__name__)


async def keep_house(
    conversations: Conversations, upkeep: Upkeep, library: Library, settings: TelemetrySettings
) -> None:
    """Until cancelled. What fails is logged, and tried again ten minutes later."""
    archived = -float(DAY_SECONDS)
    while True:
        try:
            await asyncio.to_thread(forget, conversations, settings.text_days)
            await asyncio.to_thread(library.sweep, conversations.exists)
            if settings.keep_months and time.monotonic() - archived >= DAY_SECONDS:
                await asyncio.to_thread(upkeep.retain, settings.keep_months)
                archived = time.monotonic()
        except Exception:
            log.exception("housekeeping_failed")
        await asyncio.sleep(EVERY_SECONDS)


def forget(conversations: Conversations, text_days: int) -> None:
    """Erase deleted conversations that can't be brought back any more, and the words of turns
    that programs asked more than `text_days` ago.
    """
    conversations.erase_deleted()
    if erased := conversations.forget_texts(time.time() - text_days * DAY_SECONDS):
        log.info("texts_erased", turns=erased)
