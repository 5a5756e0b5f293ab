"""What accounts weigh, by their names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from amity.accounts.models import Account
from amity.shared.money import Money
from amity.today.rules import Weight

WEIGHT: Final = ("minor", "currency", "share")


@dataclass(frozen=True, slots=True)
class Known:
    """An account's id, its tier, and its yearly net fees with their share, None where no job has found them yet.

    With its director, and its manager and their name, both None where it has none.
    """

    id: int
    tier: str
    minor: int | None
    currency: str | None
    share: int | None
    director_id: int | None
    manager_id: int | None
    manager: str | None

    def weight(self, *, sees_fees: bool) -> Weight:
        """Return what the account weighs for a reader. Who can't see fees gets the weight of its tier."""
        if not sees_fees or self.minor is None or self.currency is None:
            return Weight(tier=self.tier)
        return Weight(tier=self.tier, yearly=Money(self.minor, self.currency), share=self.share)


def weight_along() -> Mapping[str, F]:
    """Return the columns that `known_of` reads, for a query for accounts."""
    return {f"weight_{name}": F(f"today_weight__{name}") for name in WEIGHT}


def known_of(account: Account) -> Known:
    """Return what is known of an account that was read with `weight_along`."""
    minor, currency, share = (getattr(account, f"weight_{name}") for name in WEIGHT)
    manager = account.manager
    return Known(
        account.pk, account.tier, minor, currency, share, account.director_id, account.manager_id,
        manager.name if manager else None,
    )  # fmt: skip


def accounts_named(names: Collection[str]) -> Mapping[str, Known]:
    """Return what is known of accounts, by name, in one query."""
    weight = (f"today_weight__{name}" for name in WEIGHT)
    columns = ("pk", "tier", *weight, "director_id", "manager_id", "manager__name")
    rows = Account.objects.filter(name__in=names).values_list("name", *columns) if names else ()
    return {name: Known(*known) for name, *known in rows}
