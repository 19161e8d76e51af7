"""Options that several commands share, and the configuration that they amount to."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jarvis.config import Config, load_config
from jarvis.errors import InvalidRequest

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Another config.toml.", metavar="FILE")
]
DataDirOption = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where everything is kept.", metavar="FOLDER"),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="A model's name, a GGUF file, a model folder, or a server's URL."),
]
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="llama_cpp, vllm, openai_api or scripted."),
]
OfflineOption = Annotated[
    bool | None, typer.Option("--offline", help="Never try the network.", show_default=False)
]


def configuration(
    config: Path | None = None,
    data_dir: Path | None = None,
    model: str | None = None,
    engine: str | None = None,
    offline: bool | None = None,
    host: str | None = None,
    port: int | None = None,
) -> Config:
    """config.toml with the command line's options laid over it."""
    return load_config(
        config,
        data={"directory": None if data_dir is None else str(data_dir)},
        models={"chat": model, "engine": engine, "offline": offline},
        server={"host": host, "port": port},
    )


def given_text(argument: str) -> str:
    """What a command is asked about: the argument, or standard input where that is ``-``.

    Raises:
        InvalidRequest: standard input isn't UTF-8.
    """
    if argument != "-":
        return argument
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            "Standard input isn't UTF-8 text.", "Convert it first, e.g. with iconv."
        ) from error
