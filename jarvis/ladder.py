"""From settings, weights and hardware to the rungs that `Residents` climbs. Loads nothing."""

from contextlib import suppress
from dataclasses import asdict, replace

from jarvis.config import Config, EngineSettings
from jarvis.knowledge.expanding import able
from jarvis.shelf import Fit
from models import engines, hardware
from models.catalogue import Card
from models.chat import ChatModelSpec, engine_module
from models.errors import ModelFileInvalid, ModelNotFound, ModelTooLarge
from models.hardware import Hardware
from models.memory import expected
from models.placement import (
    Placed,
    Plan,
    Wish,
    fits,
    gpu_memory_utilization,
    plan,
    too_large,
)
from models.placing import bearable
from models.residents import Rung
from models.store import Store
from models.types import Sampling

SCRIPTED = "scripted"

URL = ("http://", "https://")


class Ladder:
    """Knows which chat model to try, in which order, and how each is loaded here.

    Args:
        machine: what the models share, as it was before any was loaded.
    """

    def __init__(self, config: Config, store: Store, machine: Hardware) -> None:
        self._config = config
        self._store = store
        self._machine = machine
        self._wish = Wish(
            context_length=config.models.context_length,
            max_sequences=config.models.max_sequences,
            llama_gpu=bool(machine.gpus) and engines.llama_uses_gpus(),
            vllm_cpu=engines.vllm_is_for_cpus(),
        )

    def plan(self) -> Plan:
        """What placement makes of the models on disk."""
        cards = self._store.cards()
        return plan(
            cards,
            self._machine,
            available=frozenset(card.name for card in cards if self._store.path(card)),
            engines=engines.installed(),
            context_length=self._wish.context_length,
            max_sequences=self._wish.max_sequences,
            llama_gpu=self._wish.llama_gpu,
            vllm_cpu=self._wish.vllm_cpu,
        )

    def rungs(self, wanted: str = "auto") -> tuple[Rung, ...]:
        """The models to try: the wanted one first, then the plan's, down to the starter.

        Args:
            wanted: a model's name, a path, the URL of a server, or "auto".

        Raises:
            ModelNotFound: there is no such model.
            ModelFileInvalid: it is known, but its weights aren't here.
            ModelTooLarge: it doesn't fit this machine.
        """
        engine = self._config.models.engine
        on_disk = [placed for placed in self.plan().chat if self._store.path(placed.card)]
        planned = [self._placed_rung(placed) for placed in on_disk]
        if wanted != "auto" or engine == SCRIPTED:
            first = [self.wanted_rung(wanted)]
        else:
            first = [rung for rung in planned if rung.engine == engine]
        return (*first, *(rung for rung in planned if rung not in first))

    def check(self) -> None:
        """Refuse settings that name no engine or no model; one that can't be loaded is no mistake.

        Raises:
            ModelNotFound
        """
        wanted, engine = self._config.models.chat, self._config.models.engine
        if engine:
            engine_module(engine)
        if engine == "openai_api" and not wanted.startswith(URL):
            raise ModelNotFound("openai_api needs a server.", "Give its URL: --model http://…/v1")
        if wanted != "auto":
            with suppress(ModelFileInvalid, ModelTooLarge):
                self.wanted_rung(wanted)

    def wanted_rung(self, wanted: str) -> Rung:
        """The rung for one model that somebody asked for; raises as `rungs` does."""
        if self._config.models.engine == SCRIPTED:
            return self._rung(SCRIPTED, SCRIPTED if wanted == "auto" else wanted, "")
        if wanted.startswith(URL):
            name = self._config.engines.openai_api.model or "remote"
            return self._rung("openai_api", name, wanted)
        return self.rung(self._store.find(wanted))

    def rung(self, card: Card) -> Rung:
        """The rung for a card whose weights are here; raises as `rungs` does."""
        placed = fits(card, self._machine, self._wish)
        if isinstance(placed, str):
            raise too_large(card, self._machine, self._store.cards(), self._wish)
        engine = self._config.models.engine or placed.engine
        return self._placed_rung(replace(placed, engine=engine))

    def room(self, rung: Rung) -> bool:
        """Whether `rung` fits beside what is in memory now."""
        now = hardware.detect(self._config.data_dir)
        if not rung.spec.devices:
            return rung.expected_bytes <= now.memory_available
        free = sum(gpu.memory_free for gpu in now.gpus if gpu.index in rung.spec.devices)
        return rung.expected_bytes <= free

    def companion(self, planned: Plan, wanted: str) -> Placed:
        """The place of a model beside the chat model, such as an embedder, by its name: where the
        plan has it, which knows what else is in memory; else as if it were alone. Raises as
        `rungs` does.
        """
        for known in (planned.embedding, planned.transcription):
            if known is not None and known.card.name == wanted:
                return known
        card = self._store.find(wanted)
        placed = fits(card, self._machine, self._wish)
        if isinstance(placed, str):
            raise too_large(card, self._machine, self._store.cards(), self._wish)
        return placed

    def expands(self, model: str) -> bool:
        """Whether a chat model, by its name, can write a question in other words."""
        return any(card.name == model and able(card) for card in self._store.cards())

    def fit(self, card: Card) -> Fit:
        """Whether a card fits this machine, for the page."""
        placed = fits(card, self._machine, self._wish)
        if isinstance(placed, str):
            needs_gpu = card.engine == "vllm" and not self._machine.gpus
            least = expected(card, gpus=int(card.engine == "vllm"))
            return Fit(False, least.total, needs_gpu=needs_gpu, reason=placed)
        slow = not placed.devices and not bearable(card, self._machine)
        return Fit(True, placed.memory.total, placed.devices, slow=slow, reason=placed.reason)

    def _placed_rung(self, placed: Placed) -> Rung:
        card = placed.card
        if (path := self._store.path(card)) is None:
            raise ModelFileInvalid(
                f"{card.title} isn't on this machine's disk.",
                f"Fetch it: jarvis models pull {card.name}",
            )
        rung = self._rung(placed.engine, card.name, str(path))
        spec = replace(
            rung.spec,
            context_length=placed.context_length,
            max_sequences=placed.max_sequences,
            devices=placed.devices,
            quantization=card.quantization or None,
            draft=self._draft(card),
            sampling=Sampling(**asdict(card.sampling)),
        )
        settings = rung.settings
        if placed.engine == "vllm" and placed.devices and not settings.gpu_memory_utilization:
            share = gpu_memory_utilization(placed, self._machine)
            settings = replace(settings, gpu_memory_utilization=share)
        return replace(
            rung,
            spec=spec,
            settings=settings,
            title=card.title,
            quantization=card.quantization,
            expected_bytes=placed.memory.total,
            reason=placed.reason,
        )

    def _draft(self, card: Card) -> str | None:
        """The draft model's folder, if the card names one and it is here."""
        drafts = (other for other in self._store.cards() if other.name == card.draft)
        paths = (self._store.path(draft) for draft in drafts)
        return next((str(path) for path in paths if path), None)

    def _rung(self, engine: str, name: str, source: str) -> Rung:
        spec = ChatModelSpec(name, source, self._wish.context_length, self._wish.max_sequences)
        return Rung(engine, spec, engine_settings(self._config.engines, engine), title=name)


def engine_settings(settings: EngineSettings, engine: str) -> object:
    """The engine's own section of config.toml."""
    return getattr(settings, engine)
