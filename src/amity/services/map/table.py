"""The map as a file: a row for each account and service."""

from django.utils.translation import gettext as _

from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells import wording
from amity.services.cells.queries import Shown
from amity.services.map.queries import AccountServices, ServicesMap
from amity.shared.actor import Actor
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable


def map_file(by: Actor, seen: ServicesMap) -> FileTable:
    """Return each cell with who does it, what we know of them, and where that comes from."""
    person = person_of(by)
    spend, hours = policy.sees_spend(person), policy.sees_hours(person)
    heads = [_("Account"), _("Family"), _("Service"), _("Who does it"), _("Competitor"), _("Contract end date")]
    heads += [_("Spend a year"), _("Currency")] if spend else []
    heads += [_("Hours, 12 months")] if hours else []
    heads += [_("Reason"), _("Source"), _("Contradiction")]
    rows = [_cells(row, one, spend=spend, hours=hours) for row in seen.rows for one in row.cells]
    return FileTable(heads, rows)


def _cells(row: AccountServices, shown: Shown, *, spend: bool, hours: bool) -> list[str]:
    entry = shown.row
    cells = [
        harmless(row.account.name), harmless(shown.service.family), harmless(shown.service.name),
        str(wording.SHORT[shown.cell.state]), harmless(entry.competitor if entry else ""),
        entry.contract_ends_on.isoformat() if entry and entry.contract_ends_on else "",
    ]  # fmt: skip
    if spend:
        known = entry is not None and entry.spend is not None
        cells += [exact.amount(entry.spend if entry else None, row.account.currency) if known else ""]
        cells += [row.account.currency if known else ""]
    if hours:
        cells.append(exact.hours(shown.records.seconds) if shown.records.seconds else "")
    source = wording.who_recorded(entry) if entry else wording.records(shown, hours=hours)
    return [
        *cells, harmless(entry.reason if entry else ""), harmless(source),
        harmless(wording.dispute(shown, hours=hours)),
    ]  # fmt: skip
