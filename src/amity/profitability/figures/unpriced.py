"""Time without a cost, or without a price where revenue depends on it: its entries, and their address."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements.fees.rules import TIME, UNKNOWN
from amity.people.models import Person
from amity.profitability.figures.explain import rows_url
from amity.profitability.period.rules import Period
from amity.profitability.statements.rows import Row
from amity.shared.permission import MoneyRight
from amity.timesheets.filters import DELIVERY
from amity.timesheets.hooks import Counted
from amity.ui import formats

UNCOSTED: Final = "uncosted"
UNVALUED: Final = "unvalued"
LABELS: Final[Mapping[str, str | Promise]] = {
    UNCOSTED: lazy("Time without a cost"), UNVALUED: lazy("Time without a price"),
}  # fmt: skip
BY_VALUE: Final = (TIME, UNKNOWN)
"""Fee models with which revenue depends on the price of time."""


def without(row: Row, period: Period) -> Sequence[tuple[str, str]]:
    """Return a row's hours without a cost and those without a price in words, each with the list of its entries."""
    sentences = (
        (UNCOSTED, row.uncosted, _("%(hours)s without a cost")),
        (UNVALUED, row.unvalued, _("%(hours)s without a price")),
    )
    only: dict[str, int | str] = {} if row.kind == "project" else {"work": DELIVERY}
    only |= {row.kind: row.id} if row.id else {}
    return [
        (sentence % {"hours": formats.hours(seconds)}, rows_url(period, {**only, "figure": figure}))
        for figure, seconds, sentence in sentences if seconds
    ]  # fmt: skip


def counted(person: Person, key: str) -> Counted | None:
    """Return the entries without a cost or without a price that money counts, for those who see its hours."""
    if key not in LABELS or person.money_right < MoneyRight.HOURS:
        return None
    if key == UNCOSTED:
        return Counted(str(LABELS[key]), Q(cost=None))
    by_value = Q(project__agreement=None) | Q(project__agreement__fee_model__in=BY_VALUE)
    return Counted(str(LABELS[key]), Q(billable=True, value=None) & by_value)
