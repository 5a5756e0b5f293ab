"""A row of the list of accounts: the account, and what other parts know about it. Pure but for the account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from amity.accounts.models import Account
from amity.accounts.places import AccountColumn

UNKNOWN: Final = 1 << 40
"""Above any number by which parts say how bad things are: what says nothing comes last."""


@dataclass(slots=True)
class AccountRow:
    """An account in the list. `facts` are what the columns of other parts show, by the key of the column."""

    account: Account
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        """Return the id of the account. It is read thirty times; `pk` of a model looks for its column."""
        return self.account.id

    @property
    def key(self) -> str:
        """Return a text that no other row has."""
        return str(self.account.pk)

    @property
    def pinned(self) -> bool:
        """Return whether the reader pinned it."""
        return bool(self.account.is_pinned)  # type: ignore[attr-defined]

    @property
    def order_name(self) -> str:
        """Return its name as lists sort it."""
        return self.account.name.casefold()

    @property
    def names(self) -> str:
        """Return its name and those of who answers for it, for a search."""
        people = [person.name for person in (self.account.manager, self.account.director) if person]
        return " ".join((self.account.name, *people))

    @property
    def order_manager(self) -> str | None:
        """Return the name of its account manager as lists sort it."""
        return self.account.manager.name.casefold() if self.account.manager else None

    @property
    def order_director(self) -> str | None:
        """Return the name of its director as lists sort it."""
        return self.account.director.name.casefold() if self.account.director else None

    @property
    def order_tier(self) -> str | None:
        """Return its tier; None without one."""
        return self.account.tier or None

    @property
    def order_contacts(self) -> int:
        """Return how many active contacts it has."""
        return int(self.account.contact_count)  # type: ignore[attr-defined]

    def worst(self, columns: Sequence[AccountColumn]) -> tuple[Any, ...]:
        """Return what sorts the worst account first: how bad each column says it is, then its name."""
        known = [(column, self.facts.get(column.key)) for column in columns]
        bad = (column.worst(fact) if column.worst and fact is not None else None for column, fact in known)
        return (*(UNKNOWN if one is None else one for one in bad), self.order_name, self.pk)
