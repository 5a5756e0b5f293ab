"""Requests emailed before links expired get a last date, a week after their due date."""

from datetime import date

import pytest

from amity.briefs.models import BriefLine, HoursAsked
from amity.briefs.tests.making import make_whole_brief
from amity.people.models import Discipline
from tests.builders import MONDAY
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_link_ends_a_week_after_its_day(mara, piet, osprey):
    line = BriefLine.objects.get(brief=make_whole_brief(mara, osprey, piet))
    design = Discipline.objects.get(name="Design")
    with before(("briefs", "0002_hours_link_ends")) as then:
        for number, due_on in enumerate((date(2026, 11, 27), date(2026, 12, 30))):
            then.get_model("briefs", "HoursAsked")(
                line_id=line.pk, person_id=piet.pk, discipline_id=design.pk, due_on=due_on, asked_by_id=mara.pk,
                asked_at=MONDAY, token_hash=str(number),
            ).save()  # fmt: skip

    ends = HoursAsked.objects.order_by("pk").values_list("due_on", "link_until")
    assert list(ends) == [(date(2026, 11, 27), date(2026, 12, 4)), (date(2026, 12, 30), date(2027, 1, 6))]
