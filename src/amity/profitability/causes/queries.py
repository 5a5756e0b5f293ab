"""What keeps a project below its target: for its own page without its account's money, and for a list of projects."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency, limit
from amity.agreements.contract import contract_of
from amity.agreements.fees.rules import FIXED, TIME
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.profitability.books.load import Books, cost_level
from amity.profitability.causes import rules, wording
from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.rules import Over, Price
from amity.profitability.measures.rules import total
from amity.profitability.profit_rows.queries import PROJECT_TARGET
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row
from amity.projects.models import Project
from amity.projects.places import Hours
from amity.projects.policy import runs
from amity.projects.work_table.queries import WorkTable, work_table
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.sums.queries import costs_from_file, project_months
from amity.ui import formats

EVER = 999_912
"""A month after all others."""
ROWS = 3
"""The rows named beneath the sentence."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project's state in one sentence, the rows behind it, and the figures of *Why?*.

    `quoted_seconds` is None without quoted time. `over_seconds` are those beyond it, with what is still to go.
    """

    sentence: str
    rows: Sequence[Over]
    hours: Hours
    quoted_seconds: int | None
    over_seconds: int
    price: Price | None
    currency: str


def state_of(by: Actor, project: Project) -> ProjectState | None:
    """Return the state of a project as the actor can see it, or None without the right to see hours."""
    table = work_table(by, project, timezone.localdate())
    hours = table.total
    if hours is None:
        return None
    quoted = table.quoted_seconds
    over = (hours.difference_seconds or 0) if quoted else 0
    priced = _price(by, project, quoted)
    rows = rules.largest(_over_rows(table)) if quoted else ()
    cause = rules.cause(quoted_seconds=quoted, over_seconds=over, priced=priced)
    currency = agency().currency
    words = wording.sentence(
        cause, over_seconds=over, rows=rows, priced=priced, currency=currency, is_quoted=bool(quoted)
    )
    return ProjectState(
        sentence=words or _on_plan(hours, quoted), rows=rows[:ROWS] if cause in ("hours", "both") else (), hours=hours,
        quoted_seconds=quoted or None, over_seconds=over, price=priced, currency=currency,
    )  # fmt: skip


def _over_rows(table: WorkTable) -> list[Over]:
    """Return each line with its excess, and unquoted time."""
    found = [Over(row.title, row.hours.difference_seconds or 0) for row in table.rows if row.hours]
    return [*found, Over("", table.rest.used_seconds)] if table.rest else found


def _on_plan(total: Hours, quoted: int) -> str:
    if not total.used_seconds:
        return _("No time logged yet.")
    if not quoted:
        return _("%(hours)s logged; no time is quoted.") % {"hours": formats.hours(total.used_seconds, "title")}
    names = {"used": formats.hours(total.used_seconds, "title"), "quoted": formats.hours(quoted, "title")}
    if total.to_go_seconds is None:
        return _("%(used)s of %(quoted)s used; the time to go is unknown.") % names
    if not total.to_go_seconds:
        return _("%(used)s of %(quoted)s used; nothing to go.") % names
    names["left"] = formats.hours(total.to_go_seconds, "title")
    return _("On plan: %(used)s of %(quoted)s used, %(left)s to go.") % names


def _price(by: Actor, project: Project, quoted: int) -> Price | None:
    """Return the hourly price against the target, if the actor can see the margin and all of it is known.

    A retainer has no price of its lines, and an agreement in another currency can't be compared with the cost. Time and
    materials without quoted hours are sold at the value of what was logged.
    """
    agreement = project.agreement
    if agreement is None or agreement.fee_model not in (FIXED, TIME) or agreement.currency != agency().currency:
        return None
    if not _sees_margin(by, project):
        return None
    sums = [row.sums for row in project_months([project.pk], through=EVER) if row.cost_currency == agency().currency]
    if quoted:
        contract = contract_of(agreement, timezone.localdate()).value
        value, sold_seconds = contract.minor if contract else None, quoted
    else:
        value = sum(one.value for one in sums) if agreement.fee_model == TIME else None
        sold_seconds = sum(one.seconds for one in sums)
    if value is None:
        return None
    return rules.price(
        value=value, quoted_seconds=sold_seconds, cost=sum(one.cost for one in sums),
        costed_seconds=sum(one.seconds - one.uncosted_seconds for one in sums), target=limit(PROJECT_TARGET),
        agency=agency_rate(),
    )  # fmt: skip


def _sees_margin(by: Actor, project: Project) -> bool:
    """Return whether the actor can see the margin. A team member of the project sees hours only.

    With the right to see cost nothing is looked up: then the cost level hides no margin.
    """
    person = person_of(by)
    if not (person.has_role(*roles.SEES_EVERY_ACCOUNT) or runs(person, project)):
        return False
    if person.money_right >= MoneyRight.COST or person.money_right < MoneyRight.MARGIN:
        return person.money_right >= MoneyRight.COST
    view = MoneyView(person.money_right, cost_level(agency()))
    return view.over(from_file=bool(costs_from_file([project.pk], ())[0])).margin


def causes_of(own: Books, rows: Sequence[Row], target: int) -> dict[int, str]:
    """Return the cause of each project below the target by its id, from what a page of money has read.

    An agreement of several projects has one price for all of them, so that none of them is named.
    """
    found = {row.id: _cause_of(own, row, target) for row in rows if row.kind == "project" and row.on_target is False}
    return {key: words for key, words in found.items() if words}


def _cause_of(own: Books, row: Row, target: int) -> str:
    deal = own.deals.get(own.projects[row.id].agreement_id or 0)
    if deal is None or len(deal.by_project) != 1 or deal.terms.fee_model not in (FIXED, TIME):
        return ""
    done = total(one.sums.measures for one in own.sums.get(row.id, ()))
    quoted, fee = deal.terms.planned_seconds, deal.terms.fee
    if quoted:
        value, sold_seconds = None if fee is None else fee - deal.terms.discount, quoted
    else:
        value, sold_seconds = done.value if deal.terms.fee_model == TIME else None, done.seconds
    over, priced = max(done.seconds - quoted, 0) if quoted else 0, None
    if row.margin is not None and value is not None and deal.terms.currency == own.currency:
        priced = rules.price(
            value=value, quoted_seconds=sold_seconds, cost=done.cost,
            costed_seconds=done.seconds - done.uncosted_seconds, target=target, agency=agency_rate(),
        )  # fmt: skip
    cause = rules.cause(quoted_seconds=quoted or 0, over_seconds=over, priced=priced)
    return wording.sentence(
        cause, over_seconds=over, rows=(), priced=priced, currency=own.currency, is_quoted=bool(quoted)
    )
