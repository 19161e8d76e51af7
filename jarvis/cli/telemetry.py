"""`jarvis telemetry`: stats, export, verify, erase, retain, rollback. Parses, calls, prints.

The ledger's libraries are imported by the command that needs them: the others start sooner.
"""

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jarvis.cli.models import size
from jarvis.cli.options import ConfigOption, DataDirOption, configuration
from jarvis.errors import JarvisError
from jarvis.instance import hold

if TYPE_CHECKING:
    from jarvis.config import Config
    from jarvis.telemetry.export import Format
    from jarvis.telemetry.migrating import Rollback
    from jarvis.upkeep import Keeper

telemetry_app = typer.Typer(
    help="The ledger: figures, export, checks, erasing.", no_args_is_help=True, add_completion=False
)

JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]

BUCKETS = {
    "low_0_50": "below 50 %",
    "medium_50_70": "50 to 70 %",
    "good_70_85": "70 to 85 %",
    "high_85_95": "85 to 95 %",
    "very_high_95_100": "95 % and more",
}


@telemetry_app.command()
def stats(
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far back.")] = 30,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Show the last days in figures."""
    with _keeper(configuration(config, data_dir)) as ledger:
        figures = ledger.stats(days)
    if as_json:
        typer.echo(json.dumps({"period_days": days, **figures}, indent=2))
    else:
        Console().print(_figures(days, figures))


@telemetry_app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="parquet, csv or jsonl.")] = "parquet",
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Write every table of the ledger to a folder, old months among them.

    These are the figures. The text of questions and answers is not in the ledger; a conversation
    is exported on its page. Times are UTC.
    """
    chosen = _format(form)
    target = folder.expanduser().absolute()
    with _keeper(configuration(config, data_dir)) as ledger:
        rows = ledger.export(str(target), chosen)
    for name, count in rows.items():
        typer.echo(f"{target / name}: {count:,} rows")


@telemetry_app.command()
def verify(
    as_json: JsonOption = False, config: ConfigOption = None, data_dir: DataDirOption = None
) -> None:
    """Read everything that was recorded and check it; exit 1 if something isn't well."""
    with _keeper(configuration(config, data_dir)) as ledger:
        findings = ledger.verify()
    if as_json:
        typer.echo(json.dumps(findings, indent=2))
    else:
        Console().print(_findings(findings))
    if not all(finding["well"] for finding in findings):
        raise typer.Exit(1)


@telemetry_app.command()
def erase(
    conversation: Annotated[str, typer.Option(help="Its id, as an export of it names it.")],
    yes: YesOption = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Erase a conversation for good; the figures of its turns stay, as nobody's."""
    settings = configuration(config, data_dir)
    if not yes:
        typer.confirm("Erase every word of the conversation? There is no undo.", abort=True)
    with _keeper(settings) as ledger:
        turns = ledger.erase(conversation)
    typer.echo(f"Erased. The figures of {turns:,} turns stay, and nothing says whose they were.")


@telemetry_app.command()
def retain(
    months: Annotated[int, typer.Option(min=1, max=1200, help="Whole months that stay.")],
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Move what is older to Parquet files, which the statistics still read."""
    with _keeper(configuration(config, data_dir)) as ledger:
        moved = ledger.retain(months)
    if not moved["months"]:
        typer.echo("Nothing is older than that.")
        return
    first, last = moved["months"][0], moved["months"][-1]
    before, after = size(moved["bytes_before"]), size(moved["bytes_after"])
    typer.echo(f"Moved {moved['rows']:,} rows of {first} to {last}.")
    typer.echo(f"The database went from {before} to {after}.")


@telemetry_app.command("rollback")
def roll_back(
    yes: YesOption = False, config: ConfigOption = None, data_dir: DataDirOption = None
) -> None:
    """Go back to the snapshot from before the last change of the schema, for an older Jarvis."""
    from jarvis.cli.ledger_access import ledger_folder
    from jarvis.telemetry.migrating import plan_rollback, rollback

    settings = configuration(config, data_dir)
    folder = ledger_folder(settings)
    with hold(settings.data_dir, ""):
        plan = plan_rollback(folder)
        typer.echo(_loss(plan))
        if not yes:
            raise JarvisError("Nothing was changed.", "Add --yes to go back all the same.")
        version = rollback(folder)
    typer.echo(f"The ledger is at version {version} again; what it was lies beside it.")


def _keeper(settings: "Config") -> "AbstractContextManager[Keeper]":
    from jarvis.cli.ledger_access import keeper

    return keeper(settings)


def _loss(plan: "Rollback") -> str:
    if plan.lost is None:
        return "How much was recorded since the snapshot can't be told: the file isn't readable."
    return f"{plan.lost:,} decisions were recorded since the snapshot, and would be left out."


def _format(name: str) -> "Format":
    from jarvis.telemetry.export import Format

    formats: tuple[Format, ...] = get_args(Format)
    for known in formats:
        if name == known:
            return known
    raise JarvisError(f"There is no format {name!r}.", f"Formats are: {', '.join(formats)}.")


def _figures(days: int, figures: dict[str, Any]) -> Table:
    table = _plain(f"The last {days} days")
    rated, times = figures["accuracy"], figures["execution_time"]
    table.add_row("Decisions", f"{rated['total_decisions']:,}")
    table.add_row("With feedback", f"{rated['total_with_feedback']:,}")
    table.add_row("Accuracy", _share(rated["accuracy_avg"]))
    for word in ("correct", "partially_correct", "incorrect"):
        table.add_row(f"  {word.replace('_', ' ')}", f"{rated[f'{word}_count']:,}")
    table.add_row("Mean confidence", _share(figures["avg_confidence"]))
    for name, bucket in figures["confidence_distribution"]["distribution"].items():
        table.add_row(f"  {BUCKETS[name]}", f"{bucket['count']:,}")
    table.add_row("Execution time")
    for name in ("avg", "p50", "p95", "p99"):
        table.add_row(f"  {name}", _milliseconds(times[f"{name}_execution_time_ms"]))
    return table


def _findings(findings: list[dict[str, Any]]) -> Table:
    table = _plain("The ledger")
    for finding in findings:
        mark = "[green]well[/]" if finding["well"] else "[bold red]broken[/]"
        table.add_row(mark, escape(finding["check"]), escape(finding["found"]))
    return table


def _plain(title: str) -> Table:
    return Table(
        title=title, title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0)
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} ms"
