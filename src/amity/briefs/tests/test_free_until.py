"""Whether hours fit until a due date: the last week counts up to that day, with its share of the planned work."""

from datetime import date, timedelta

from amity.briefs import hooks
from amity.briefs.capacity import rules
from amity.briefs.capacity.queries import freedom_until
from amity.briefs.capacity.rules import NO, TIGHT, YES, Week
from amity.people.models import Capacity, Discipline
from tests.builders import MONDAY, make_person

HOUR = 3600
MON = MONDAY.date()
NEXT = MON + timedelta(days=7)


def test_planned_work_of_a_cut_week_is_cut_with_it():
    whole, cut = {(1, MON): 40, (1, NEXT): 40}, {(1, MON): 40, (1, NEXT): 8}

    assert rules.cut_to(cut, whole, {(1, MON): 20, (1, NEXT): 20, (2, MON): 5}) == {
        (1, MON): 20, (1, NEXT): 4, (2, MON): 5,
    }  # fmt: skip


def test_weeks_add_up_to_one_answer_and_an_overbooked_one_takes_nothing_from_another():
    weeks = [Week(MON, -10, 4, NO), Week(NEXT, 6, 4, YES)]

    assert rules.total(weeks) == Week(MON, 6, 8, TIGHT)


def test_the_last_week_has_only_its_days_until_the_due_date(monkeypatch, agency):
    monkeypatch.setattr(hooks, "demand", [])
    craft = Discipline.objects.create(name="Design")
    tim = make_person("Tim", discipline=craft)
    Capacity.objects.create(person=tim, valid_from=date(2020, 1, 1), weekly_seconds=40 * HOUR)

    found = freedom_until(NEXT + timedelta(days=1), {craft.pk: 20 * HOUR}, MON)

    assert [week.left // HOUR for _name, _needed, weeks in found.rows for week in weeks] == [40, 16]
