"""The chart of a goal: its readings against an even pace from baseline to target."""

from django.utils.translation import gettext as _

from amity.strategy.goals.queries import GoalRow
from amity.ui.charts import AimLine, ByRoom, aim

WIDE, SMALL = 720, 340


def goal_chart(row: GoalRow) -> ByRoom | None:
    """Draw the readings of a goal, or None without any."""
    goal = row.goal
    if not row.readings:
        return None
    pace = None
    if goal.baseline is not None and goal.target is not None and goal.target_on is not None:
        pace = ((goal.begun_on, goal.baseline), (goal.target_on, goal.target))
    line = AimLine(
        readings=[(one.read_on, one.value) for one in reversed(row.readings)], pace=pace, target=goal.target,
        unit=goal.unit,
    )  # fmt: skip
    title = _("Readings against the target")
    return ByRoom(aim("goal", title, line, width=WIDE), aim("goal-small", title, line, width=SMALL))
