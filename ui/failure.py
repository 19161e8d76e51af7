"""Errors as the page shows them: message, hint and kind, never a traceback."""

from dataclasses import dataclass

from jarvis.errors import JarvisError
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Failure:
    """What happened and what to do about it, in words. `kind` is the error's class."""

    message: str
    hint: str = ""
    kind: str = ""


def failure(error: Exception, words: Words, log_file: str) -> Failure:
    """What a person is told. A fault of ours says where the log is."""
    if isinstance(error, JarvisError):
        return Failure(error.message, error.hint, type(error).__name__)
    return Failure(
        words.unknown_error, words.unknown_error_hint.format(log=log_file), type(error).__name__
    )
