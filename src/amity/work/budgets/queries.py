"""Load what is used of the budget of many jobs, and their margins, as far as someone may see."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from amity.agency.calendars import working_days
from amity.agreements.models import Agreement
from amity.briefs import policy as briefs
from amity.briefs.estimate.pricing import Prices
from amity.briefs.estimate.queries import purchases_of
from amity.briefs.models import Brief
from amity.handoff.rules import RETAINED
from amity.people.models import Person
from amity.profitability.books.load import Books, books, whole_books
from amity.profitability.books.records import ProjectRecord, agreements_of
from amity.profitability.deals.rules import Deal
from amity.profitability.period.rules import so_far
from amity.profitability.profit_rows.queries import PROJECT_TARGET, project_rows
from amity.profitability.retainer_revenue.rules import latest_use
from amity.profitability.revenue.rules import value_to_date
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row
from amity.profitability.terms.queries import plans
from amity.projects import rules as projects
from amity.shared.actor import Actor
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.shared.dates.periods import month_of
from amity.shared.permission import MoneyRight
from amity.shared.shares import BasisPoints, seen_band
from amity.timesheets.sums.queries import project_months
from amity.work.budgets.rules import HOURS, UNITS, Heading, MarginToTarget, Use, days_gone, heading
from amity.work.records import ProjectRecord as JobRecord

MANY = 200
"""From so many projects on, all that is seen is read rather than each by its id."""
NOT_BEGUN = (projects.INITIATING, projects.HANDED_OFF)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is used of a budget, and the margin. None where it is not seen."""

    use: Use | None
    margin: MarginToTarget | None


ALL_USES: Memo[tuple[object, ...], Mapping[int, Figures]] = Memo(4)


def figures_of_projects(
    by: Actor, person: Person, rows: Sequence[JobRecord], today: date, *, whole: bool = False, margins: bool = True
) -> dict[int, Figures]:
    """Return the figures of some projects someone sees, by id. In work they only do, they see hours alone.

    With `whole` they come from all books, for a page that reads those anyway. Without `margins` none is calculated.
    """
    if not rows or person.money_right < MoneyRight.HOURS:
        return {}
    ids = [row.pk for row in rows]
    own = whole_books(by, today, with_hourly=True) if whole or len(ids) > MANY else books(by, today, only=ids)
    found = _with_margins(own, ids, today) if margins else _without_margins(own, ids, today)
    return {**found, **_hours_only([row for row in rows if row.pk not in found], today)}


def _with_margins(own: Books, ids: Sequence[int], today: date) -> Mapping[int, Figures]:
    plan, money = _planned_seconds(own, today), _money_rows(own, ids, today)
    return {
        key: Figures(_use(own, own.projects[key], plan), _margin(own, own.projects[key], money.get(key)))
        for key in ids
        if key in own.projects
    }


def _without_margins(own: Books, ids: Sequence[int], today: date) -> Mapping[int, Figures]:
    """Return what is used of each budget. That of many projects is kept by all that it follows from."""
    plan = _planned_seconds(own, today)

    def make() -> Mapping[int, Figures]:
        return {key: Figures(_use(own, own.projects[key], plan), None) for key in ids if key in own.projects}

    if not are_kept(ids, margins=False):
        return make()
    records, deals = own.projects.values(), own.deals.values()
    worked = Identical([own.sums.get(key) for key in own.projects])
    setting = (own.today, own.agency.country, own.view.fee)
    key = (setting, tuple(ids), Identical(records), worked, Identical(deals), tuple(plan.items()))
    return ALL_USES.get(key, make)


def are_kept(rows: Sized, *, margins: bool) -> bool:
    """Return whether the figures of some projects are kept from page to page."""
    return len(rows) > MANY and not margins


def figures_of_briefs(person: Person, rows: Sequence[Brief], today: date) -> dict[int, Figures]:
    """Return the planned hours of some briefs and the margin that they leave, by id."""
    if not rows:
        return {}
    prices, found = Prices(rows[0].currency), {}
    sees_margin, sees_target = briefs.sees_margin(person, prices.level), briefs.sees_target(person)
    target = prices.terms(today).target
    for key, purchase in purchases_of(rows, prices, today).items():
        margin = purchase.at_lines or purchase.at_budget
        share = margin.share if margin else None
        use = Use(0, purchase.total.seconds or None) if person.money_right >= MoneyRight.HOURS else None
        estimated = (
            _against_target(share, target, margin=sees_margin, reached=sees_target) if share is not None else None
        )
        found[key] = Figures(use, estimated)
    return found


def _money_rows(own: Books, ids: Iterable[int], today: date) -> dict[int, Row]:
    """What each project earned over its whole life; nothing where no margin may be seen."""
    if not own.view.target:
        return {}
    ledger = Ledger(own, so_far(own.first, own.last, today))
    records = [own.projects[key] for key in ids if key in own.projects]
    rows = project_rows(ledger, records, own.limit(PROJECT_TARGET))
    return {row.id: row for row in rows if row.kind == "project"}


def _planned_seconds(own: Books, today: date) -> dict[int, int | None]:
    """The planned time of each agreement: known already of fixed fees, read for time and materials."""
    hourly = {key: one for key, one in own.agreements.items() if one.fee_model not in ("fixed", *RETAINED)}
    fixed = {key: deal.terms.planned_seconds for key, deal in own.deals.items() if deal.terms.fee_model == "fixed"}
    return fixed | ({key: plan.seconds for key, plan in plans(hourly, today).items()} if hourly else {})


def _use(own: Books, project: ProjectRecord, plan: Mapping[int, int | None]) -> Use:
    deal = own.deals.get(project.agreement_id or 0)
    going = project.status == projects.ACTIVE
    if deal is not None and deal.terms.fee_model in RETAINED:
        retained = _use_of_retainer(own, deal, going=going)
        if retained is not None:
            return retained
    pooled = [key for key in deal.by_project if key in own.projects] if deal else []
    used = sum(_worked(own, key) for key in (pooled or [project.pk]))
    budget = plan.get(project.agreement_id or 0)
    gone = _gone(project.starts_on, project.ends_on, own.today)
    if budget is None:
        capped = _use_of_cap(own, deal, gone, going=going) if deal is not None else None
        return capped or Use(_worked(own, project.pk))
    return Use(used, budget, shared=max(len(pooled) - 1, 0), heading=heading(used, budget, gone, going=going))


def _use_of_cap(own: Books, deal: Deal, gone: Fraction | None, *, going: bool) -> Use | None:
    """The value of time under an agreement against its cap, if all of its work is seen; only for who sees fees."""
    cap = deal.terms.cap
    if not cap or deal.terms.fee_model != "time_and_materials" or not own.view.fee:
        return None
    value = value_to_date(deal.terms, deal.history, own.today).value
    if value is None or not deal.by_project.keys() <= own.projects.keys():
        return None
    shared = max(len(deal.by_project) - 1, 0)
    return Use(value, cap, deal.terms.currency, shared=shared, heading=heading(value, cap, gone, going=going))


def _use_of_retainer(own: Books, deal: Deal, *, going: bool) -> Use | None:
    """The period of a retainer all of whose work is seen; amounts only for who sees fees."""
    if not deal.by_project.keys() <= own.projects.keys():
        return None
    country, sees_fee = own.agency.country, own.view.fee
    return RETAINED_USE.get(
        (deal, own.today, country, sees_fee, going), lambda: _use_of_period(deal, own.today, country, sees_fee, going)
    ).use


class KnownUse(NamedTuple):
    """What is used of a retainer's period, None if that isn't seen or there is none."""

    use: Use | None


RETAINED_USE: Memo[tuple[Deal, date, str, bool, bool], KnownUse] = Memo(4_096)


def _use_of_period(deal: Deal, today: date, country: str, sees_fee: bool, going: bool) -> KnownUse:
    latest = latest_use(deal.terms, deal.history, today)
    if latest is None or (latest.kind == "value" and not sees_fee):
        return KnownUse(None)
    unit = {"hours": HOURS, "units": UNITS}.get(latest.kind, deal.terms.currency)
    span, gone = latest.span, None
    if span is not None:
        gone = days_gone(list(working_days(country, span.starts_on, span.ends_on)), today)
    leads: Heading = heading(latest.used, latest.available, gone, going=going)
    starts_on, ends_on = (span.starts_on, span.ends_on) if span else (None, None)
    shared = max(len(deal.by_project) - 1, 0)
    return KnownUse(Use(latest.used, latest.available, unit, starts_on, ends_on, shared, leads))


def _worked(own: Books, project_id: int) -> int:
    worked = own.sums.get(project_id)
    return worked.seconds if worked else 0


def _gone(starts_on: date | None, ends_on: date | None, today: date) -> Fraction | None:
    if starts_on is None or ends_on is None or ends_on <= starts_on:
        return None
    return Fraction((today - starts_on).days + 1, (ends_on - starts_on).days + 1)


def _margin(own: Books, project: ProjectRecord, row: Row | None) -> MarginToTarget | None:
    """The margin so far; before the work begins, the one its plan leaves."""
    view, target = own.view, own.limit(PROJECT_TARGET)
    if not view.target or project.is_internal:
        return None
    share, bound = (row.margin.value, row.margin.bound) if row is not None and row.margin else (None, "exact")
    if row is not None and row.band is not None:
        return MarginToTarget(share, target, row.band, bound=bound)
    planned = _planned_share(own, project) if project.status in NOT_BEGUN else None
    if planned is not None:
        return _against_target(planned, target, margin=view.margin, reached=view.target)
    if row is not None and row.too_early:
        return MarginToTarget(share, target, None, bound=bound, too_early=True)
    why_not = (row.why_not if row else "no_time") or ""
    return MarginToTarget(None, target, None, why_not=why_not) if view.margin else None


def _planned_share(own: Books, project: ProjectRecord) -> int | None:
    """The margin that the fee of an agreement leaves of its planned cost, in basis points."""
    deal = own.deals.get(project.agreement_id or 0)
    terms = deal.terms if deal else None
    if terms is None or terms.currency != own.currency or not terms.net_fee or terms.net_fee < 0:
        return None
    if terms.planned_cost is None:
        return None
    return BasisPoints.of(Fraction(terms.net_fee - terms.planned_cost, terms.net_fee))


def _against_target(share: int, target: int, *, margin: bool, reached: bool) -> MarginToTarget | None:
    """An estimated margin as far as it may be seen."""
    if not margin and not reached:
        return None
    band = seen_band(share, target, sees_margin=margin)
    return MarginToTarget(share if margin else None, target, band, estimated=True)


def _hours_only(rows: Sequence[JobRecord], today: date) -> dict[int, Figures]:
    """The hours of projects someone only works on: their plan, and no amount."""
    if not rows:
        return {}
    agreements = agreements_of(Agreement.objects.filter(pk__in={row.agreement_id for row in rows if row.agreement_id}))
    known = plans({key: one for key, one in agreements.items() if one.fee_model not in RETAINED}, today)
    used: dict[int, int] = {}
    for month in project_months([row.pk for row in rows], through=month_of(today)):
        used[month.project_id] = used.get(month.project_id, 0) + month.sums.seconds
    found = {}
    for row in rows:
        plan = known.get(row.agreement_id or 0)
        budget, worked = plan.seconds if plan else None, used.get(row.pk, 0)
        leads = heading(worked, budget, _gone(row.starts_on, row.ends_on, today), going=row.status == projects.ACTIVE)
        found[row.pk] = Figures(Use(worked, budget, heading=leads), None)
    return found
