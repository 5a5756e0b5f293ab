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
from amity.profitability.books.load import books, cost_level
from amity.profitability.causes import rules, wording
from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.of_rows import causes_of
from amity.profitability.causes.rules import Cause, Over, Price
from amity.profitability.forecast.expected import Expected, expected_of
from amity.profitability.forecast.wording import too_early
from amity.profitability.period.rules import so_far
from amity.profitability.profit_rows.queries import PROJECT_TARGET, project_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
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

    `quoted_seconds` is None without quoted time. `over_seconds` are those beyond it, with what is still to go. Where it
    is too early to judge the whole, `rows` still names what has taken more than quoted.
    `expected` is the forecast of its hours, which is the sentence where nothing else is wrong. `short` is what a page
    shows of a long one, with the whole under *Why?*, "" where it is no shorter.
    """

    sentence: str
    short: str
    rows: Sequence[Over]
    hours: Hours
    quoted_seconds: int | None
    over_seconds: int
    price: Price | None
    currency: str
    expected: Expected | None

    @property
    def is_long(self) -> bool:
        """Return whether the sentence is too long to be the first on its page."""
        return self.short not in ("", self.sentence)

    @property
    def has_sum(self) -> bool:
        """Return whether *Why?* has a sum to show: of time that is quoted and used."""
        return bool(self.quoted_seconds and self.hours.used_seconds)

    @property
    def has_more(self) -> bool:
        """Return whether there is anything below the sentence."""
        return bool(self.expected or self.is_long or self.has_sum)


def state_of(by: Actor, project: Project) -> ProjectState | None:
    """Return the state of a project as the actor can see it, or None without the right to see hours."""
    table = work_table(by, project, timezone.localdate())
    hours = table.total
    if hours is None:
        return None
    quoted = table.quoted_seconds
    over = (hours.difference_seconds or 0) if quoted else 0
    is_early = bool(quoted) and hours.is_early
    priced = _price(by, project, quoted) if quoted and not is_early else None
    rows = rules.largest(_over_rows(table)) if quoted else ()
    cause: Cause = "" if is_early else rules.cause(quoted_seconds=quoted, over_seconds=over, priced=priced)
    currency = agency().currency
    if is_early and hours.used_seconds:
        words, short = too_early(hours.used_seconds, quoted), ""
    elif quoted:
        words = wording.sentence(
            cause, over_seconds=over, rows=rows, priced=priced, currency=currency, left_seconds=hours.to_go_seconds
        )
        words = wording.with_effect(words, cause, priced)
        short = wording.short_sentence(cause, priced=priced, currency=currency)
    else:
        short, blame = _unquoted(by, project, hours)
        words = f"{short} {blame}".strip()
    expected = expected_of(by, project)
    forecast = expected.heading if expected and expected.known else ""
    return ProjectState(
        sentence=words or forecast or _on_plan(hours, quoted), short=short,
        rows=rows[:ROWS] if is_early or cause in ("hours", "both") else (),
        hours=hours, quoted_seconds=quoted or None, over_seconds=over, price=priced, currency=currency,
        expected=expected,
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
    return _("On plan: %(used)s of %(quoted)s used, %(left)s still planned.") % names


def _unquoted(by: Actor, project: Project, hours: Hours) -> tuple[str, str]:
    """Return the margin of a project without quoted lines and its cause, "" where the actor can't see it or it is
    unknown.
    """
    if project.agreement is None or not hours.used_seconds or not _sees_margin(by, project):
        return "", ""
    own = books(by, timezone.localdate(), only=[project.pk])
    ledger, target = Ledger(own, so_far(own.first, own.last, timezone.localdate())), own.limit(PROJECT_TARGET)
    rows = [row for row in project_rows(ledger, [own.projects[project.pk]], target) if row.kind == "project"]
    if not rows or rows[0].margin is None or rows[0].margin.value is None:
        return "", ""
    margin = wording.margin_sentence(rows[0].margin, hours.used_seconds, target)
    return margin, causes_of(own, ledger.period, rows, target).get(project.pk, "")


def _price(by: Actor, project: Project, quoted: int) -> Price | None:
    """Return the hourly price against the target, if the actor can see the margin and all of it is known.

    A retainer has no price of its lines, and an agreement in another currency can't be compared with the cost.
    """
    agreement = project.agreement
    if agreement is None or agreement.fee_model not in (FIXED, TIME) or agreement.currency != agency().currency:
        return None
    if not _sees_margin(by, project):
        return None
    value = contract_of(agreement, timezone.localdate()).value
    if value is None:
        return None
    sums = [row.sums for row in project_months([project.pk], through=EVER) if row.cost_currency == agency().currency]
    return rules.price(
        value=value.minor, quoted_seconds=quoted, cost=sum(one.cost for one in sums),
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
