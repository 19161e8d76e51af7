"""Errors as the page shows them: message, hint and kind, never a traceback.

Errors are written in English, with their figures. In another language the page says what kind of
thing happened and what to do, in that language, and adds the English sentence for its figures.
"""

from dataclasses import dataclass

from jarvis.conversations import AnswerFigures
from jarvis.errors import JarvisError
from ui.knowledge.reasons import reason
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Failure:
    """What happened and what to do about it, in words.

    Attributes:
        kind: the error's class.
        detail: the sentence in English, where the message is in another language.
    """

    message: str
    hint: str = ""
    kind: str = ""
    detail: str = ""


def failure(error: Exception, words: Words, log_file: str) -> Failure:
    """What a person is told. A fault of ours says where the log is."""
    if isinstance(error, JarvisError):
        return _told(_kind(error, words), error.message, error.hint, words)
    hint = words.unknown_error_hint.format(log=log_file)
    return Failure(words.unknown_error, hint, type(error).__name__)


def failure_of(figures: AnswerFigures, words: Words, log_file: str) -> Failure:
    """The same for an answer that failed earlier."""
    if figures.note:
        return _told(figures.error, figures.note, figures.hint, words)
    return Failure(
        words.unknown_error, words.unknown_error_hint.format(log=log_file), figures.error
    )


def _kind(error: JarvisError, words: Words) -> str:
    """The error's class, or the nearest above it that has words."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return next((name for name in names if name in words.problems), names[0])


def _told(kind: str, message: str, hint: str, words: Words) -> Failure:
    if (said := reason(message, hint, words)) != (message, hint):
        return Failure(*said, kind)
    if kind not in words.problems:
        return Failure(message, hint, kind)
    return Failure(*words.problems[kind], kind, detail=message)
