"""The models that the voice needs, loaded behind the page: a recogniser, and a first voice."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

import structlog

from jarvis.voice.ears import Candidate
from jarvis.voice.reading_out import spelt_out
from jarvis.voice.voice import Voice
from models import transcription
from models.background import in_daemon_thread
from models.errors import ModelError
from models.placement import Placed, Plan
from models.store import Store
from models.transcription import Transcriber, TranscriberSpec

AUTO = "auto"
STARTER = "pocketsphinx-en-us"

Companion = Callable[[str], Placed]
"""Where a model goes, by its name. Raises ModelError."""

log = structlog.get_logger(__name__)


async def take_up(voice: Voice, store: Store, plan: Plan, companion: Companion) -> None:
    """Load the best recogniser that works, and the voice that speaks first."""
    found = list(candidates(voice, store, plan, companion))
    await in_daemon_thread(lambda: voice.ears.use(found), "recogniser")
    try:
        await in_daemon_thread(lambda: _speak_first(voice), "voice")
    except ModelError as error:
        log.warning("no_voice", cause=error.message, hint=error.hint)


def _speak_first(voice: Voice) -> None:
    """What is loaded by the first words shall not keep anybody waiting."""
    voice.voices.say(spelt_out("1", "en"), "en")


def candidates(voice: Voice, store: Store, plan: Plan, companion: Companion) -> Iterator[Candidate]:
    """The recognisers to try: config.toml's, the plan's, then smaller ones, which may know more
    languages, and at last the starter's; each once.
    """
    cards = {card.name: card for card in store.cards() if card.task == "transcription"}
    planned = plan.transcription.card if plan.transcription else cards[STARTER]
    smaller = [card for card in cards.values() if card.name != STARTER and card.rank < planned.rank]
    ranked = sorted(smaller, key=lambda card: (-card.rank, card.name))
    wanted = voice.settings.recogniser
    names = [planned.name, *(card.name for card in ranked), STARTER]
    if wanted != AUTO:
        names.insert(0, wanted)
    for name in dict.fromkeys(names):
        card = cards.get(name)
        if name == wanted or (card is not None and store.path(card) is not None):
            languages = card.languages if card else planned.languages
            load = partial(_load, voice, store, name, companion)
            yield Candidate(name, languages, load, card.title if card else name)


def _load(voice: Voice, store: Store, name: str, companion: Companion) -> Transcriber:
    place = companion(name)
    card = place.card
    spec = TranscriberSpec(
        card.name,
        str(store.verified_path(card)),
        place.devices,
        card.languages,
        voice.settings.compute_type,
    )
    # A loop of its own: this runs in a thread beside the program's.
    return asyncio.run(transcription.load(card.engine, spec))
