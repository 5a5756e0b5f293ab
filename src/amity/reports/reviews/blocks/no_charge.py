"""What the client had at no charge in the period, with its value."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockChart, BlockContent, BlockTable, ReviewScope
from amity.scope.courtesy.rules import Given
from amity.scope.courtesy.statement import Statement, given_by_month, statement_between
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the requests and other time at no charge, or None without any."""
    found = statement_between(scope.account, scope.first, scope.last)
    if found.is_empty:
        return None
    currency = scope.account.currency
    return BlockContent(
        title=_title(found, currency), text=[_("There is nothing to pay for it.")], table=_table(found, currency),
        chart=_chart(scope, currency),
        note=_("Valued at the agreed hourly rates, to %(day)s") % {"day": formats.dated(min(scope.today, scope.last))},
        sources=[_("Requests decided at no charge, and time marked as such, by work date")],
    )  # fmt: skip


def _title(found: Statement, currency: str) -> str:
    count, total = len(found.requests), found.total
    worth = formats.money(Money(total.standard, currency)) if _is_priced(total) else ""
    words = {"count": count, "worth": worth, "time": formats.hours(total.seconds, "words")}
    if not count:
        return _("We did small tasks at no charge, worth %(worth)s") % words if worth else _(
            "We did small tasks at no charge: %(time)s"
        ) % words  # fmt: skip
    if worth:
        return ngettext(
            "We took on %(count)d small request at no charge, worth %(worth)s",
            "We took on %(count)d small requests at no charge, worth %(worth)s",
            count,
        ) % words  # fmt: skip
    return ngettext(
        "We took on %(count)d small request at no charge", "We took on %(count)d small requests at no charge", count
    ) % words  # fmt: skip


def _table(found: Statement, currency: str) -> BlockTable:
    rows = [[done.words, *_amounts(done.given, currency)] for done in found.requests]
    if found.other.seconds:
        rows.append([_("Other small tasks"), *_amounts(found.other, currency)])
    total = [_("Total"), *_amounts(found.total, currency)] if found.total.seconds else []
    return BlockTable([_("Request"), _("Hours"), _("Value")], rows, total)


def _amounts(given: Given, currency: str) -> Sequence[str]:
    if not given.seconds:
        return ["", ""]
    worth = formats.money(Money(given.standard, currency)) if _is_priced(given) else _("not known")
    return [formats.hours(given.seconds), worth]


def _is_priced(given: Given) -> bool:
    return bool(given.standard) and not given.unpriced_seconds


def _chart(scope: ReviewScope, currency: str) -> BlockChart | None:
    months = given_by_month(scope.account, scope.first, scope.last)
    if not any(given.standard for given in months.values()):
        return None
    values = [
        Money(months.get(month, Given()).standard, currency).major if month <= month_of(scope.today) else None
        for month in scope.months
    ]
    labels = [formats.month(month, year=False) for month in scope.months]
    return BlockChart(_("Value at no charge by month"), currency, labels, [(_("Value"), values)])


BLOCK = Block(
    key="no_charge", order=30, label=lazy("At no charge"), hint=lazy("small requests, with their value"), load=load,
    right=MoneyRight.FEE, names_money=True,
)  # fmt: skip
