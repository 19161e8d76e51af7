"""What lies ready to be embedded: pieces of several documents, no more than a few seconds' worth.

So the embedder never waits for a reader or a cutter, and no document lies in memory twice.
"""

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jarvis.knowledge.documents import Piece
from jarvis.knowledge.ingesting.progress import Work

LOOK_SECONDS = 0.2
"""How often who waits looks whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Pieces of one document, in a row.

    Attributes:
        lane: which way it came.
        first: the number of the first.
        last: whether the document ends with them.
    """

    lane: str
    work: Work
    first: int
    pieces: Sequence[Piece]
    last: bool = False


class Buffer:
    """A queue for each lane, which take turns. Safe from any thread.

    Args:
        lanes: their names, in the order in which they take turns.
        most: how many pieces of a lane it holds; one portion more than that at most.
    """

    def __init__(self, lanes: Sequence[str], most: int) -> None:
        self._most = most
        self._queues: dict[str, deque[Portion]] = {lane: deque() for lane in lanes}
        self._changed = threading.Condition()

    def put(self, portion: Portion) -> None:
        """Add a portion; blocks while its lane's queue is full. A portion of a document that was
        given up is dropped.
        """
        queue = self._queues[portion.lane]
        with self._changed:
            while _pieces(queue) >= self._most and not portion.work.given_up:
                self._changed.wait(LOOK_SECONDS)
            if not portion.work.given_up:
                queue.append(portion)
                self._changed.notify_all()

    def take(self, most: int, seconds: float) -> list[Portion]:
        """The oldest portions of each lane in turn, together no more than `most` pieces, but one
        portion at least; nothing if none comes within `seconds`.
        """
        with self._changed:
            self._changed.wait_for(lambda: any(self._queues.values()), seconds)
            taken = self._take(most)
            self._changed.notify_all()
            return taken

    def clear(self) -> None:
        """Forget all portions."""
        with self._changed:
            for queue in self._queues.values():
                queue.clear()
            self._changed.notify_all()

    def _take(self, most: int) -> list[Portion]:
        taken: list[Portion] = []
        turns = deque(queue for queue in self._queues.values() if queue)
        while turns:
            queue = turns.popleft()
            if taken and _pieces([*taken, queue[0]]) > most:
                break
            taken.append(queue.popleft())
            if queue:
                turns.append(queue)
        return taken


def _pieces(portions: Iterable[Portion]) -> int:
    return sum(len(one.pieces) for one in portions)
