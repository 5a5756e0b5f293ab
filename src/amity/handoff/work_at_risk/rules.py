"""Work before an accepted hand-off: how much can be logged, and how much is left, in whole seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """What was logged before the hand-off, against the cap."""

    worked: int
    cap: int

    @property
    def left(self) -> int:
        """What may still be logged; never below nothing."""
        return max(self.cap - self.worked, 0)

    def takes(self, seconds: int) -> bool:
        """Whether so much more stays within the cap."""
        return self.worked + seconds <= self.cap
