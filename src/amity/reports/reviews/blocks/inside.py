"""Blocks for the agency itself: margin by month, the projects below their target, over-servicing, and health."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import INTERNAL, Block, BlockChart, BlockContent, BlockTable, ReviewScope
from amity.health import policy as health_policy
from amity.health import wording as health_words
from amity.health.account.page import rows as health_rows
from amity.health.account.queries import seen_health
from amity.monitoring import rules as risks
from amity.monitoring.models import RegisterEntry
from amity.monitoring.wording import ENTRY_STATES, KINDS
from amity.people.queries import person_of
from amity.profitability.books.load import books
from amity.profitability.figures.rules import Figure
from amity.profitability.figures.wording import amount_text, share_text
from amity.profitability.period.rules import period
from amity.profitability.portfolio.queries import AGENCY_TARGET
from amity.profitability.profit_rows.queries import PROJECT_TARGET, project_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row, over_service, row
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats


def ledger_of(scope: ReviewScope) -> Ledger:
    """Return the ledger of the account over the months of the review."""
    months = scope.months
    return Ledger(books(scope.by, scope.today, account_id=scope.account.pk), period(months[0], months[-1], scope.today))


def load_margin(scope: ReviewScope) -> BlockContent | None:
    """Return net fees, cost and margin by month, or None without time or revenue."""
    ledger = ledger_of(scope)
    own, target = ledger.books, ledger.books.limit(AGENCY_TARGET)
    whole = ledger.of_account(scope.account.pk)
    if not (whole.stirs or whole.revenue.value):
        return None
    together = row("account", scope.account.pk, scope.account.name, whole, own.view, target)
    by_month = ledger.by_month(lambda part: part.account_id == scope.account.pk)
    months = [
        row("month", month, formats.month(month), one, own.view, target)
        for month, one in by_month.items()
        if month <= month_of(scope.today)
    ]
    words = {"margin": share(together.margin), "fees": amount(together.agi),
             "target": formats.percent(target, places=0)}  # fmt: skip
    title = _("Delivery margin %(margin)s on net fees of %(fees)s") % words
    return BlockContent(
        title=title if together.margin is not None and together.margin.known else _("Net fees: %(fees)s") % words,
        text=[_("The target is %(target)s.") % words], table=money_table(_("Month"), months, together),
        chart=fees_chart(months, own.currency), sources=[_("Money of the account, for the same months")],
    )  # fmt: skip


def amount(figure: Figure | None) -> str:
    """Return an amount as text, "not shown" without the right to it."""
    if figure is None:
        return _("not shown")
    return amount_text(figure) if figure.known else _("not known")


def share(figure: Figure | None) -> str:
    """Return a share as text, "not shown" without the right to it."""
    if figure is None:
        return _("not shown")
    return share_text(figure) if figure.known else _("not known")


def margin_of(one: Row) -> str:
    """Return the delivery margin of a row, or that of the part that is known."""
    return share(one.of_known if _is_in_part(one) else one.margin)


def margin_head(rows: Iterable[Row]) -> str:
    """Return the head of a column of delivery margins, which says so where those of some rows are known in part."""
    return _("Known delivery margin") if any(map(_is_in_part, rows)) else _("Delivery margin")


def _is_in_part(one: Row) -> bool:
    return one.margin is not None and not one.margin.known and one.of_known is not None and one.of_known.known


def money_table(first: str, rows: Sequence[Row], together: Row) -> BlockTable:
    """Return rows of money as a table, with their total."""
    heads = [first, _("Net fees (AGI)"), _("Cost"), margin_head([*rows, together])]
    return BlockTable(heads, [_cells(one, one.name) for one in rows], _cells(together, _("Total")))


def _cells(one: Row, name: str) -> list[str]:
    return [name, amount(one.agi), amount(one.cost), margin_of(one)]


def fees_chart(months: Sequence[Row], currency: str) -> BlockChart | None:
    """Return net fees and cost by month, without months whose net fees are unknown, or None without any."""

    def major(read: Callable[[Row], object]) -> list[Decimal | None]:
        figures = [read(one) for one in months]
        return [
            None if one is None or one.value is None else Money(one.value, currency).major  # type: ignore[attr-defined]
            for one in figures
        ]

    fees, costs = major(lambda one: one.agi), major(lambda one: one.cost)
    if not any(fees):
        return None
    series = [(_("Net fees (AGI)"), fees), *([(_("Cost"), costs)] if any(costs) else [])]
    return BlockChart(
        _("Net fees and cost by month"), currency, [formats.month(one.id, year=False) for one in months], series
    )


def load_projects(scope: ReviewScope) -> BlockContent | None:
    """Return the projects with their margins, the lowest first, or None without any."""
    ledger = ledger_of(scope)
    target = ledger.books.limit(PROJECT_TARGET)
    found = [
        one for one in project_rows(ledger, list(ledger.books.projects.values()), target) if one.margin is not None
    ]
    if not found:
        return None
    found.sort(key=lambda one: (_value(one) is None, _value(one) or 0, one.name))
    below, words = sum(one.on_target is False for one in found), {"target": formats.percent(target, places=0)}
    words["below"] = str(below)
    return BlockContent(
        title=ngettext(
            "%(below)s project is below its target of %(target)s",
            "%(below)s projects are below their target of %(target)s",
            below,
        ) % words,
        table=BlockTable([_("Project"), _("Net fees (AGI)"), _("Cost"), margin_head(found)],
                         [_cells(one, one.name) for one in found]),
        sources=[_("Money of the account, for the same months")],
    )  # fmt: skip


def _value(one: Row) -> int | None:
    return one.margin.value if one.margin is not None else None


def load_over(scope: ReviewScope) -> BlockContent | None:
    """Return how much more than the included time was worked on retainers, or None without a retainer."""
    figure = over_service(ledger_of(scope), scope.account.pk)
    if figure.value is None:
        return None
    worked, included = figure.amount_of("worked"), figure.amount_of("included")
    rows = [[_("Included"), formats.hours(included)], [_("Worked"), formats.hours(worked)]] if included else []
    return BlockContent(
        title=_("Over-servicing: %(share)s") % {"share": share_text(figure)},
        table=BlockTable([_("Retainers"), _("Hours")], rows) if rows else None,
        text=[_("Time worked beyond the time included, as a share of the time included.")],
        sources=[_("Retainers with included hours, for the same months")],
    )  # fmt: skip


def load_health(scope: ReviewScope) -> BlockContent | None:
    """Return the health of today with its inputs, or None without the right to see it."""
    if not health_policy.may_see(person_of(scope.by), scope.account):
        return None
    seen = seen_health(scope.by, scope.account.pk)
    band = str(health_words.BANDS[seen.health.band])
    score = seen.health.score
    words = {"score": score, "band": band, "share": formats.percent(seen.health.confidence * 100, places=0)}
    rows = [
        [str(one.label), one.value, str(one.score) if one.score is not None else _("unknown")]
        for one in health_rows(scope.by, seen, scope.today)
    ]
    return BlockContent(
        title=(_("Health %(score)s: %(band)s") if score is not None else _("Health: %(band)s")) % words,
        text=[_("%(share)s of the weight is known.") % words],
        table=BlockTable([_("Input"), _("Value"), _("Score")], rows), sources=[_("Health of the account, today")],
    )  # fmt: skip


def load_risks(scope: ReviewScope) -> BlockContent | None:
    """Return the open risks and blockers of the account, the most severe first, or None without any."""
    rows = list(RegisterEntry.objects.visible_to(person_of(scope.by)).filter(account=scope.account)
                .exclude(state=risks.CLOSED).order_by("-severity", "pk"))  # fmt: skip
    if not rows:
        return None
    return BlockContent(
        title=ngettext("%(count)d open risk or blocker", "%(count)d open risks and blockers", len(rows))
        % {"count": len(rows)},
        table=BlockTable(
            [_("Open point"), _("Kind"), _("State"), _("Due date")],
            [[one.title, str(KINDS[one.kind]), str(ENTRY_STATES[one.state]),
              formats.dated(one.due_on) if one.due_on else ""] for one in rows],
        ), sources=[_("Risks and blockers of the account")],
    )  # fmt: skip


_inside = partial(Block, audience=INTERNAL)
BLOCKS = (
    _inside(key="health", order=10, label=lazy("Health"), hint=lazy("score and inputs of today"), load=load_health),
    _inside(
        key="margin", order=20, label=lazy("Margin"), hint=lazy("net fees, cost and margin by month"), load=load_margin,
        right=MoneyRight.MARGIN, names_money=True,
    ),
    _inside(
        key="projects", order=30, label=lazy("Projects by margin"), hint=lazy("the lowest first"), load=load_projects,
        right=MoneyRight.MARGIN, names_money=True,
    ),
    _inside(
        key="over", order=40, label=lazy("Over-servicing"), hint=lazy("time beyond what retainers include"),
        load=load_over, right=MoneyRight.HOURS,
    ),
    _inside(
        key="inside_risks", order=50, label=lazy("Risks and blockers"), hint=lazy("all open ones, the worst first"),
        load=load_risks,
    ),
)  # fmt: skip
