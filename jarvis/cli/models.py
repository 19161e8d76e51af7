"""`jarvis models`: list, show, pull, use, remove. Parses, calls the store, prints."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as ProgressBar
from rich.table import Table

from jarvis.choice import read_choice, write_choice
from jarvis.cli.options import ConfigOption, DataDirOption, OfflineOption, configuration
from jarvis.config import Config
from jarvis.errors import JarvisError
from jarvis.instance import running
from models.catalogue import Card, Task
from models.errors import DownloadCancelled, ModelError, ModelNotFound
from models.store import Progress, Store

AUTOMATIC = "auto"
LOADING_SECONDS = 600
"""The longest that we wait for a large model to load."""

_TASKS: dict[Task, str] = {
    "chat": "Chat",
    "embedding": "Embedding (search in documents)",
    "transcription": "Transcription (speech to text)",
    "speech": "Speech (text to speech)",
    "reranking": "Re-ranking (search in documents)",
    "classification": "Classification (guardrails)",
}

JOINS: dict[Task, str] = {
    "classification": "It joins the guardrails at Jarvis's next start.",
    "embedding": "From Jarvis's next start on it reads documents, if it is the best that fits.",
    "reranking": "From Jarvis's next start on it helps to search your documents.",
    "speech": "It can speak now: choose it in Settings.",
    "transcription": "From Jarvis's next start on it listens, if it is the best that is quick.",
}
"""What becomes of a model by itself, once it is on disk."""

models_app = typer.Typer(
    help="List, fetch, choose and remove models.", no_args_is_help=True, add_completion=False
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]


@models_app.command("list")
def list_models(
    task: Annotated[
        str | None,
        typer.Option(help="Only one of: " + ", ".join(_TASKS) + "."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """List the models that Jarvis knows, best first."""
    settings = configuration(config, data_dir)
    store = _store(settings)
    if task is not None and task not in _TASKS:
        raise JarvisError(f"There is no task {task!r}.", f"Tasks are: {', '.join(_TASKS)}.")
    cards = [card for card in store.cards() if task in (None, card.task)]
    cards.sort(key=lambda card: (list(_TASKS).index(card.task), -card.rank, card.name))
    if as_json:
        typer.echo(json.dumps([_facts(card, store) for card in cards], indent=2))
        return
    console = Console()
    for kind in dict.fromkeys(card.task for card in cards):
        mine = [card for card in cards if card.task == kind]
        console.print(_table(_TASKS[kind], mine, store, read_choice(settings.data_dir)), "")
    for problem in store.problems():
        console.print(f"[yellow]Left out:[/] {escape(str(problem))}", soft_wrap=True)


@models_app.command()
def show(name: NameArgument, config: ConfigOption = None, data_dir: DataDirOption = None) -> None:
    """Show what is known of a model."""
    store = _store(configuration(config, data_dir))
    card = store.find(name)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0), title_justify="left")
    for label, value in _details(card, store.path(card)):
        if value:
            table.add_row(f"[bold]{label}[/]", escape(value))
    console = Console()
    console.print(f"[bold]{escape(card.title)}[/]: {escape(card.summary)}")
    console.print(table)


@models_app.command()
def pull(
    name: NameArgument,
    offline: OfflineOption = None,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Download a model, or go on with a download that was broken off."""
    store = _store(configuration(config, data_dir, offline=offline))
    card = store.find(name)
    console = Console()
    if (here := store.path(card)) is None:
        here = _pull_with_bar(store, card, console)
    typer.echo(f"{card.name} is on disk: {here}")
    if said := JOINS.get(card.task):
        typer.echo(said)


@models_app.command()
def use(name: NameArgument, config: ConfigOption = None, data_dir: DataDirOption = None) -> None:
    """Choose the chat model, now and at each start; `auto` lets Jarvis choose at the next."""
    settings = configuration(config, data_dir)
    if name == AUTOMATIC:
        write_choice(settings.data_dir, None)
        typer.echo("Jarvis chooses the best model that fits and is on disk.")
        return
    store = _store(settings)
    card = store.find(name)
    if card.task != "chat":
        raise ModelNotFound(
            f"{card.name} is not a chat model but one for {card.task}.",
            "`jarvis models list --task chat` names chat models.",
        )
    store.verified_path(card)
    write_choice(settings.data_dir, card.location or card.name)
    now = _swap_running(settings, card)
    typer.echo(f"Jarvis answers with {card.title} from {'now' if now else 'its next start'} on.")


def _swap_running(settings: Config, card: Card) -> bool:
    """Let the Jarvis that runs take the model at once; False where none runs, or for a path."""
    instance = running(settings.data_dir)
    if instance is None or card.location:
        return False
    url = f"{instance.url}/api/models/{card.name}/use"
    answer = httpx.post(url, timeout=LOADING_SECONDS, trust_env=False)
    if answer.is_error:
        told = answer.json()["error"]
        raise ModelError(told["message"], told["hint"])
    return True


@models_app.command()
def remove(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Delete a model's weights from disk."""
    store = _store(configuration(config, data_dir))
    card = store.find(name)
    if card.package or card.location:
        whose = f"comes with the package {card.package}" if card.package else "is a file of yours"
        raise JarvisError(f"{card.name} {whose}; Jarvis leaves it where it is.")
    if not yes:
        typer.confirm(f"Delete {card.name} from disk?", abort=True)
    freed = store.remove(card)
    typer.echo(f"Freed {size(freed)}." if freed else f"{card.name} wasn't on disk.")


def size(count: int) -> str:
    """Bytes for people, in decimal units: 98362432 is "98 MB"."""
    value, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if unit == "GB" else f"{value:.0f} {unit}"


def _store(settings: Config) -> Store:
    return Store(
        settings.data_dir / "models",
        offline=settings.models.offline,
        hub=settings.models.hub or None,
    )


def _facts(card: Card, store: Store) -> dict[str, object]:
    path = store.path(card)
    return {**asdict(card), "bytes": card.weights_bytes, "path": str(path) if path else None}


def _table(title: str, cards: list[Card], store: Store, chosen: str | None) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("Model", no_wrap=True)
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Context", justify="right", no_wrap=True)
    table.add_column("Speaks", no_wrap=True)
    table.add_column("Here", no_wrap=True)
    for card in cards:
        here = "yes" if store.path(card) else ""
        table.add_row(
            card.name,
            size(card.weights_bytes),
            f"{card.context_length:,}" if card.context_length else "",
            _languages(card.languages),
            "chosen" if card.name == chosen else here,
        )
    return table


def _languages(codes: tuple[str, ...]) -> str:
    more = f" +{len(codes) - 2}" if len(codes) > 2 else ""
    return " ".join(codes[:2]) + more


def _details(card: Card, path: Path | None) -> list[tuple[str, str]]:
    about = "" if card.sizes_exact else "about "
    return [
        ("Name", card.name),
        ("Task", card.task),
        ("Engine", card.engine),
        ("Size", about + size(card.weights_bytes)),
        ("Parameters", f"{card.parameters / 1e9:.2f} billion" if card.parameters else ""),
        ("Quantization", card.quantization),
        ("Context", f"{card.context_length:,} tokens" if card.context_length else ""),
        ("Dimensions", str(card.dimensions) if card.dimensions else ""),
        ("Check", card.check or ""),
        ("Speaks", " ".join(card.languages)),
        ("Licence", card.licence + (" (to be accepted on the hub)" if card.gated else "")),
        ("From", card.repo or (card.package and f"the package {card.package}")),
        ("On disk", str(path) if path else "no: fetch it with `jarvis models pull`"),
    ]


def _pull_with_bar(store: Store, card: Card, console: Console) -> Path:
    """Pull in a thread, so that Ctrl-C is heard at once."""
    cancel = Event()
    with _bar(console) as bar, ThreadPoolExecutor(max_workers=1) as pool:
        task = bar.add_task(card.name, total=card.weights_bytes)

        def on_progress(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        pulled = pool.submit(store.pull, card, on_progress, cancel)
        try:
            return pulled.result()
        except KeyboardInterrupt:
            cancel.set()
            return _after_cancel(pulled.result, console)


def _after_cancel(result: Callable[[], Path], console: Console) -> Path:
    try:
        return result()
    except DownloadCancelled as stopped:
        console.print(escape(str(stopped)))
        raise typer.Exit(130) from stopped


def _bar(console: Console) -> ProgressBar:
    return ProgressBar(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
