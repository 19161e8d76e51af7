"""Options that several commands share, and the configuration that they amount to."""

from pathlib import Path
from typing import Annotated

import typer

from jarvis.config import Config, load_config

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
