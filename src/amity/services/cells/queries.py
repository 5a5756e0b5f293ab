"""The cells of all accounts: what was recorded, and what our records have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.agency.models import Service
from amity.agency.queries import services
from amity.lines.queries import services_quoted
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells import rules
from amity.services.cells.invoiced import services_invoiced
from amity.services.cells.rules import NOTHING, Records, cell_of, first_month
from amity.services.models import Cell
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, month_of
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets.sums.queries import work_on_services

Key = tuple[int, int]
"""The ids of an account and a service."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with its service, what was recorded, and what our records have. `row` is None without an entry."""

    account_id: int
    service: Service
    cell: rules.Cell
    row: Cell | None
    records: Records

    @property
    def is_disputed(self) -> bool:
        """Return whether our records contradict what someone recorded."""
        return self.cell.is_disputed and self.row is not None


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of every account, whoever sees them. Pages show those of the accounts they read with rights."""

    services: Sequence[Service]
    rows: Mapping[Key, Cell]
    records: Mapping[Key, Records]
    since: int

    def of(self, account_id: int) -> list[Shown]:
        """Return the cells of an account, one for each service."""
        return [self.shown(account_id, service) for service in self.services]

    def shown(self, account_id: int, service: Service) -> Shown:
        """Return one cell."""
        key = (account_id, service.pk)
        row, records = self.rows.get(key), self.records.get(key, NOTHING)
        cell = cell_of(row.state if row else "", row.recorded_on if row else None, records, since=self.since)
        return Shown(account_id, service, cell, row, records)

    def portfolios(self) -> dict[int, frozenset[int]]:
        """Return the services that each account buys from us, by account. One that buys none is left out."""
        found: dict[int, set[int]] = {}
        by_id = {service.pk: service for service in self.services}
        for account_id, service_id in {*self.rows, *self.records}:
            service = by_id[service_id]
            if self.shown(account_id, service).cell.state == rules.DELIVER:
                found.setdefault(account_id, set()).add(service_id)
        return {account: frozenset(owned) for account, owned in found.items()}


def all_cells(today: date) -> Cells:
    """Return the cells of every account, in five queries. Checks no rights."""
    since = first_month(today)
    rows = {(row.account_id, row.service_id): row for row in Cell.objects.select_related("stated_by", "goal")}
    return Cells(list(services().order_by("family", "name")), rows, _records(since), since)


def _records(since: int) -> dict[Key, Records]:
    worked = {
        (account, service): (seconds, month) for account, service, seconds, month in work_on_services(since=since)
    }
    quoted = {
        (account, service): (signed, on)
        for account, service, signed, on in services_quoted(since=first_day(since))
    }  # fmt: skip
    invoiced = services_invoiced(since=since)
    return {
        key: Records(
            *worked.get(key, (0, 0)), invoiced=invoiced.get(key, 0), sold_on=_recent(quoted, key, since),
            quoted_on=quoted.get(key, (None, None))[1],
        )
        for key in {*worked, *quoted, *invoiced}
    }  # fmt: skip


def _recent(quoted: Mapping[Key, tuple[date | None, date | None]], key: Key, since: int) -> date | None:
    signed = quoted.get(key, (None, None))[0]
    return signed if signed and month_of(signed) >= since else None


def cell_seen_by(by: Actor, cell_id: int) -> Cell:
    """Return what was recorded about a service, with its account, or raise `NotSeen`."""
    rows = Cell.objects.visible_to(person_of(by)).select_related("account", "service")
    return seen_or_missing(rows, cell_id, _("Nothing is recorded about this service."))


def account_for_cells(by: Actor, account_id: int) -> Account:
    """Return an account whose services the actor sees. Raise `NotSeen`, or `Refused` without full access."""
    account = account_seen_by(by, account_id)
    policy.may_see(person_of(by), account).or_refuse()
    return account
