"""An engine's module, by its name. Each task has its own table of them; this reads any."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from models.errors import EngineUnavailable, ModelNotFound


def engine_module(engines: Mapping[str, str], name: str, task: str = "") -> Any:
    """The module. Cheap: engines import their library only in `load`.

    Args:
        engines: module paths by engine.
        task: what they are for, such as "embedders".

    Raises:
        ModelNotFound: there is no such engine.
    """
    if name not in engines:
        kind = f" for {task}" if task else ""
        raise ModelNotFound(
            f"There is no engine{kind} called {name!r}.", f"Engines are: {', '.join(engines)}."
        )
    return import_module(engines[name])


def usable_module(engines: Mapping[str, str], name: str, task: str = "") -> Any:
    """The module of an engine that can run here.

    Raises:
        ModelNotFound: there is no such engine.
        EngineUnavailable: it can't run here.
    """
    module = engine_module(engines, name, task)
    reason: EngineUnavailable | None = module.unavailable()
    if reason is not None:
        raise reason
    return module
