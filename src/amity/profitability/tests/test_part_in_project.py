"""The right on a project is the smaller of the person's own and that of their role in it: hours only on the team."""

from datetime import date

import pytest
from django.test import Client

from amity.people import rules as roles
from amity.profitability.tests.asking import COSTS, FEES, addresses, seen_by
from tests.builders import make_agreement, make_entry, make_line, make_person, make_project
from tests.matrix.machines import token_of


@pytest.fixture
def ravi(brand):
    """Return a project manager who only works on the project."""
    person = make_person("Ravi", roles.PROJECT_MANAGER)
    brand.team.create(person=person, since=date(2026, 1, 1))
    return person


@pytest.fixture
def own(osprey, ravi, tim):
    """Return a project that Ravi manages, for a fee of 4,321."""
    agreement = make_agreement(osprey, "fixed", fee=432_100)
    line = make_line(agreement, "1", hours="4")
    project = make_project(osprey, name="Own", manager=ravi, team=[tim], agreement=agreement)
    make_entry(by=tim, project=project, hours="2:00", on=date(2026, 11, 4), line_id=line.pk)
    return project


def machine(person, address):
    """Return the API's response to the person's token."""
    answer = Client().get(f"/api/v1{address}", headers={"Authorization": f"Bearer {token_of(person)}"})
    return answer.json()


@pytest.mark.parametrize("also_runs_one", [False, True])
def test_pages_files_and_why_tell_who_is_on_the_team_no_amount(brand, ravi, also_runs_one, request):
    if also_runs_one:
        request.getfixturevalue("own")

    text = seen_by(ravi, f"/projects/{brand.pk}/", *addresses(brand))

    assert [amount for amount in (*FEES, *COSTS) if amount in text] == []
    assert "Actual hours" in seen_by(ravi, f"/projects/{brand.pk}/money/lines.csv")


def test_machines_tell_hours_of_the_team_and_margins_of_those_they_run(brand, own, ravi):
    (team,) = machine(ravi, f"/profitability/projects/{brand.pk}")["items"]
    (run,) = machine(ravi, f"/profitability/projects/{own.pk}")["items"]
    rows = {one["id"]: one for one in machine(ravi, "/profitability")["items"]}
    contract = machine(ravi, f"/profitability/projects/{brand.pk}/contract")

    assert (team["seconds"], team.get("margin"), team.get("revenue")) == (36_000, None, None)
    assert None not in (run["margin"], run["revenue"])
    assert (rows[brand.pk].get("margin"), rows[own.pk]["margin"]) == (None, run["margin"])
    assert (contract.get("value"), contract["lines"][0].get("price")) == (None, None)


def test_sums_hold_only_what_the_person_runs(brand, own, ravi):
    (account,) = machine(ravi, "/profitability?by=account")["items"]
    (run,) = machine(ravi, f"/profitability/projects/{own.pk}")["items"]

    assert account["revenue"] == run["revenue"]


def test_who_runs_it_sees_as_far_as_before(brand, piet, fina):
    for person in (piet, fina):
        assert machine(person, f"/profitability/projects/{brand.pk}")["items"][0]["margin"] is not None
