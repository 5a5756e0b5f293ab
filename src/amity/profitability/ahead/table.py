"""The months ahead as CSV: a row for each agreement and month, then what stands in no month, amounts exact."""

import csv
import io
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.profitability.ahead import wording
from amity.profitability.queries.ahead import MonthsAhead, Signed
from amity.shared.money import Money
from amity.ui.lists.columns import harmless


def ahead_as_csv(seen: MonthsAhead) -> str:
    """Totals by month first, then every agreement; without the right to fees the file has no column of amounts."""
    file = io.StringIO()
    writer = csv.writer(file)
    fees = [_("Net fees, %(currency)s") % {"currency": seen.currency}] if seen.sight.fee else []
    writer.writerow([_("Month"), _("Account"), _("Agreement"), _("Kind"), *fees, _("Hours"), _("Note")])
    for one in seen.months:
        month = _month(one.month)
        sold = [_money(one.sold, seen.currency)] if seen.sight.fee else []
        writer.writerow([month, "", _("Signed"), "", *sold, _hours(one.time), ""])
        if not seen.narrowed:
            earns = ["" if one.earns is None else _money(one.earns, seen.currency)] if seen.sight.fee else []
            writer.writerow([month, "", _("Team can do"), "", *earns, _hours(one.can), ""])
    for row in seen.rows:
        _write(writer, seen, row)
    return f"\ufeff{file.getvalue()}"


def _write(writer: "csv._writer", seen: MonthsAhead, row: Signed) -> None:  # type: ignore[name-defined]
    named = [harmless(row.account), harmless(row.title), str(wording.KINDS[row.kind])]
    lines = [
        (_month(one.month), row.money.months.get(one.month, 0) if row.money else None,
         row.seconds.months.get(one.month, 0), "")
        for one in seen.months if row.falls_in(one.month)
    ]  # fmt: skip
    if row.seconds.later or (row.money and row.money.later):
        lines.append((_("later"), row.money.later if row.money else None, row.seconds.later, ""))
    if row.not_dated or row.why_not:
        undated = row.money.undated if row.money else None
        lines.append((_("in no month"), undated, row.seconds.undated, wording.why_listed(row)))
    for when, money, seconds, note in lines:
        fees = ["" if money is None else _money(money, seen.currency)] if seen.sight.fee else []
        writer.writerow([when, *named, *fees, _hours(seconds), note])


def _month(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"


def _money(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).major:f}"


def _hours(seconds: int) -> str:
    return f"{(Decimal(seconds) / 3600).quantize(Decimal('0.0001')).normalize():f}"
