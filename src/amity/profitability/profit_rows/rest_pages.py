"""Pages of profitability for REST. Figures are calculated only for the projects of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agreements.contract import Contract, contract_of
from amity.agreements.models import Agreement
from amity.people.queries import person_of
from amity.profitability.books.load import Books, books
from amity.profitability.period.rules import Period, chosen, period
from amity.profitability.portfolio.queries import account_rows, in_order
from amity.profitability.profit_rows.queries import PROJECT_TARGET, project_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import FROM_FILE
from amity.profitability.statements.rows import Row
from amity.projects.models import Project
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of, months_back
from amity.shared.errors import NotSeen
from amity.shared.permission import MoneyRight
from amity.timesheets.sums.queries import days_known


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a period, with their currency and cost level."""

    period: Period
    currency: str
    level: str
    rows: Sequence[Row]


def every_row(by: Actor, cut: str, first: int | None, last: int | None, today: date) -> Found:
    """Return every account, or every project and unassigned rest, highest net fees first."""
    own = books(by, today)
    ledger = Ledger(own, span(first, last, today))
    if cut == "account":
        return _found(own, ledger, in_order(account_rows(ledger), "fees"))
    projects = list(own.projects.values())
    return _found(own, ledger, in_order(project_rows(ledger, projects, own.limit(PROJECT_TARGET)), "fees"))


def project_keys(by: Actor) -> QuerySet[Project]:
    """Return the projects visible to the actor, without related rows."""
    return Project.objects.visible_to(person_of(by))


def project_page(by: Actor, keys: Sequence[int], first: int | None, last: int | None, today: date) -> Found:
    """Return the projects of one page, by number, without those that have no time or revenue in the period."""
    team, months = _worked_on_only(by, keys), span(first, last, today)
    own, ledger, rows = _rows(by, [key for key in keys if key not in team], months, today)
    hours = _rows(by, [key for key in keys if key in team], months, today)[2] if team else []
    place = {key: number for number, key in enumerate(keys)}
    return _found(own, ledger, sorted([*rows, *hours], key=lambda one: place[one.id]))


def _worked_on_only(by: Actor, keys: Sequence[int] | None = None) -> set[int]:
    """Return the projects, of those named, whose money the actor sees in hours only."""
    found = Project.objects.worked_on_only(person_of(by))
    found = found if keys is None else found.filter(pk__in=list(keys))
    return set(found.values_list("pk", flat=True))


def _rows(by: Actor, keys: Sequence[int], period: Period, today: date) -> tuple[Books, Ledger, list[Row]]:
    own = books(by, today, only=keys)
    ledger = Ledger(own, period)
    rows = project_rows(ledger, [own.projects[key] for key in keys if key in own.projects], own.limit(PROJECT_TARGET))
    return own, ledger, [one for one in rows if one.kind == "project"]


def one_project(by: Actor, project_id: int, first: int | None, last: int | None, today: date) -> Found:
    """Return one project, or raise `NotSeen`."""
    own, ledger, rows = _rows(by, [project_id], span(first, last, today), today)
    if project_id not in own.projects:
        project_seen_by(by, project_id)  # raises it, with its sentence
    return _found(own, ledger, rows)


def contract_of_project(by: Actor, project_id: int, today: date) -> tuple[Agreement, Contract, bool]:
    """Return a project's agreement, its lines, and whether its amounts are shown. Raise `NotSeen`."""
    project = project_seen_by(by, project_id)
    if project.agreement is None:
        raise NotSeen(_("This project has no agreement."))
    right = MoneyRight.HOURS if _worked_on_only(by, [project_id]) else person_of(by).money_right
    return project.agreement, contract_of(project.agreement, today), right >= MoneyRight.FEE


def span(first: int | None, last: int | None, today: date) -> Period:
    """Return the requested months, by default the same twelve as on the pages."""
    if first is None and last is None:
        known = days_known()
        oldest, newest = (month_of(known[0]), month_of(known[1])) if known else (month_of(today), month_of(today))
        return chosen("", oldest, newest, today)
    end = last or max(month_of(today), first or 0)
    return period(first or months_back(end, 11), end, today)


def _found(own: Books, ledger: Ledger, rows: Sequence[Row]) -> Found:
    level = FROM_FILE if any(one.level == FROM_FILE for one in rows) else own.view.level
    return Found(ledger.period, own.currency, level, rows)
