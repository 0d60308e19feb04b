"""How far a long step has come, told by who does it and looked at by who waits; either may be in another thread."""

from threading import Event


class Progress:
    """Counts what is done of what there is to do, and carries the wish to stop."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._stop = Event()

    def begin(self, total: int) -> None:
        """So many there are; none is done."""
        self.done, self.total = 0, total

    def stop(self) -> None:
        """Asks for an end; what is done is kept."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether an end was asked for."""
        return self._stop.is_set()
