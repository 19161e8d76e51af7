"""The models that documents need, loaded one after the other: an embedder, perhaps a re-ranker.

What can't be loaded steps down to the starter's embedder, and without any a search goes by words
alone; the library tells why.
"""

import time
from collections.abc import Callable, Iterator

import structlog

from jarvis.knowledge.knowledge import Knowledge
from models import reranking
from models.embedding import Embedder, EmbedderSpec
from models.embedding.two_speed import open_embedder
from models.errors import ModelError, ModelNotFound
from models.placement import Placed, Plan
from models.reranking import RerankerSpec
from models.store import Store

AUTO = "auto"
STARTER = "all-minilm-l6-v2"

Companion = Callable[[str], Placed]
"""Where a model goes, by its name. Raises ModelError."""

log = structlog.get_logger(__name__)


async def take_up(knowledge: Knowledge, store: Store, plan: Plan, companion: Companion) -> None:
    """Load the embedder and start the library; then load the re-ranker, if one is on disk.

    An index that another embedder made is searched with that one until it is made anew.
    """
    wanted = knowledge.settings.embedder
    indexed = knowledge.store.model()
    failed: ModelError | None = None
    for name in candidates(wanted, plan):
        try:
            chosen = await _embedder(store, companion(name))
        except ModelError as error:
            failed = failed or error
            log.warning("embedder_failed", model=name, cause=error.message, hint=error.hint)
            continue
        if indexed not in ("", chosen.name):
            await _use_old(knowledge, store, indexed, companion)
        knowledge.library.use(chosen, failed)
        break
    else:
        knowledge.library.use(None, failed or _none())
    knowledge.library.start()
    await _rerank(knowledge, store, plan)


def candidates(wanted: str, plan: Plan) -> Iterator[str]:
    """Names of embedders to try: the wanted one, the plan's, the starter's; each once."""
    planned = plan.embedding.card.name if plan.embedding else STARTER
    names = (planned, STARTER) if wanted == AUTO else (wanted, planned, STARTER)
    yield from dict.fromkeys(names)


async def _embedder(store: Store, place: Placed) -> Embedder:
    card = place.card
    began = time.perf_counter()
    embedder = await open_embedder(
        EmbedderSpec(
            card.name,
            str(store.verified_path(card)),
            place.devices,
            card.query_prompt,
            card.passage_prompt,
        )
    )
    log.info(
        "embedder_ready",
        model=embedder.name,
        device=embedder.device,
        latency_ms=round((time.perf_counter() - began) * 1000),
    )
    return embedder


async def _use_old(knowledge: Knowledge, store: Store, name: str, companion: Companion) -> None:
    """Let searches go on in the index that there is."""
    try:
        knowledge.library.use(await _embedder(store, companion(name)))
    except ModelError as error:
        log.warning("embedder_failed", model=name, cause=error.message, hint=error.hint)


async def _rerank(knowledge: Knowledge, store: Store, plan: Plan) -> None:
    if plan.reranking is None or knowledge.settings.rerank == "off":
        return
    card = plan.reranking.card
    try:
        spec = RerankerSpec(card.name, str(store.verified_path(card)), plan.reranking.devices)
        knowledge.reranker = await reranking.load(plan.reranking.engine, spec)
        log.info("reranker_ready", model=card.name, device=knowledge.reranker.device)
    except ModelError as error:
        log.warning("reranker_failed", model=card.name, cause=error.message, hint=error.hint)


def _none() -> ModelError:
    return ModelNotFound("There is no embedding model on this machine.", "Run `jarvis doctor`.")
