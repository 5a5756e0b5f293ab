"""The services map as an actor sees it: accounts with their cells, openings, and those closed for growth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account, AccountQuerySet
from amity.accounts.rules import CLOSED, PROSPECT
from amity.agency.models import Service
from amity.health.account.queries import growth_closed_among
from amity.health.models import AccountHealth
from amity.health.places import Shown as HealthShown
from amity.health.places import health_rows
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.services.cells.queries import Cells, Shown, all_cells
from amity.services.cells.rules import UNKNOWN, Penetration, penetration
from amity.services.whitespace.queries import Suggestion, WhiteSpace, white_space
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class AccountServices:
    """An account with its cells and suggestions. `closed` is the health that closes its growth, None while open."""

    account: Account
    cells: Sequence[Shown]
    suggestions: Sequence[Suggestion]
    closed: AccountHealth | None
    health: HealthShown | None = None

    @property
    def penetration(self) -> Penetration:
        """Return services bought out of those relevant."""
        return penetration(one.cell.state for one in self.cells)

    @property
    def families(self) -> list[tuple[str, Penetration, list[Shown]]]:
        """Return the cells by service family with their penetration. Services without a family come last."""
        names = dict.fromkeys(sorted((one.service.family for one in self.cells), key=lambda name: (not name, name)))
        groups = [(name, [one for one in self.cells if one.service.family == name]) for name in names]
        return [(name, penetration(one.cell.state for one in group), group) for name, group in groups]

    @property
    def openings(self) -> list[Suggestion]:
        """Return the suggestions that are known to be open, and have a reason."""
        return [one for one in self.suggestions if one.is_opening and one.is_supported]

    @property
    def disputed(self) -> list[Shown]:
        """Return the cells whose entry our records contradict."""
        return [one for one in self.cells if one.cell.is_disputed]


@dataclass(frozen=True, slots=True)
class ServicesMap:
    """The accounts of the map, those whose growth is closed last, with the services in their order."""

    services: Sequence[Service]
    rows: Sequence[AccountServices]

    @property
    def penetration(self) -> Penetration:
        """Return services bought out of those relevant, of all accounts shown."""
        return sum((row.penetration for row in self.rows), Penetration(0, 0, 0))

    @property
    def families(self) -> list[tuple[str, int, Penetration]]:
        """Return each service family with the number of its services and its penetration over all accounts."""
        found: dict[str, Penetration] = {}
        for row in self.rows:
            for name, known, _cells in row.families:
                found[name] = found.get(name, Penetration(0, 0, 0)) + known
        return [(name, sum(one.family == name for one in self.services), known) for name, known in found.items()]

    @property
    def openings(self) -> list[Suggestion]:
        """Return the openings of all accounts, the best first."""
        found = [one for row in self.rows for one in row.openings]
        return sorted(found, key=lambda one: (one.candidate.order, one.account_id))

    @property
    def closed(self) -> list[AccountServices]:
        """Return the accounts whose growth is closed."""
        return [row for row in self.rows if row.closed is not None]

    @property
    def to_find_out(self) -> list[Suggestion]:
        """Return services of which we don't know who does them, the best to offer first, one for each account."""
        firsts = [next((one for one in row.suggestions if one.shown.cell.state == UNKNOWN), None) for row in self.rows]
        return sorted((one for one in firsts if one is not None), key=lambda one: (one.candidate.order, one.account_id))


def accounts_on_map(by: Actor) -> AccountQuerySet:
    """Return the clients to which the actor has full access, by name, with their people and stand-ins."""
    person = person_of(by)
    found = Account.objects.exclude(status__in=(CLOSED, PROSPECT)).select_related("manager")
    if not person.has_role(*roles.SEES_EVERY_ACCOUNT):
        found = found.managed_by(person)
    return found.prefetch_related(covers_along()).order_by("name", "pk")


def services_map(by: Actor, today: date, accounts: Sequence[Account] | None = None) -> ServicesMap:
    """Return the map of the accounts an actor sees whole, or of some of them that the caller has read with rights."""
    shown = list(accounts_on_map(by)) if accounts is None else list(accounts)
    known, ids = all_cells(today), [account.pk for account in shown]
    ranking, closed, health = white_space(known, ids), growth_closed_among(ids), health_rows(by, ids)
    rows = [_row(account, known, ranking, closed, health) for account in shown]
    return ServicesMap(known.services, sorted(rows, key=lambda row: row.closed is not None))


def _row(
    account: Account, known: Cells, ranking: WhiteSpace, closed: Mapping[int, AccountHealth],
    health: Mapping[int, HealthShown],
) -> AccountServices:  # fmt: skip
    """Return an account's row. While its growth is closed, nothing is suggested."""
    reason = closed.get(account.pk)
    suggestions = () if reason else ranking.of(account.pk)
    return AccountServices(account, known.of(account.pk), suggestions, reason, health.get(account.pk))
