"""The list of months: its orders, its tabs and its file."""

from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets import commands
from tests.builders import MONDAY, acting, make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_months_sort_by_every_number_and_have_tabs_and_a_file(
    client: Client, tim: Person, fina: Person, site: Project
) -> None:
    for day, hours in ((date(2026, 9, 1), "2:00"), (date(2026, 10, 1), "5:00"), (date(2026, 11, 2), "3:00")):
        make_entry(by=tim, project=site, hours=hours, on=day)
    commands.lock_month(by=acting(fina), month=202609, now=MONDAY)
    client.force_login(fina)

    def shown(query: str = "") -> list[int]:
        return [line.row.month for line in client.get(f"/time/months/?{query}").context["lines"]]

    assert shown() == [202611, 202610, 202609]
    assert shown("sort=-seconds") == shown("sort=-uncosted_seconds") == [202610, 202611, 202609]
    assert shown("view=not_closed") == [202611, 202610]
    answer = client.get("/time/months/", {"first": "2026-11-30", "last": "2026-11-01"})
    assert (answer.status_code, answer.context["warnings"]) == (422, [])
    file = client.get("/time/months/?export=csv").getvalue().decode()
    assert "202610,5,1," in file
