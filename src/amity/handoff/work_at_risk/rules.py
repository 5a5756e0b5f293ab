"""Work before an accepted hand-off: how much can be logged, and how much is left, in whole seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Time logged before the hand-off, against the cap."""

    worked: int
    cap: int

    @property
    def left(self) -> int:
        """Return the seconds that can still be logged, at least 0."""
        return max(self.cap - self.worked, 0)

    def takes(self, seconds: int) -> bool:
        """Return whether so much more stays within the cap."""
        return self.worked + seconds <= self.cap
