"""The list of jobs over REST: pages, filters, and no more than the caller's right to money."""

import pytest

from amity.briefs.tests.making import make_brief
from amity.people.tokens.commands import make_token
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def work(client):
    """`work(person, query)`: what a token of the person reads."""

    def ask(person, query="", scopes=("read", "money")):
        made = make_token(by=acting(person), name="x", scopes=list(scopes), days=1, now=MONDAY)
        answer = client.get(f"/api/v1/work?{query}", headers={"Authorization": f"Bearer {made.secret}"})
        return answer.json()

    return ask


@pytest.fixture
def worked(osprey, mara, piet, tim):
    """A fixed fee of 1,000 of which 500 is planned cost, a quarter of the plan used."""
    make_cost_rate("45")
    agreement = make_agreement(osprey, "fixed", fee=100_000)
    make_line(agreement, hours="20", planned_cost=50_000)
    site = make_project(osprey, name="Site", agreement=agreement, manager=piet, team=[tim])
    make_entry(by=tim, project=site, hours="5")
    site.milestones.create(name="Launch", due_on="2026-12-03")
    return site


def test_a_job_has_its_stage_budget_next_date_and_blocker(work, mara, worked):
    (job,) = work(mara)["items"]

    assert (job["kind"], job["id"], job["stage"], job["account_id"]) == (
        "project", worked.pk, "active", worked.account_id,
    )  # fmt: skip
    assert (job["use"]["used"], job["use"]["budget"], job["use"]["unit"]) == (5 * 3600, 20 * 3600, "hours")
    assert job["next_date"] == {"on": "2026-12-03", "kind": "milestone", "name": "Launch"}
    assert (job["blocker"], job["waits_for_client"], job["margin"]["band"]) == (None, False, "unwell")


def test_money_is_left_out_without_the_right_or_the_scope(work, mara, tim, worked):
    make_brief(mara, worked.account, budget_kind="cap", budget_high=918_273)

    (hours_only,) = work(tim)["items"]
    without_scope = work(mara, scopes=("read",))["items"]
    with_scope = {job["kind"]: job for job in work(mara)["items"]}

    assert ("use" in hours_only, "margin" in hours_only, "budget" in hours_only) == (True, False, False)
    assert not any({"margin", "budget"} & job.keys() for job in without_scope)
    assert with_scope["brief"]["budget"]["amount"] == 918_273


def test_pages_hold_every_job_once(work, mara, osprey, worked):
    for number in range(3):
        make_brief(mara, osprey, title=f"Wish {number}")

    first = work(mara, "limit=2")
    second = work(mara, f"limit=2&cursor={first['next']}")

    jobs = [(job["kind"], job["id"]) for page in (first, second) for job in page["items"]]
    assert (len(jobs), len(set(jobs)), second["next"]) == (4, 4, None)


def test_jobs_are_filtered_by_account_manager_stage_and_whose(work, mara, ada, piet, osprey, worked):
    make_brief(mara, osprey, title="Wish")
    make_project(osprey, name="Old", status="closed")
    make_project(None, name="Leave", is_internal=True)

    def found(query, person=ada):
        return {job["name"] for job in work(person, query)["items"]}

    assert found(f"account_id={osprey.pk}") == {"Site", "Wish"}
    assert [found(f"manager_id={person.pk}") for person in (piet, mara)] == [{"Site", "Wish"}, set()]
    assert found("stage=brief") == {"Wish"}
    assert found("closed=true&internal=true") == {"Site", "Wish", "Old", "Leave"}
    assert found("mine=true", piet) == {"Site", "Wish"}


def test_an_unknown_filter_is_refused(work, mara):
    assert work(mara, "status=active")["status"] == 422
