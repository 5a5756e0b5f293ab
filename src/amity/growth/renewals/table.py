"""Renewals as a file: a row for each agreement that ends or renews."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amity.agreements.wording import RENEWALS
from amity.growth import policy
from amity.growth.renewals import page, queries
from amity.growth.renewals.queries import Renewal
from amity.growth.wording import STAGES
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable


def renewals_file(by: Actor, today: date) -> FileTable:
    """Return the renewals of the next four quarters, with their yearly worth for those who see fees."""
    fee = policy.sees_fee(person_of(by))
    heads = [_("Quarter"), _("Account"), _("Agreement"), _("Notice date"), _("Renewal"), _("Renewal date")]
    heads += [_("Worth a year"), _("Currency"), _("Basis")] if fee else []
    heads += [_("Growth"), _("Opportunity"), _("Stage")]
    rows = [
        [page.name_of(quarter.quarter), *_cells(one, fee=fee)]
        for quarter in queries.renewals_by_quarter(by, today) for one in quarter.rows
    ]  # fmt: skip
    return FileTable(heads, rows)


def _cells(one: Renewal, *, fee: bool) -> list[str]:
    row, made = one.agreement, one.opportunity
    cells = [
        harmless(row.account.name if row.account else ""), harmless(str(row)),
        row.notice_on.isoformat() if row.notice_on else "", capfirst(str(RENEWALS[row.renewal])), one.on.isoformat(),
    ]  # fmt: skip
    if fee:
        cells += [exact.amount(one.worth.minor, one.worth.currency), one.worth.currency] if one.worth else ["", ""]
        cells.append(page.basis_of(one))
    return [
        *cells, _("closed") if one.is_closed else _("open"), harmless(made.title if made else ""),
        str(STAGES[made.stage]) if made else "",
    ]  # fmt: skip
