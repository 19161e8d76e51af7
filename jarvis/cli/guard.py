"""`jarvis guard "…"`: what the guardrails would do with a text, by this machine's policy."""

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from jarvis.cli.options import ConfigOption, DataDirOption, configuration, given_text
from jarvis.guardrails.finding import Direction, Verdict

COLOURS = {"allow": "green", "flag": "yellow", "mask": "cyan", "block": "red"}


def guard_command(
    text: Annotated[str, typer.Argument(help="The text; - reads it from standard input.")],
    direction: Annotated[
        Direction, typer.Option(help="Which way the text would go.")
    ] = Direction.INPUT,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    data_dir: DataDirOption = None,
    config: ConfigOption = None,
) -> None:
    """Check a text as a turn would: the verdict, the text as it would go on, and why."""
    from jarvis.guardrails.examining import examined
    from jarvis.guardrails.guards import Guards
    from jarvis.log import set_up_logging
    from jarvis.privacy import silence_libraries

    settings = configuration(config, data_dir)
    silence_libraries(offline=settings.models.offline)
    set_up_logging(settings.log, settings.data_dir, terminal=False)
    verdict = asyncio.run(examined(Guards(settings.guardrails), given_text(text), direction))
    if as_json:
        print(json.dumps(_as_dict(verdict), ensure_ascii=False, indent=2))
    else:
        _show(verdict)


def _as_dict(verdict: Verdict) -> dict[str, object]:
    findings = [asdict(finding) for finding in verdict.findings]
    return {"verdict": verdict.word, "text": verdict.text, "findings": findings}


def _show(verdict: Verdict) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold {COLOURS[verdict.word]}]{verdict.word}[/]")
    if verdict.text:
        console.print(verdict.text, markup=False)
    if not verdict.findings:
        return
    table = Table("check", "kind", "where", "score", "action", "why")
    for one in verdict.findings:
        where = f"{one.start}–{one.end}"
        score = f"{one.score:.2f}"
        table.add_row(one.check.value, one.kind, where, score, one.action, one.reason)
    console.print(table)
