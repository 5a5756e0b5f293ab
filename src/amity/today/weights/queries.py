"""What accounts weigh, by their names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from amity.accounts.models import Account
from amity.shared.money import Money
from amity.today.rules import Weight


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


def accounts_named(names: Collection[str]) -> Mapping[str, Known]:
    """Return what is known of accounts, by name, in one query."""
    weight = ("today_weight__minor", "today_weight__currency", "today_weight__share")
    columns = ("pk", "tier", *weight, "director_id", "manager_id", "manager__name")
    rows = Account.objects.filter(name__in=names).values_list("name", *columns) if names else ()
    return {name: Known(*known) for name, *known in rows}
