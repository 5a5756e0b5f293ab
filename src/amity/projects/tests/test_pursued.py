"""The share of dates met, as a joint objective reads it from the milestones."""

from datetime import date
from decimal import Decimal

from amity.charter.objectives import commands
from amity.charter.objectives.commands import ObjectiveFields
from amity.charter.objectives.queries import objectives_of
from amity.projects import rules
from amity.projects.models import Milestone
from tests.builders import MONDAY, acting

DAY = date(2026, 11, 23)


def test_dates_kept_come_from_the_milestones(mara, osprey, site):
    said = ObjectiveFields("dates_kept", "Nine dates of ten", Decimal(90))
    commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)
    for due, done in ((date(2026, 10, 1), date(2026, 9, 30)), (date(2026, 11, 1), date(2026, 11, 4))):
        Milestone.objects.create(project=site, name="Step", due_on=due, delivered_on=done)

    row = objectives_of(acting(mara), osprey, DAY)[0]

    assert (row.figure, row.state, row.by_books) == ("1 of 2", "unwell", True)


def test_a_date_counts_once_it_is_past_or_done():
    early, late, open_, coming = (
        (DAY, date(2026, 11, 20)), (DAY, date(2026, 11, 24)), (date(2026, 11, 1), None), (date(2026, 12, 1), None),
    )  # fmt: skip

    assert rules.kept_dates([early, late, open_, coming], DAY) == (1, 3)
