"""`jarvis plan`: which models this machine would run, where, and why; or one that isn't here."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jarvis.cli.options import ConfigOption, DataDirOption, configuration
from jarvis.config import Config
from jarvis.errors import ConfigError
from jarvis.instance import running
from models import engines
from models.catalogue import Card
from models.hardware import GIB, Hardware, detect, imagined
from models.placement import Placed, Plan, plan, readable
from models.store import Store

PARTS = {
    "chat": "language model",
    "transcription": "recogniser",
    "embedding": "embedder",
    "reranking": "re-ranker",
    "injection": "classifier of injections",
    "toxicity": "classifier of toxicity",
}


def plan_command(
    gpus: Annotated[
        str, typer.Option(help="Plan for these GPUs instead, in GB each: 24,12. 0 is none.")
    ] = "",
    ram: Annotated[str, typer.Option(help="Plan for this much RAM instead, in GB.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    data_dir: DataDirOption = None,
    config: ConfigOption = None,
) -> None:
    """Show which models run on which device, and why."""
    settings = configuration(config, data_dir)
    here = detect(settings.data_dir)
    store = Store(settings.data_dir / "models", offline=True)
    cards = store.cards()
    on_disk = frozenset(card.name for card in cards if store.path(card))
    if gpus or ram:
        hardware = _imagined(gpus, ram, here)
        planned, measured = _plan_elsewhere(cards, hardware, settings), {}
    else:
        hardware, measured = here, measured_memory(settings.data_dir)
        planned = _plan_here(cards, hardware, on_disk, settings)
    if as_json:
        print(json.dumps(as_dict(planned, hardware, on_disk, measured), indent=2))
    else:
        _show(planned, hardware, measured, Console(highlight=False))


def _plan_here(
    cards: tuple[Card, ...], hardware: Hardware, on_disk: frozenset[str], settings: Config
) -> Plan:
    """The plan for this machine: what is on disk, run by what is installed."""
    return plan(
        cards,
        hardware,
        available=on_disk,
        engines=engines.installed(),
        context_length=settings.models.context_length,
        max_sequences=settings.models.max_sequences,
        llama_gpu=bool(hardware.gpus) and engines.llama_uses_gpus(),
        vllm_cpu=engines.vllm_is_for_cpus(),
    )


def _plan_elsewhere(cards: tuple[Card, ...], hardware: Hardware, settings: Config) -> Plan:
    """The plan for a machine that could be bought: everything is on disk and installed."""
    return plan(
        cards,
        hardware,
        context_length=settings.models.context_length,
        max_sequences=settings.models.max_sequences,
    )


def _imagined(gpus: str, ram: str, here: Hardware) -> Hardware:
    """The machine that the options speak of; RAM that isn't named is this machine's."""
    sizes = tuple(_size(part, "--gpus") for part in gpus.split(",")) if gpus else ()
    ram_gb = _size(ram, "--ram") if ram else here.memory_total / GIB
    if not ram_gb:
        raise ConfigError("--ram 0 leaves no memory.", "Give the RAM in GB, for example --ram 64.")
    return imagined(tuple(size for size in sizes if size), ram_gb)


def _size(text: str, option: str) -> float:
    """A size in GB."""
    try:
        size = float(text)
    except ValueError:
        size = -1
    if not 0 <= size <= 100_000:
        raise ConfigError(
            f"{option}: {text.strip()!r} is not a size in GB.",
            "Numbers with commas between them, for example --gpus 24,12 --ram 64.",
        )
    return size


def measured_memory(data_dir: Path) -> dict[str, int]:
    """Bytes that each model of a running Jarvis takes, by name; empty when none runs here."""
    if (instance := running(data_dir)) is None:
        return {}
    try:
        models = httpx.get(f"{instance.url}/healthz", timeout=2, trust_env=False).json()["models"]
        return {m["name"]: m["memory_bytes"] for m in models if m.get("memory_bytes")}
    except (ValueError, KeyError, TypeError, AttributeError, httpx.HTTPError):
        return {}


def as_dict(
    planned: Plan, hardware: Hardware, on_disk: frozenset[str], measured: dict[str, int]
) -> dict[str, Any]:
    """The plan for programs. These keys stay.

    ``chat`` is the ladder, best first; ``embedding``, ``reranking`` and ``transcription`` are one
    model or null; ``classification`` is a list, one model a check at most.
    A model has name, title, engine, devices (GPU indexes, [] is the CPU), quantization,
    context_length, max_sequences, memory_bytes {weights, kv_cache, overhead, total},
    measured_bytes (null unless a running Jarvis has loaded it), on_disk, reason. ``hardware`` has
    the fields of `models.hardware.Hardware`, ``notes`` sentences.
    """

    def model(placed: Placed) -> dict[str, Any]:
        return {
            "name": placed.card.name,
            "title": placed.card.title,
            "engine": placed.engine,
            "devices": list(placed.devices),
            "quantization": placed.card.quantization,
            "context_length": placed.context_length,
            "max_sequences": placed.max_sequences,
            "memory_bytes": {**asdict(placed.memory), "total": placed.memory.total},
            "measured_bytes": measured.get(placed.card.name),
            "on_disk": placed.card.name in on_disk,
            "reason": placed.reason,
        }

    return {
        "chat": [model(placed) for placed in planned.chat],
        "embedding": model(planned.embedding) if planned.embedding else None,
        "reranking": model(planned.reranking) if planned.reranking else None,
        "transcription": model(planned.transcription) if planned.transcription else None,
        "classification": [model(placed) for placed in planned.classification],
        "hardware": {**asdict(hardware), "cpu_features": sorted(hardware.cpu_features)},
        "notes": list(planned.notes),
    }


def _show(planned: Plan, hardware: Hardware, measured: dict[str, int], console: Console) -> None:
    parts = {
        "chat": planned.chat[0] if planned.chat else None,
        "transcription": planned.transcription,
        "embedding": planned.embedding,
        "reranking": planned.reranking,
        **{str(placed.card.check): placed for placed in planned.classification},
    }
    console.print(Text(machine(hardware), style="dim"))
    console.print(_table(parts, measured))
    for part, placed in parts.items():
        text = placed.reason if placed else "Nothing that is here fits."
        title = placed.card.title if placed else PARTS[part].capitalize()
        console.print(Text.assemble((f"{title}: ", "bold"), text))
    if below := planned.chat[1:]:
        console.print(Text.assemble(("If it can't load: ", "bold"), _ladder(below)))
    for note in (*planned.notes, *hardware.notes):
        console.print(Text.assemble(("Note: ", "bold"), note))


def _ladder(below: tuple[Placed, ...]) -> str:
    """The next rungs and the last; --json has them all."""
    titles = [placed.card.title for placed in below]
    if len(titles) > 4:
        titles = [*titles[:3], f"{len(titles) - 4} more", titles[-1]]
    return ", then ".join(titles)


def machine(hardware: Hardware) -> str:
    """The machine in one line."""
    gpus = [f"{gpu.name} ({readable(gpu.memory_free)} free)" for gpu in hardware.gpus] or ["no GPU"]
    ram = f"{readable(hardware.memory_total)} RAM ({readable(hardware.memory_available)} free)"
    return " · ".join((*gpus, f"{hardware.cpu}, {hardware.cores} cores", ram))


def _table(parts: dict[str, Placed | None], measured: dict[str, int]) -> Table:
    table = Table("Model", "Device", "Engine", box=None, padding=(0, 2, 1, 0))
    for heading in ("Context", "Expected", *(["Measured"] if measured else [])):
        table.add_column(heading, justify="right")
    for part, placed in parts.items():
        if placed is None:
            table.add_row(f"–\n{PARTS[part]}")
            continue
        size = measured.get(placed.card.name)
        table.add_row(
            Text(f"{placed.card.title}\n{PARTS[part]}"),
            "\n".join(f"GPU {index}" for index in placed.devices) or "CPU",
            f"{placed.engine}\n{placed.card.quantization or '–'}",
            f"{placed.context_length or '–'}\n× {placed.max_sequences}",
            readable(placed.memory.total),
            *([readable(size) if size else "–"] if measured else []),
        )
    return table
