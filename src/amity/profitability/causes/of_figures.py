"""Why a margin misses its target, or what moved time or revenue, from what the page that explains it has read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from amity.agreements.fees.rules import FIXED, TIME
from amity.profitability.accounts.queries import AccountMoney, gap_of
from amity.profitability.causes import rules, wording
from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.rules import Over, Price
from amity.profitability.changes.queries import CHANGES, account_change, portfolio_change, project_change
from amity.profitability.forecast.wording import too_early
from amity.profitability.lines.rules import LineStatus
from amity.profitability.portfolio.queries import Portfolio
from amity.profitability.projects.queries import ProjectMoney
from amity.profitability.statements.rows import Row
from amity.projects.rules import OVER
from amity.projects.work_table.rules import is_too_early
from amity.shared.money import Money
from amity.ui import formats

OF_MARGIN = frozenset({"margin", "of_known", "left", "account_margin"})


def project_cause(figure: str, seen: ProjectMoney) -> str:
    """Return why a project misses its target, "" where it doesn't or that isn't known, or what moved another figure."""
    if figure in CHANGES:
        return project_change(figure, seen)
    total = None if seen.period.choice else seen.total
    if figure in OF_MARGIN and total is not None and _is_early(seen, total):
        return too_early(total.used_seconds, total.quoted_seconds)
    if figure not in OF_MARGIN or seen.figures.on_target is not False:
        return ""
    if total is None or not total.quoted_seconds:
        return seen.cause
    over, priced = total.difference_seconds, _price(seen, total.quoted_seconds)
    rows = rules.largest(Over(line.title, line.status.difference_seconds) for line in seen.lines)
    cause = rules.cause(quoted_seconds=total.quoted_seconds, over_seconds=over, priced=priced)
    return wording.sentence(
        cause, over_seconds=over, rows=rows, priced=priced, currency=seen.currency, left_seconds=total.to_go_seconds
    )


def _is_early(seen: ProjectMoney, total: LineStatus) -> bool:
    finished = seen.project.status in OVER or any(line.status.finished for line in seen.lines)
    return is_too_early(total.quoted_seconds, total.used_seconds, finished=finished)


def account_cause(figure: str, seen: AccountMoney) -> str:
    """Return the project with the largest gap to the account's target and why it misses its own, or what moved another
    figure.
    """
    if figure in CHANGES:
        return account_change(figure, seen)
    if figure not in OF_MARGIN or seen.taking is None or seen.taking.missing <= 0 or not seen.taking.projects:
        return ""
    one, gap = seen.taking.projects[0]
    own = (
        "" if seen.project_target == seen.target else _("Its own target is %(target)s.") % _target(seen.project_target)
    )
    parts = (_largest(one, gap, seen.currency, seen.target), own, seen.causes.get(one.id, ""))
    return " ".join(part for part in parts if part)


def portfolio_cause(figure: str, seen: Portfolio) -> str:
    """Return the account with the largest gap to the agency's target, or what moved another figure."""
    if figure in CHANGES:
        return portfolio_change(figure, seen)
    if figure not in OF_MARGIN or seen.together.on_target is not False:
        return ""
    worst = _worst(seen.accounts, seen.target)
    return _largest(*worst, seen.currency, seen.target) if worst else ""


def _target(target: int) -> dict[str, str]:
    return {"target": formats.percent(target, places=0)}


def _largest(one: Row, gap: int, currency: str, target: int) -> str:
    names = {**_target(target), "name": one.name, "gap": formats.money(Money(gap, currency), cents=False)}
    return _("Largest gap to the %(target)s target: %(name)s, %(gap)s.") % names


def _worst(rows: Iterable[Row], target: int) -> tuple[Row, int] | None:
    gaps = [(one, gap_of(one, target) or 0) for one in rows]
    worst = max(gaps, key=lambda pair: pair[1], default=None)
    return worst if worst and worst[1] > 0 else None


def _price(seen: ProjectMoney, quoted: int) -> Price | None:
    value, cost = seen.contract.value if seen.contract else None, seen.figures.cost
    if value is None or cost is None or seen.fee_model not in (FIXED, TIME) or value.currency != seen.currency:
        return None
    seconds = cost.amount_of("delivery_time") - cost.amount_of("time_without_cost")
    return rules.price(
        value=value.minor, quoted_seconds=quoted, cost=cost.amount_of("labour_cost"), costed_seconds=seconds,
        target=seen.target, agency=agency_rate(),
    )  # fmt: skip
