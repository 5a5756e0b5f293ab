"""The margin as a joint objective: one figure for both the account manager and the project manager."""

from datetime import date
from decimal import Decimal

from amity.charter.objectives import commands
from amity.charter.objectives.commands import ObjectiveFields
from amity.charter.objectives.queries import objectives_of
from tests.builders import MONDAY, acting, make_cost_rate, make_entry

DAY = date(2026, 11, 23)
MARGIN = ObjectiveFields("margin", "What is left of the fee", Decimal(50))


def test_the_margin_is_one_figure_for_account_and_project_manager_and_none_for_the_team(mara, piet, tim, osprey, site):
    make_cost_rate("60")
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 10, 5))
    commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=MARGIN, now=MONDAY)

    am, pm, team = (objectives_of(acting(one), osprey, DAY)[0] for one in (mara, piet, tim))

    assert am.figure == pm.figure == "40%"
    assert (team.figure, team.hidden, team.state, team.target) == ("", True, "none", "")
