"""The outlook as a file: a row for each agreement and month, then amounts without a month, all exact."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from amity.profitability.outlook import wording
from amity.profitability.outlook.agreements import UNSIGNED, Outlook
from amity.profitability.outlook.queries import MonthsAhead
from amity.shared.dates.periods import written
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable


def outlook_table(seen: MonthsAhead) -> FileTable:
    """Return totals by month, then every agreement. Without the right to fees the file has no column of amounts."""
    fees = [_("Net fees, %(currency)s") % {"currency": seen.currency}] if seen.view.fee else []
    heads = [_("Month"), _("Account"), _("Agreement"), _("State"), _("Kind"), *fees, _("Hours"), _("Note")]
    return FileTable(heads, [*_totals(seen), *(line for row in seen.rows for line in _lines(seen, row))])


def _totals(seen: MonthsAhead) -> Iterator[list[str]]:
    for one in seen.months:
        month = written(one.month)
        yield [month, "", _("Signed"), "", "", *_fees(seen, one.sold), exact.hours(one.time), ""]
        if one.unsigned or one.unsigned_time:
            named = [month, "", str(wording.BARS[UNSIGNED]), "", ""]
            yield [*named, *_fees(seen, one.unsigned), exact.hours(one.unsigned_time), ""]
        if one.weighted:
            named = [month, "", str(wording.WEIGHTED), "", ""]
            yield [*named, *_fees(seen, one.weighted), "", ""]
        if not seen.narrowed:
            yield [month, "", _("Capacity"), "", "", *_fees(seen, one.earns), exact.hours(one.can), ""]


def _lines(seen: MonthsAhead, row: Outlook) -> Iterator[list[str]]:
    named = [harmless(row.account), harmless(row.title), wording.state(row), str(wording.KINDS[row.kind])]
    money = row.money
    for one in seen.months:
        if row.falls_in(one.month):
            brings, seconds = money.months.get(one.month, 0) if money else None, row.seconds.months.get(one.month, 0)
            yield [written(one.month), *named, *_fees(seen, brings), exact.hours(seconds), ""]
    if row.seconds.later or (money and money.later):
        yield [_("later"), *named, *_fees(seen, money.later if money else None), exact.hours(row.seconds.later), ""]
    if row.not_dated or row.why_not:
        fees, seconds = _fees(seen, money.undated if money else None), row.seconds.undated
        yield [_("unscheduled"), *named, *fees, exact.hours(seconds), wording.why_listed(row)]


def _fees(seen: MonthsAhead, minor: int | None) -> list[str]:
    return [exact.amount(minor, seen.currency)] if seen.view.fee else []
