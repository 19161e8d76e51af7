"""`jarvis doctor`: what is installed, found and loadable, and the fix for what is not."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jarvis.cli.options import ConfigOption, DataDirOption, configuration
from jarvis.config import Config
from jarvis.doctor import INSTALL, Facts, Finding, chat_works, diagnose, examine
from jarvis.errors import JarvisError
from models.catalogue import Card
from models.chat import ChatModelSpec, load
from models.store import Store
from models.types import ChatRequest, Message, Sampling

MARKS = {
    "ok": ("✓ ok", "green"),
    "warning": ("! could be better", "yellow"),
    "missing": ("✗ missing", "red"),
}


def doctor_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    load_model: Annotated[
        bool, typer.Option("--load", help="Load the starter, and let it answer one word.")
    ] = False,
    data_dir: DataDirOption = None,
    config: ConfigOption = None,
) -> None:
    """Check what is installed, found and loadable; exit code 1 if chat can't work."""
    settings = configuration(config, data_dir)
    store = Store(settings.data_dir / "models", offline=True)
    facts = examine(settings.data_dir, store)
    findings = diagnose(facts)
    if load_model:
        findings = (*findings, _load_starter(facts, store, settings))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        _show(findings, Console(highlight=False))
    if not chat_works(findings):
        raise typer.Exit(1)


def _load_starter(facts: Facts, store: Store, settings: Config) -> Finding:
    """Load the starter for real; what fails is a finding, like anything else."""
    if facts.starter is None or (path := store.path(facts.starter)) is None:
        return Finding("loading", "missing", "the starter's weights are not here", INSTALL)
    try:
        word = asyncio.run(_one_word(facts.starter, path, settings))
    except JarvisError as error:
        return Finding("loading", "missing", error.message, error.hint)
    return Finding("loading", "ok", f"{facts.starter.title} says {word!r}")


async def _one_word(card: Card, path: Path, settings: Config) -> str:
    """The first word that the model on `path` answers to a greeting."""
    spec = ChatModelSpec(card.name, str(path), context_length=512)
    model = await load(card.engine, spec, getattr(settings.engines, card.engine))
    try:
        asked = (Message("user", "Say hello."),)
        request = ChatRequest(asked, Sampling(temperature=0, max_tokens=8))
        text = "".join([delta.text async for delta in model.stream(request)])
    finally:
        await model.close()
    return next(iter(text.split()), "")


def _show(findings: tuple[Finding, ...], console: Console) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for finding in findings:
        mark, colour = MARKS[finding.status]
        table.add_row(Text(mark, style=colour), Text(finding.name), _words(finding))
    console.print(table)


def _words(finding: Finding) -> Text:
    text = Text(finding.detail)
    return text.append(f"\n→ {finding.fix}", style="bold") if finding.fix else text
