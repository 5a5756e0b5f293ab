"""Every *Why?* a person can open."""

from collections.abc import Iterator, Sequence
from datetime import date

from amity.accounts.models import Account
from amity.profitability.accounts.queries import account_money
from amity.profitability.figures.explain import Explanation, explain
from amity.profitability.frozen_months.queries import NOT_CLOSED, FrozenInputs, frozen_inputs
from amity.profitability.period.rules import Period
from amity.profitability.portfolio.queries import portfolio
from amity.profitability.projects.queries import project_money
from amity.profitability.statements.rows import Row
from amity.profitability.tests.remade import FIGURES, remade
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.errors import Refused

Why = tuple[str, str, Explanation]


def every_why(by: Actor, today: date, choices: Sequence[str]) -> Iterator[Why]:
    """Yield the place, the figure's name, and its page, for the portfolio and accounts by period, and every project."""
    for choice in choices:
        seen = portfolio(by, today, choice)
        yield from _pages(f"portfolio {choice}", seen.together, seen.period, seen.accounts)
        for account in Account.objects.values_list("pk", flat=True):
            own = account_money(by, account, today, choice)
            yield from _pages(f"account {account} {choice}", own.together, own.period, own.projects)
    for project in Project.objects.select_related("agreement", "account"):
        money = project_money(by, project, today)
        agreement = project.agreement_id
        closed = frozen_inputs(agreement, money.period, money.view.hidden) if agreement else NOT_CLOSED
        yield from _pages(f"project {project.pk} {money.fee_model}", money.figures, money.period, (), closed)


def holds(name: str, page: Explanation) -> bool:
    """Return whether the lines of a page add up to its figure."""
    try:
        return remade(name, page) == page.figure.value
    except (AssertionError, ZeroDivisionError):
        return False


def _pages(
    where: str, whole: Row, period: Period, parts: Sequence[Row], closed: FrozenInputs = NOT_CLOSED
) -> Iterator[Why]:
    for name in (*FIGURES, "revenue"):
        try:
            yield where, name, explain(name, whole, period, parts, {}, closed)
        except Refused:
            continue
