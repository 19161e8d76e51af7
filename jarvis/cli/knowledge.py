"""`jarvis knowledge`: add, list, search, remove, rebuild. Parses, calls, prints.

Each command speaks to `/api/knowledge`: of the Jarvis that runs, or, where none does, of one that
is set up in this process for the moment (`jarvis.cli.knowledge_client`).
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Column, Table

from jarvis.cli.knowledge_client import Client, opened
from jarvis.cli.models import size
from jarvis.cli.options import ConfigOption, DataDirOption, configuration
from jarvis.errors import DocumentNotFound, DocumentRefused, InvalidRequest, JarvisError

knowledge_app = typer.Typer(
    help="Your own documents: add, list, search, remove.",
    no_args_is_help=True,
    add_completion=False,
)

LOOK_SECONDS = 0.3

COLOURS = {"ready": "green", "failed": "red", "reading": "cyan", "queued": "yellow"}

CollectionOption = Annotated[
    str | None, typer.Option("--collection", help="Which collection.", metavar="NAME")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


@knowledge_app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER…", show_default=False)],
    collection: CollectionOption = None,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Hand documents in, and wait until they are read; exit 1 if one couldn't be."""
    files = list(_files(paths))
    asyncio.run(_add(files, collection, config, data_dir))


async def _add(
    files: list[Path],
    collection: str | None,
    config: Path | None,
    data_dir: Path | None,
) -> None:
    refused: list[str] = []
    ids: list[str] = []
    async with opened(configuration(config, data_dir)) as client:
        for path in files:
            try:
                ids.append(await client.add(path, collection))
            except JarvisError as error:
                refused.append(f"{path}: {error}")
        refused += await _read(client, ids)
    for reason in refused:
        typer.echo(reason, err=True)
    typer.echo(f"{len(files) - len(refused)} of {len(files)} documents can be searched now.")
    if refused:
        raise typer.Exit(1)


async def _read(client: Client, ids: list[str]) -> list[str]:
    """Wait until all are read; why some couldn't be."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    failed: list[str] = []
    with Progress(*columns, transient=True, console=Console(stderr=True)) as progress:
        bars = {one: progress.add_task("waiting", total=1.0) for one in dict.fromkeys(ids)}
        while bars:
            for one, bar in list(bars.items()):
                now = await client.document(one)
                progress.update(bar, description=escape(now["name"]), completed=now["progress"])
                if now["status"] in ("ready", "failed"):
                    del bars[one]
                if now["status"] == "failed":
                    failed.append(f"{now['name']}: {now['error']} {now['hint']}".strip())
            await asyncio.sleep(LOOK_SECONDS if bars else 0)
    return failed


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files that are meant; of a folder, those that can be read.

    Raises:
        DocumentRefused: nothing is there.
    """
    from jarvis.knowledge.reading.kinds import supported

    endings = supported()
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            yield from (p for p in inside if p.suffix.lower() in endings)
        elif path.is_file():
            yield path
        else:
            raise DocumentRefused(f"There is no file or folder {path}.", "Check its spelling.")


@knowledge_app.command("list")
def list_command(
    collection: CollectionOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """List documents and how they stand."""
    found = asyncio.run(_documents(collection, config, data_dir))
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif not found:
        typer.echo("No documents yet. Add some: jarvis knowledge add FILE")
    else:
        Console().print(_table(found))


async def _documents(
    collection: str | None, config: Path | None, data_dir: Path | None
) -> list[dict[str, Any]]:
    async with opened(configuration(config, data_dir), models=False) as client:
        return await client.documents(collection)


def _table(documents: list[dict[str, Any]]) -> Table:
    table = Table(
        Column("id", no_wrap=True),
        "name",
        "collection",
        "status",
        "passages",
        "size",
        "what happened",
    )
    for one in documents:
        colour = COLOURS[one["status"]]
        said = f"{one['error']} {one['hint']}".strip()
        table.add_row(
            one["id"],
            escape(one["name"]),
            escape(one["collection"]),
            f"[{colour}]{one['status']}[/]",
            f"{one['passages']:,}",
            size(one["bytes"]),
            escape(said),
        )
    return table


@knowledge_app.command()
def search(
    query: Annotated[str, typer.Argument(help="A question, or words in quotes.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most passages.")] = 5,
    collection: CollectionOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Show what retrieval finds, and why."""
    found = asyncio.run(_search(query, limit, collection, config, data_dir))
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        _show(found)


async def _search(
    query: str, limit: int, collection: str | None, config: Path | None, data_dir: Path | None
) -> dict[str, Any]:
    async with opened(configuration(config, data_dir)) as client:
        return await client.search(query, limit, collection)


def _show(found: dict[str, Any]) -> None:
    console = Console(highlight=False)
    if not found["speaks"]:
        console.print("[yellow]The documents don't say. What comes nearest:[/]")
    for place, one in enumerate(found["passages"], 1):
        page = f", page {one['page']}" if one["page"] else f", line {one['line']}"
        console.print(f"[bold]{place}. {escape(one['document']['name'])}[/]{page}")
        legs = [
            f"{leg} {one[leg]:.2f}"
            for leg in ("score", "dense", "lexical", "reranked")
            if one[leg] is not None
        ]
        console.print(f"[dim]{' · '.join(legs)}[/]")
        console.print(f"{escape(one['text'].strip())}\n")


@knowledge_app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(metavar="ID|NAME…", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Delete documents for good."""
    if not yes:
        typer.confirm("Delete them for good? There is no undo.", abort=True)
    asyncio.run(_remove(documents, config, data_dir))
    typer.echo("Deleted.")


async def _remove(wanted: list[str], config: Path | None, data_dir: Path | None) -> None:
    async with opened(configuration(config, data_dir), models=False) as client:
        known = await client.documents(None)
        for one in [_meant(name, known) for name in wanted]:
            await client.remove(one)


def _meant(wanted: str, known: list[dict[str, Any]]) -> str:
    """The id of the document that is meant.

    Raises:
        DocumentNotFound: none is.
        InvalidRequest: several are.
    """
    found = [str(one["id"]) for one in known if wanted in (one["id"], one["name"])]
    if not found:
        raise DocumentNotFound(f"There is no document {wanted!r}.", "See: jarvis knowledge list")
    if len(found) > 1:
        raise InvalidRequest(
            f"{len(found)} documents are called {wanted!r}.", "Give the id that `list` names."
        )
    return found[0]


@knowledge_app.command()
def rebuild(config: ConfigOption = None, data_dir: DataDirOption = None) -> None:
    """Build the vector index anew from the database."""
    now = asyncio.run(_rebuild(config, data_dir))
    typer.echo(f"The index holds {now['vectors']:,} passages. {now['note']}".strip())


async def _rebuild(config: Path | None, data_dir: Path | None) -> dict[str, Any]:
    async with opened(configuration(config, data_dir), models=False) as client:
        return await client.rebuild()
