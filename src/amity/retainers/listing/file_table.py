"""The list of retainers as a file: a row each, with the current period and exact amounts."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amity.retainers.listing.queries import Listed, RetainerList
from amity.retainers.listing.rows import LISTED
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable

QUANTITIES = ("included", "rolled_in", "bought", "used", "over", "balance")


def retainer_table(seen: RetainerList) -> FileTable:
    """Return the table of retainers.

    Quantities are hours, amounts or units. Amounts are empty without the right to fees.
    """
    heads = [
        _("Account"), _("Retainer"), _("State"), _("First day"), _("Last day"), _("Unit"), _("Included"),
        _("Rolled in"), _("Bought"), _("Used"), _("Overage"), pgettext("remaining amount", "Left"), _("Expected"),
    ]  # fmt: skip
    return FileTable(heads, [_line(row, fee=seen.fee) for row in seen.rows])


def _line(one: Listed, *, fee: bool) -> list[str]:
    account = one.agreement.account.name if one.agreement.account else ""
    named = [harmless(account), harmless(one.agreement.title), str(LISTED[one.state][1])]
    period = one.period
    if period is None:
        return [*named, *[""] * (4 + len(QUANTITIES))]
    units = {"hours": _("hours"), "value": one.agreement.currency, "units": _("units"), "access": ""}
    figures = [*(getattr(period.row, name) for name in QUANTITIES), one.expected]
    days = [period.span.starts_on.isoformat(), period.span.ends_on.isoformat()]
    cells = [_exact(value, period.terms.kind, one.agreement.currency, fee=fee) for value in figures]
    return [*named, *days, str(units[period.terms.kind]), *cells]


def _exact(value: int | None, kind: str, currency: str, *, fee: bool) -> str:
    if value is None or kind == "access":
        return ""
    if kind == "value":
        return exact.amount(value, currency) if fee else ""
    return exact.hours(value) if kind == "hours" else str(value)
