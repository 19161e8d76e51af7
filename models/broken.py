"""The errors of models that lie in folders: what is broken, and the way to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import GenerationFailed, ModelError, ModelFileInvalid, ModelTooLarge

OUT_OF_MEMORY = ("OutOfMemoryError", "MemoryError")
"""torch's error by its name, and Python's: naming torch's own would import torch."""


def invalid(name: str, source: str, reason: str) -> ModelFileInvalid:
    """A folder that can't be loaded."""
    return ModelFileInvalid(
        f"{name} can't be loaded from {source}: {reason}.",
        f"Fetch it again: jarvis models remove {name}, then jarvis models pull {name}",
    )


def check_folder(name: str, source: str) -> None:
    """Refuse what is no model's folder at all, before a process is started for it.

    Raises:
        ModelFileInvalid
    """
    if not (Path(source) / "config.json").is_file():
        raise invalid(name, source, "it has no config.json")


def closed(name: str) -> GenerationFailed:
    """A model that was unloaded while somebody still wanted it."""
    return GenerationFailed(f"{name} has been unloaded.", "Try again once a model is loaded.")


def broke_off(name: str, reason: str) -> GenerationFailed:
    """A model that failed while it worked."""
    return GenerationFailed(
        f"{name} broke off: {reason}.",
        "Try again; if it happens once more, the log says why.",
    )


@contextmanager
def loading(name: str, source: str, device: str = "cpu") -> Iterator[None]:
    """Says in our words what goes wrong inside: a damaged folder makes libraries raise nearly
    anything.

    Raises:
        ModelFileInvalid, ModelTooLarge
    """
    try:
        yield
    except ModelError:
        raise
    except Exception as error:
        if type(error).__name__ in OUT_OF_MEMORY:
            raise ModelTooLarge(
                f"{name} doesn't fit the memory of {device}.",
                "Close other programs, or choose a smaller model.",
            ) from error
        raise invalid(name, source, first_line(error)) from error


def first_line(error: BaseException) -> str:
    """What an error says, in one line without its full stop."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
