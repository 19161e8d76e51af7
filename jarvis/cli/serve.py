"""`jarvis serve`: run Jarvis until Ctrl-C."""

from typing import Annotated

import typer

from jarvis.cli.options import (
    ConfigOption,
    DataDirOption,
    EngineOption,
    ModelOption,
    OfflineOption,
    configuration,
)


def serve_command(
    host: Annotated[str | None, typer.Option(help="Address to listen on; loopback only.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 is any free one.")] = None,
    data_dir: DataDirOption = None,
    config: ConfigOption = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    offline: OfflineOption = None,
) -> None:
    """Serve the page and the API until Ctrl-C."""
    settings = configuration(config, data_dir, model, engine, offline, host, port)
    from jarvis.serve import serve

    serve(settings)
