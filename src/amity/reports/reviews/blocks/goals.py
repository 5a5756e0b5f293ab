"""Results against the client's goals: the newest reading of each next to its baseline and target."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockChart, BlockContent, BlockTable, ReviewScope
from amity.strategy import rules
from amity.strategy.goals.queries import STATES, GoalRow, rows_of
from amity.strategy.models import Goal
from amity.ui import formats


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the goals that are active, or were reached by the end of the period, or None without any."""
    goals = Goal.objects.filter(account=scope.account, begun_on__lte=scope.last).exclude(state=rules.DROPPED)
    rows = rows_of(goals.order_by("pk"), scope.today)
    if not rows:
        return None
    return BlockContent(
        title=_title(rows), table=_table(rows), chart=_chart(rows),
        note=_("Progress runs from the baseline, 0%, to the target, 100%."),
        sources=[_source(row) for row in rows],
    )  # fmt: skip


def _title(rows: Sequence[GoalRow]) -> str:
    good = sum(row.goal.state == rules.REACHED or row.shape == rules.ON_TRACK for row in rows)
    return ngettext(
        "%(good)d of %(count)d goal is on track or achieved", "%(good)d of %(count)d goals are on track or achieved",
        len(rows),
    ) % {"good": good, "count": len(rows)}  # fmt: skip


def _table(rows: Sequence[GoalRow]) -> BlockTable:
    heads = [_("Goal"), _("Baseline"), _("Now"), _("Target"), _("Status")]
    return BlockTable(heads, [
        [
            row.goal.title, _value(row, row.goal.baseline), _value(row, row.newest.value if row.newest else None),
            _value(row, row.goal.target), _status(row),
        ]
        for row in rows
    ])  # fmt: skip


def _status(row: GoalRow) -> str:
    return row.word if row.goal.state == rules.RUNNING else str(STATES[row.goal.state])


def _value(row: GoalRow, value: Decimal | None) -> str:
    if value is None:
        return _("not known")
    unit = row.goal.unit
    return f"{formats.number(value)}{'' if unit == '%' else ' '}{unit}".strip()


def _chart(rows: Sequence[GoalRow]) -> BlockChart | None:
    known = [row for row in rows if row.done is not None]
    if not known:
        return None
    return BlockChart(
        _("Progress towards the target"), "%", [row.goal.title for row in known],
        [(_("Progress"), [Decimal(row.done or 0) / 100 for row in known])],
    )  # fmt: skip


def _source(row: GoalRow) -> str:
    if row.newest is None:
        return _("%(goal)s: no readings yet") % {"goal": row.goal.title}
    words = {"goal": row.goal.title, "day": formats.dated(row.newest.read_on)}
    return _("%(goal)s: reading of %(day)s") % words


BLOCK = Block(
    key="goals", order=10, label=lazy("Results against goals"), hint=lazy("each goal, its newest reading and target"),
    load=load,
)  # fmt: skip
