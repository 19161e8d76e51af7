"""Who may generate next: as many at a time as the engine has slots, fairly among people."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from jarvis.errors import QueueFull


class Ticket:
    """One turn's place in the queue."""

    def __init__(self, queue: "FairQueue", person: str) -> None:
        self.person = person
        self._queue = queue
        self._moved = asyncio.Event()
        self.admitted = False

    def moved(self) -> None:
        """The queue calls this when the ticket's place may have changed."""
        self._moved.set()

    async def places(self) -> AsyncIterator[int]:
        """The place in the queue each time it changes, 1 is next; ends when it's our turn."""
        last = 0
        while not self.admitted:
            self._moved.clear()
            if (place := self._queue.place(self)) != last:
                last = place
                yield place
            await self._moved.wait()


class FairQueue:
    """Round robin among people: who has had no turn lately comes before who has had one.

    Args:
        slots: turns at the same time.
        max_waiting: turns that may wait; one more is refused.
    """

    def __init__(self, slots: int = 1, max_waiting: int = 64) -> None:
        self._slots = slots
        self._max_waiting = max_waiting
        self._running = 0
        self._waiting: OrderedDict[str, deque[Ticket]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """Turns that wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def running(self) -> int:
        """Turns that have a slot."""
        return self._running

    def resize(self, slots: int) -> None:
        """From now on, `slots` turns at the same time. Turns that run are left alone."""
        self._slots = slots
        self._admit()

    @contextmanager
    def join(self, person: str) -> Iterator[Ticket]:
        """Take a ticket; leaving the block gives the slot, or the place, back.

        Raises:
            QueueFull
        """
        if self.waiting >= self._max_waiting and self._running >= self._slots:
            raise QueueFull(
                f"{self.waiting} questions are waiting already.", "Try again in a moment."
            )
        ticket = Ticket(self, person)
        self._waiting.setdefault(person, deque()).append(ticket)
        self._admit()
        try:
            yield ticket
        finally:
            self._leave(ticket)

    def place(self, ticket: Ticket) -> int:
        """1 for who is next. 0 for who isn't waiting."""
        return next((i for i, other in enumerate(self._order(), 1) if other is ticket), 0)

    def _order(self) -> Iterator[Ticket]:
        """Tickets in the order in which they will be admitted."""
        rounds = max(map(len, self._waiting.values()), default=0)
        for turn in range(rounds):
            for tickets in self._waiting.values():
                if turn < len(tickets):
                    yield tickets[turn]

    def _admit(self) -> None:
        while self._running < self._slots and self._waiting:
            person, tickets = next(iter(self._waiting.items()))
            ticket = tickets.popleft()
            ticket.admitted = True
            ticket.moved()
            self._running += 1
            self._waiting.move_to_end(person)
            if not tickets:
                del self._waiting[person]
        for waiting in self._order():
            waiting.moved()

    def _leave(self, ticket: Ticket) -> None:
        if ticket.admitted:
            self._running -= 1
        else:
            tickets = self._waiting[ticket.person]
            tickets.remove(ticket)
            if not tickets:
                del self._waiting[ticket.person]
        self._admit()
