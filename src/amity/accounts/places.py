"""Places on account pages that other parts fill in `AppConfig.ready`.

`tabs` entries name an address that takes the account's id; such a page extends `accounts/page.html`, fills its block
`tab`, and takes its context from `pages.tab_context`. `people` loaders return (name, duty) by account id. `columns`
take `AccountColumn`s, whose loader returns the cell's plain value by account id.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amity.shared.permission import MoneyRight
from amity.ui.lists.columns import Kind
from amity.ui.slots import Entry, Slot

tabs = Slot("account.tabs")
"""Work 20, Money 30, Plan 40, Overview 90."""
heads = Slot("account.head")
"""Drawn under the account's name with `account` and `loaded`: the strategy in a sentence 10."""
plan = Slot("account.plan")
"""Sections of the tab Plan, drawn with `account`, `rights` and `loaded`: goals 10, preferences 40."""
people = Slot("account.people")
"""People on our team besides the account manager and the director."""
lists = Slot("account.lists")
"""Lists shown side by side under Accounts: accounts 10, agreements 25."""
new_work = Slot("account.new_work")
"""What can be started for an account, the first as the primary button of its pages: small job 10."""
columns = Slot("account.columns")
"""Columns of the list of accounts, after its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSection(Entry):
    """A section of the tab Plan.

    `of` loads it from the account the page has read; `aside` puts it in the narrow column.
    """

    of: Callable[[Any, Any], Any]
    aside: bool = False


def itself(value: Any) -> Any:
    """Return the loaded value itself as the cell's value."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountColumn(Entry):
    """A column of the list of accounts. `right` is the money right its cells need; `template` draws the cell.

    Columns with the same loader load once, and each selects its own value with `pick`.
    """

    kind: Kind = "text"
    right: MoneyRight = MoneyRight.NONE
    style: str = ""
    pick: Callable[[Any], Any] = itself
