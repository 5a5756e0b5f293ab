"""The list of retainers, declared."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.retainers import policy, wording
from amity.retainers.listing import cells
from amity.retainers.listing.queries import STATES, RetainerList, retainer_list
from amity.retainers.listing.rows import TROUBLE, ListRow, list_row
from amity.retainers.overage.queries import undecided
from amity.timesheets.queries import closed_months
from amity.ui import formats
from amity.ui.field_words import label_of
from amity.ui.links import address_with
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab

QUANTITY: Final = "quantity:"
"""Begins the order by a quantity."""
WORST: Final = "worst"


def _quantity(key: str, label: str | Promise, *, aside: bool = False) -> Column:
    return Column(
        key=key, label=label, kind="number", sort=f"{QUANTITY}{key}", value=lambda row: row.exact(key),
        draw=cells.quantity(key), aside=aside, link=cells.page_of_period,
    )  # fmt: skip


def _period(row: ListRow) -> str:
    return wording.named(row.listed.period.span) if row.listed.period else ""


class Retainers(TabbedList):
    """The retainers and blocks the person can see: of their accounts, running, worst first."""

    key = "retainers"
    title = lazy("Retainers")
    table_class = "two"
    place = "money"
    order = Order(WORST)
    find = ("title", "account")
    whose = (lazy("Of my accounts"), lazy("All retainers"))
    over_label = lazy("Ended")
    open_label = lazy("Running, worst first")
    tabs = (
        RowTab(key="over", label=lazy("Over budget or heading there"), passes=lambda row: row.listed.state in TROUBLE),
        RowTab(key="little", label=lazy("Little used"), passes=lambda row: row.listed.state in STATES[2:4]),
        RowTab(key="decide", label=lazy("Overage to decide"), passes=lambda row: bool(row.undecided)),
    )
    empty = (
        lazy("No retainers yet"),
        lazy("Agreements with a monthly fee or prepaid hours are shown here, period by period."),
    )
    columns = (
        Column(key="title", label=lazy("Retainer"), sort="title", value=lambda row: row.listed.agreement.title,
            link=lambda row: address_with("retainers:retainer", row.listed.agreement.pk), note=lambda row: row.terms),
        Column(key="account", label=label_of(Agreement, "account"), sort="account", wide=True),
        Column(key="state", label=lazy("State"), kind="state", sort=WORST, value=lambda row: capfirst(row.word),
            shape=lambda row: row.state),
        Column(key="period", label=lazy("Period"), value=_period, wide=True),
        Column(key="share", label=lazy("Share used"), kind="percent", sort="share", leading=True,
            value=lambda row: row.listed.share and row.listed.share * 100, draw=cells.share, link=cells.page_of_period),
        _quantity("there", lazy("Available")),
        _quantity("used", lazy("Used")),
        _quantity("expected", lazy("Expected")),
        _quantity("overage", lazy("Expected overage"), aside=True),
        Column(key="undecided", label=lazy("Overage to decide"), sort="undecided",
            value=lambda row: "; ".join(row.over_in(one) for one in row.undecided), draw=cells.undecided, wide=True),
        Column(key="unit", label=lazy("Unit"), value=lambda row: str(wording.KINDS[row.unit.kind]) if row.unit else "",
            aside=True),
        Column(key="starts_on", label=lazy("First day"), kind="day", aside=True,
            value=lambda row: row.listed.period and row.listed.period.span.starts_on),
        Column(key="last_day", label=lazy("Last day"), kind="day", aside=True,
            value=lambda row: row.listed.period and row.listed.period.span.ends_on),
        _quantity("included", lazy("Included"), aside=True),
        _quantity("rolled_in", lazy("Rolled in"), aside=True),
        _quantity("bought", lazy("Bought"), aside=True),
        _quantity("over", lazy("Overage"), aside=True),
        _quantity("balance", pgettext_lazy("remaining amount", "Left"), aside=True),
        Column(key="ends_on", label=label_of(Agreement, "ends_on"), kind="day", sort="ends_on", aside=True,
            value=lambda row: row.listed.agreement.ends_on),
    )  # fmt: skip

    @cached_property
    def found_list(self) -> RetainerList:
        """Return every retainer the person can see, worst first."""
        return retainer_list(actor_of(self.request), timezone.localdate(), ended=True)

    @cached_property
    def own(self) -> set[int]:
        """Return the ids of the accounts the person answers for."""
        accounts = Account.objects.managed_by(person_of(actor_of(self.request)))
        return set(accounts.values_list("pk", flat=True))

    def every_row(self) -> Sequence[ListRow]:
        """Return every retainer the person can see, worst first."""
        closed, found = closed_months(), self.found_list
        rows = [list_row(one, fee=found.fee, undecided=undecided(one.ledger, closed)) for one in found.rows]
        return [replace(row, may_decide=self._may_decide(row)) if row.undecided else row for row in rows]

    def _may_decide(self, row: ListRow) -> bool:
        return bool(policy.may_agree(actor_of(self.request), row.listed.agreement))

    def is_mine(self, row: ListRow) -> bool:
        """Return whether the person answers for the account."""
        return row.listed.agreement.account_id in self.own

    def is_over(self, row: ListRow) -> bool:
        """Return whether the retainer has ended."""
        return row.listed.state == "ended"

    def measure(self, field: str) -> Callable[[Any], Any]:
        """Return what reads the value a row is sorted by. Quantities are compared within their unit."""
        if not field.startswith(QUANTITY):
            return ORDERS[field]
        name = field.removeprefix(QUANTITY)

        def measured(row: ListRow) -> tuple[str, int] | None:
            found = row.quantity(name)
            return None if found is None or row.unit is None else (row.unit.kind, found)

        return measured

    def extra(self) -> dict[str, Any]:
        """Return the title that counts what is over, and up to when time is recorded."""
        day = formats.day_with("up to", self.found_list.as_of, timezone.localdate())
        return {
            "title": self._title(),
            "sub": _("Time is recorded %(up_to_day)s, so the figures stop there.") % {"up_to_day": day},
        }

    def _title(self) -> str:
        rows = [row for row in self.scope if not self.is_over(row)]
        trouble, waits = sum(row.listed.state in TROUBLE for row in rows), sum(bool(row.undecided) for row in rows)
        if not rows:
            return str(self.title)
        if not trouble and waits:
            sentence = ngettext(
                "%(n)s of %(all)s retainers has overage to decide", "%(n)s of %(all)s retainers have overage to decide",
                waits,
            )  # fmt: skip
            return sentence % {"n": waits, "all": len(rows)}
        if not trouble:
            return _("No retainer is over budget or heading there")
        sentence = ngettext(
            "%(n)s of %(all)s retainers is over budget or heading there",
            "%(n)s of %(all)s retainers are over budget or heading there",
            trouble,
        )
        return sentence % {"n": trouble, "all": len(rows)}


def _badness(row: ListRow) -> tuple[int, int]:
    """Rank a retainer with overage to decide behind those that are over budget or heading there."""
    state = STATES.index(row.listed.state)
    is_calm = row.listed.state not in TROUBLE
    return (len(TROUBLE) if is_calm and row.undecided else state + is_calm, state)


ORDERS: Final[dict[str, Callable[[ListRow], Any]]] = {
    WORST: _badness,
    "title": lambda row: row.listed.agreement.title.casefold(),
    "account": lambda row: row.account.casefold(),
    "share": lambda row: row.listed.share,
    "undecided": lambda row: len(row.undecided) or None,
    "ends_on": lambda row: row.listed.agreement.ends_on,
}
