"""The models that the voice needs, loaded behind the page: a recogniser, and a first voice."""

import asyncio
from collections.abc import Iterator
from functools import partial

import structlog

from jarvis.voice.ears import Candidate
from jarvis.voice.voice import Voice
from models import transcription
from models.background import in_daemon_thread
from models.catalogue import Card
from models.errors import ModelError
from models.placement import Plan
from models.store import Store
from models.transcription import Transcriber, TranscriberSpec

STARTER = "pocketsphinx-en-us"

log = structlog.get_logger(__name__)


async def take_up(voice: Voice, store: Store, plan: Plan) -> None:
    """Load the best recogniser that works, and the voice that speaks first."""
    found = list(candidates(voice, store, plan))
    await in_daemon_thread(lambda: voice.ears.use(found), "recogniser")
    with_voice = partial(voice.voices.say, "Hello.", "en")
    try:
        await in_daemon_thread(with_voice, "voice")
    except ModelError as error:
        log.warning("no_voice", cause=error.message, hint=error.hint)


def candidates(voice: Voice, store: Store, plan: Plan) -> Iterator[Candidate]:
    """The recognisers to try, best first: config.toml's, the plan's, the starter's; each once."""
    cards = {card.name: card for card in store.cards() if card.task == "transcription"}
    planned = plan.transcription
    names = [voice.settings.recogniser, planned.card.name if planned else "", STARTER]
    for name in dict.fromkeys(names):
        if name in cards and store.path(cards[name]) is not None:
            devices = planned.devices if planned and planned.card.name == name else ()
            card = cards[name]
            load = partial(_load, voice, store, card, devices)
            yield Candidate(card.name, card.languages, load)


def _load(voice: Voice, store: Store, card: Card, devices: tuple[int, ...]) -> Transcriber:
    spec = TranscriberSpec(
        card.name,
        str(store.verified_path(card)),
        devices,
        card.languages,
        voice.settings.compute_type,
    )
    # A loop of its own: this runs in a thread beside the program's.
    return asyncio.run(transcription.load(card.engine, spec))
