"""The balances of retainers that a contact sees: of accounts where they may see money, as far as each is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amity.portal.access.queries import access_of
from amity.portal.money.wording import balance_words, waiting_words
from amity.retainers import wording
from amity.retainers.client_balance.queries import ShownBalance, balances_shown
from amity.retainers.wording import Unit

if TYPE_CHECKING:
    from amity.accounts.models import Contact


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance as its page draws it."""

    row: ShownBalance
    unit: Unit
    days: str

    @property
    def sentence(self) -> str:
        """Return what was used of what there is in the period: included, rolled in and bought."""
        row = self.row.period.row
        if self.row.is_waiting:
            return waiting_words(row.used, self.unit, self.days)
        return balance_words(row.used, row.there, self.unit, self.days)


def accounts_with_money(contacts: "Sequence[Contact]") -> list[int]:
    """Return the accounts where the contacts may see money."""
    access = access_of(contacts)
    return [one.account_id for one in contacts if access[one.pk].sees_money]


def balances_for(contacts: "Sequence[Contact]", today: date) -> list[Balance]:
    """Return the balances that contacts see."""
    ids = accounts_with_money(contacts)
    return [_balance(row) for row in balances_shown(ids, today)] if ids else []


def _balance(row: ShownBalance) -> Balance:
    unit = wording.unit_of(row.agreement, row.period.terms, fee=True)
    return Balance(row, unit, wording.named(row.period.span))
