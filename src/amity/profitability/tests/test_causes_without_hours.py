"""What pages say keeps work below its target that shares an agreement or has no hours agreed."""

from datetime import date

import pytest
from django.test import Client

from amity.agency.models import CardPrice
from amity.profitability.tests.asking import page_of, plain
from amity.projects.models import Project
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project

HOUR = 3600
EARNED = (
    "An hour earned €50 (since it began); the 60% target needs €200. "
    "No hours are agreed: the price is too low for the time it takes."
)
SHARED = (
    "An hour earned €50 (since it began); the 60% target needs €200. Its agreement also covers 1 other project; "
    "the price is too low for the time it takes."
)


def test_work_without_agreed_hours_is_judged_by_what_an_hour_of_it_earned(osprey, piet, tim, fina):
    make_cost_rate("80.00")
    month = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}
    access = make_agreement(osprey, "retainer", fee=100_000, **month)
    whole = make_agreement(osprey, "fixed", fee=100_000)
    client = Client()
    client.force_login(fina)

    for name, agreement in (("Access", access), ("Whole", whole)):
        project = make_project(osprey, name=name, manager=piet, agreement=agreement, team=[tim])
        for day in range(1, 5):
            make_entry(by=tim, project=project, hours="5:00", on=date(2026, 10, day))
        Project.objects.filter(pk=project.pk).update(status="delivered", ends_on=date(2026, 10, 5))

        assert EARNED in page_of(fina, project)
        assert EARNED in plain(client.get(f"/projects/{project.pk}/money/"))


@pytest.mark.parametrize(
    ("model", "terms", "cause"),
    [
        (
            "fixed",
            {"fee": 100_000},
            SHARED,
        ),
        (
            "retainer",
            {"fee": 100_000, "included_seconds": 30 * HOUR},
            SHARED,
        ),
        (
            "time_and_materials",
            {"hourly_rate": 100},
            "Sold at €100 an hour; the 60% target needs €200. No hours are quoted, so the price is too low.",
        ),
    ],
)
def test_a_project_that_shares_its_agreement_names_its_cause_on_each_page(osprey, tim, fina, model, terms, cause):
    make_cost_rate("80.00")
    CardPrice.objects.create(currency="EUR", valid_from=date(2020, 1, 1), per_hour=100)
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}
    agreement, client = make_agreement(osprey, model, **terms, **days), Client()
    client.force_login(fina)
    shared = [make_project(osprey, name=name, agreement=agreement, team=[tim]) for name in ("North", "South")]
    for project in shared:
        for day in (1, 2):
            make_entry(by=tim, project=project, hours="5:00", on=date(2026, 10, day))
    Project.objects.update(status="delivered", ends_on=date(2026, 10, 5))

    for project in shared:
        assert cause in page_of(fina, project)
        assert cause in plain(client.get(f"/projects/{project.pk}/money/"))
    assert plain(client.get(f"/accounts/{osprey.pk}/money/")).count(cause) == 3, "both rows, and the largest gap"


def test_hours_quoted_for_several_projects_are_compared_with_those_of_all_of_them(osprey, tim, fina):
    make_cost_rate("80.00")
    CardPrice.objects.create(currency="EUR", valid_from=date(2020, 1, 1), per_hour=100)
    agreement, client = make_agreement(osprey, "fixed", fee=500_000), Client()
    client.force_login(fina)
    line = make_line(agreement, "1", hours="100:00")
    shared = [make_project(osprey, name=name, agreement=agreement, team=[tim]) for name in ("North", "South")]
    for project in shared:
        for day in range(1, 8):
            make_entry(by=tim, project=project, line_id=line.pk, hours="10:00", on=date(2026, 10, day))
    words = "Sold at €50 an hour; the 60% target needs €200. Also 40 h more than quoted"

    for address in (f"/projects/{shared[1].pk}/", f"/projects/{shared[1].pk}/money/", f"/accounts/{osprey.pk}/money/"):
        assert words in plain(client.get(address)), address
