"""What a worker answered, or failed to answer, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.process import WorkerDied, WorkerSlow
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.wire import Message


@contextmanager
def understood(name: str, seconds: int) -> Iterator[None]:
    """Say in our words why there is no answer, or none that makes sense.

    Raises:
        Refused: the worker took longer than `seconds`, broke down, or answered nonsense.
    """
    try:
        yield
    except WorkerSlow as error:
        raise Refused("too_slow", name, limit=seconds) from error
    except (WorkerDied, KeyError, TypeError, ValueError) as error:
        raise Refused("crashed", name) from error


def checked(answer: Message) -> Message:
    """What came of it.

    Raises:
        Refused: the file can't be read.
        KeyError, TypeError, ValueError: the answer makes no sense.
    """
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["values"])
    done: Message = answer["done"]
    return done


def extract(about: Message, text: bytes) -> Extract:
    """The text that came with an answer.

    Raises:
        KeyError, TypeError, ValueError: it makes no sense.
    """
    return Extract(
        text=text.decode(),
        form=about["form"],
        code=str(about["code"]),
        title=str(about["title"]),
        pages=tuple(int(start) for start in about["pages"]),
        note=str(about["note"]),
    )
