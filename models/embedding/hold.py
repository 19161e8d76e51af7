"""A gate that pauses close, as often as they are called, and that opens for good at the end."""

from threading import Condition


class Hold:
    """Safe from any thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._pauses = 0
        self._closed = False

    @property
    def paused(self) -> bool:
        """Whether `wait` would wait."""
        return self._pauses > 0 and not self._closed

    def pause(self) -> None:
        """Close the gate until `resume` was called as often."""
        with self._changed:
            self._pauses += 1

    def resume(self) -> None:
        """Undo one `pause`; one too many does nothing."""
        with self._changed:
            self._pauses = max(0, self._pauses - 1)
            self._changed.notify_all()

    def wait(self) -> None:
        """Return when the gate is open."""
        with self._changed:
            self._changed.wait_for(lambda: not self.paused)

    def close(self) -> None:
        """Open it for good: nothing is held up any more, and who waited finds out why."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
