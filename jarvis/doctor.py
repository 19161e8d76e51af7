"""What `jarvis doctor` looks at: is everything installed, found and usable, and what mends it.

`examine` reads the machine once; each check is a pure function from those facts to findings. A new
check is one function and one line in `CHECKS`. How findings are shown is the command line's.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from models import chat, engines, speech, transcription
from models.catalogue import Card, Task
from models.choosing import engine_module
from models.hardware import GIB, Hardware, detect, nearest_existing
from models.placement import Placed, fits, readable
from models.placing import bearable
from models.store import Store

Status = Literal["ok", "warning", "missing"]

ENGINES = (chat.ENGINES, transcription.ENGINES, speech.ENGINES)
LEAST_MEMORY = int(1.5 * GIB)
LEAST_DISK = 5 * GIB
INSTALL = "Run ./scripts/serve: it installs what is missing."
LANGUAGES = {"en": "English", "es": "Spanish"}
"""What Jarvis is made to hear and to speak."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        status: "warning" is worse than it could be; "missing" doesn't work at all.
        detail: what was found, in words.
        fix: what to do, one sentence; empty when all is well.
    """

    name: str
    status: Status
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the checks look at.

    Attributes:
        python: (major, minor, micro).
        packages: each declared package and its version; None is missing.
        engines: each engine that chats, listens or speaks: None if it can run here, else why not
            and what mends it.
        known: cards of every task; models: those of them whose weights are here.
        starter: the starter's card, if the catalogue has one.
        data_dir_writable: whether Jarvis may write there, or create it.
    """

    python: tuple[int, int, int]
    packages: dict[str, str | None]
    engines: dict[str, tuple[str, str] | None]
    hardware: Hardware
    llama_uses_gpus: bool
    known: tuple[Card, ...]
    models: tuple[Card, ...]
    starter: Card | None
    data_dir: Path
    data_dir_writable: bool

    def usable(self, task: Task) -> tuple[Card, ...]:
        """A task's models that are here, and whose engine can run; best first."""
        able = {name for name, reason in self.engines.items() if reason is None}
        found = (card for card in self.models if card.task == task and card.engine in able)
        return tuple(sorted(found, key=lambda card: -card.rank))


def examine(data_dir: Path, store: Store) -> Facts:
    """Read the machine. Loads no model and writes nothing."""
    cards = store.cards()
    hardware = detect(data_dir)
    return Facts(
        python=sys.version_info[:3],
        packages={name: _version(name) for name in declared_packages()},
        engines={name: reason for table in ENGINES for name, reason in _reasons(table)},
        hardware=hardware,
        llama_uses_gpus=bool(hardware.gpus) and engines.llama_uses_gpus(),
        known=cards,
        models=tuple(card for card in cards if store.path(card)),
        starter=next((card for card in cards if card.task == "chat" and card.package), None),
        data_dir=data_dir,
        data_dir_writable=_writable(nearest_existing(data_dir)),
    )


def declared_packages() -> tuple[str, ...]:
    """The packages that Jarvis asks for on this platform, extras left out."""
    wanted = (Requirement(line) for line in requires("jarvis") or ())
    return tuple(
        requirement.name
        for requirement in wanted
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    )


def diagnose(facts: Facts) -> tuple[Finding, ...]:
    """All findings, in the order in which a person should read them."""
    return tuple(finding for check in CHECKS for finding in check(facts))


def chat_works(findings: tuple[Finding, ...]) -> bool:
    """Whether a person can chat; other findings may be bad and leave that untouched."""
    return all(f.status != "missing" for f in findings if f.name in ("python", "data", "chat"))


def _suits(card: Card, hardware: Hardware) -> bool:
    placed = fits(card, hardware)
    return isinstance(placed, Placed) and (bool(placed.devices) or bearable(card, hardware))


def _writable(place: Path) -> bool:
    return place.is_dir() and os.access(place, os.W_OK)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _reasons(table: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str] | None]]:
    for name in table:
        error = engine_module(table, name).unavailable()
        yield name, (error.message, error.hint) if error else None


def _python(facts: Facts) -> Iterator[Finding]:
    found = ".".join(map(str, facts.python))
    if facts.python < (3, 11):
        yield Finding("python", "missing", found, "Install Python 3.11 or newer.")
    else:
        yield Finding("python", "ok", found)


def _packages(facts: Facts) -> Iterator[Finding]:
    for name, found in facts.packages.items():
        if found is None:
            yield Finding(name, "missing", "not installed", INSTALL)
        else:
            yield Finding(name, "ok", found)


def _gpus(facts: Facts) -> Iterator[Finding]:
    hardware = facts.hardware
    for gpu in hardware.gpus:
        memory = f"{readable(gpu.memory_free)} of {readable(gpu.memory_total)} free"
        yield Finding(f"gpu {gpu.index}", "ok", f"{gpu.name}, {memory}, driver {hardware.driver}")
    if hardware.gpus and facts.engines.get("vllm") and not facts.llama_uses_gpus:
        fix = "Run ./scripts/serve without --cpu: it installs vLLM."
        yield Finding("gpu engine", "warning", "no engine here can use the GPU", fix)
    if not hardware.gpus:
        yield _no_gpu(hardware)


def _no_gpu(hardware: Hardware) -> Finding:
    """No GPU is fine; a driver that fails is not."""
    notes = " ".join(hardware.notes)
    if "can't be read" in notes:
        return Finding("gpu", "warning", notes, "See what `nvidia-smi` says; mend the driver.")
    return Finding("gpu", "ok", f"none; models run on the processor. {notes}".strip())


def _processor(facts: Facts) -> Iterator[Finding]:
    fast = sorted(
        facts.hardware.cpu_features & {"avx2", "avx512f", "avx512_vnni", "amx_int8", "neon"}
    )
    detail = f"{facts.hardware.cpu}, {facts.hardware.cores} cores, {' '.join(fast)}"
    if fast or not facts.hardware.cpu_features:
        yield Finding("processor", "ok", detail.rstrip(", "))
    else:
        fix = "Use a small model: `jarvis plan` names one."
        yield Finding("processor", "warning", f"{detail}no AVX2: models answer slowly", fix)


def _memory(facts: Facts) -> Iterator[Finding]:
    free = facts.hardware.memory_available
    detail = f"{readable(free)} of {readable(facts.hardware.memory_total)} free"
    if free < LEAST_MEMORY:
        yield Finding("memory", "warning", detail, "Close other programs.")
    else:
        yield Finding("memory", "ok", detail)


def _disk(facts: Facts) -> Iterator[Finding]:
    detail = f"{readable(facts.hardware.disk_free)} free"
    if facts.hardware.disk_free < LEAST_DISK:
        fix = "Free some, or move the data directory (--data-dir): models are large."
        yield Finding("disk", "warning", detail, fix)
    else:
        yield Finding("disk", "ok", detail)


def _data(facts: Facts) -> Iterator[Finding]:
    if facts.data_dir_writable:
        yield Finding("data", "ok", str(facts.data_dir))
    else:
        fix = "Give yourself the right to write there, or choose another with --data-dir."
        yield Finding("data", "missing", f"{facts.data_dir} can't be written to", fix)


def _engines(facts: Facts) -> Iterator[Finding]:
    for name, reason in facts.engines.items():
        if reason is None:
            yield Finding(name, "ok", "can run")
        elif name == "vllm" and not facts.hardware.gpus:
            yield Finding(name, "ok", f"not needed without a GPU. {reason[0]}")
        else:
            yield Finding(name, "warning", *reason)


def _models(facts: Facts) -> Iterator[Finding]:
    for card in facts.models:
        yield Finding(card.name, "ok", f"{card.title}, for {card.task}")
    if facts.starter and facts.starter not in facts.models:
        yield Finding("starter", "warning", "the starter's weights are not here", INSTALL)


def _chat(facts: Facts) -> Iterator[Finding]:
    if usable := facts.usable("chat"):
        names = ", ".join(card.title for card in usable)
        yield Finding("chat", "ok", f"can answer: {names}")
    else:
        yield Finding("chat", "missing", "no chat model is here whose engine can run", INSTALL)


def _listening(facts: Facts) -> Iterator[Finding]:
    here = facts.usable("transcription")
    yield _languages(facts, "listening", "transcription", here, "no recogniser here understands")


def _speaking(facts: Facts) -> Iterator[Finding]:
    # The starter, which comes in a package, sounds like a robot.
    natural = tuple(card for card in facts.usable("speech") if not card.package)
    yield _languages(facts, "speaking", "speech", natural, "no natural voice here speaks")


def _languages(
    facts: Facts, name: str, task: Task, good: tuple[Card, ...], lacking: str
) -> Finding:
    """Whether the good ones of a task's models know every language that Jarvis speaks."""
    here = facts.usable(task)
    titles = f"can be used: {', '.join(card.title for card in here)}" if here else "nothing works"
    without = [code for code in LANGUAGES if not any(code in card.languages for card in good)]
    if not without:
        return Finding(name, "ok", titles)
    missing = f"{lacking} {' or '.join(LANGUAGES[code] for code in without)}"
    status: Status = "warning" if here else "missing"
    return Finding(name, status, f"{titles}; {missing}", _fetch(facts, task, without))


def _fetch(facts: Facts, task: Task, languages: list[str]) -> str:
    """How to get the best model for each of these languages that runs well on this machine."""
    others = (card for card in facts.known if card.task == task and card not in facts.models)
    suit = [card for card in others if _suits(card, facts.hardware)]
    best = dict.fromkeys(
        max(able, key=lambda card: (set(languages) <= set(card.languages), card.rank)).name
        for code in languages
        if (able := [card for card in suit if code in card.languages])
    )
    pulls = " and ".join(f"`jarvis models pull {name}`" for name in best)
    return f"Run {pulls}." if pulls else INSTALL


CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _processor,
    _gpus,
    _memory,
    _disk,
    _data,
    _engines,
    _models,
    _chat,
    _listening,
    _speaking,
)
