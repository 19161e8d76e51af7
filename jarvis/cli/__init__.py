"""The command line: `jarvis serve | ask | transcribe | say | guard | plan | doctor`, and the groups
`models | knowledge | telemetry`.

Each command parses, calls and prints. Errors are shown as a message and a hint; the log keeps the
traceback. Adding a command is one file here and one line below.
"""

import sys

import typer
from rich.console import Console
from rich.markup import escape

from jarvis import __version__
from jarvis.cli.ask import ask_command
from jarvis.cli.doctor import doctor_command
from jarvis.cli.guard import guard_command
from jarvis.cli.knowledge import knowledge_app
from jarvis.cli.models import models_app
from jarvis.cli.plan import plan_command
from jarvis.cli.serve import serve_command
from jarvis.cli.telemetry import telemetry_app
from jarvis.cli.voice import say_command, transcribe_command
from jarvis.errors import JarvisError

app = typer.Typer(
    name="jarvis",
    help="Jarvis, a local AI assistant.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(serve_command)
app.command("ask")(ask_command)
app.command("transcribe")(transcribe_command)
app.command("say")(say_command)
app.command("guard")(guard_command)
app.command("plan")(plan_command)
app.command("doctor")(doctor_command)
app.add_typer(models_app, name="models")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(telemetry_app, name="telemetry")


@app.callback(invoke_without_command=True)
def _options(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    if version:
        print(__version__)
        raise typer.Exit


def main() -> None:
    """Run a command; exit 1 on an error that a person can mend, 130 on Ctrl-C."""
    try:
        app()
    except JarvisError as error:
        show(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def show(error: JarvisError) -> None:
    """Message and hint, on the terminal's error stream."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[bold red]Error:[/] {escape(error.message)}")
    if error.hint:
        console.print(f"  → {error.hint}", markup=False)
