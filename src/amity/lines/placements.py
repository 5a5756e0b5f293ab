"""Hook for where lines are agreed. Lower parts read it here, and agreements registers in `AppConfig.ready`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from amity.accounts.models import Account
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Placement:
    """A line's label in its agreement, and the agreement. `address` is "" for an actor who can't open its page."""

    line_id: int
    label: str
    agreement: str
    address: str


class Source(Protocol):
    """Interface of the part that knows where lines are agreed."""

    def placements(self, by: Actor, line_ids: Iterable[int]) -> Sequence[Placement]:
        """Return the placement of each line that has one, with at most two queries."""

    def choices(self, account: Account, also: Iterable[int]) -> Sequence[tuple[int, str]]:
        """Return the lines of an account whose agreement hasn't ended, and those in `also`, as (id, label)."""


_source: Final[list[Source]] = []


def comes_from(source: Source) -> None:
    """Hook for the part that owns agreements."""
    _source[:] = [source]


def placements(by: Actor, line_ids: Iterable[int]) -> Sequence[Placement]:
    """Return where lines are agreed. A line without an agreement is left out."""
    return _source[0].placements(by, line_ids) if _source else ()


def choices(account: Account, also: Iterable[int] = ()) -> Sequence[tuple[int, str]]:
    """Return the lines of an account to choose from, the newest agreements first, as (id, label)."""
    return _source[0].choices(account, also) if _source else ()
