"""Which goal work serves: by its own link, or else by the brief it came from."""

import pytest

from amity.audit import trail
from amity.briefs.models import Brief
from amity.projects.goals.queries import LINE, PROJECT, Served, served_by_lines, served_by_projects
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.strategy.changes import GoalFields
from amity.strategy.goals import commands as goals
from amity.strategy.links.commands import link_goal
from amity.strategy.links.queries import serving
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_project

pytestmark = pytest.mark.usefixtures("on_monday")


def goal_of(person, account, title):
    return goals.set_goal(by=acting(person), account_id=account.pk, fields=GoalFields(title), now=MONDAY)


def linked(person, kind, subject, goal):
    goal_id = goal.pk if goal else None
    return link_goal(by=acting(person), kind=kind, subject_id=subject.pk, goal_id=goal_id, now=MONDAY)


@pytest.fixture
def line(site):
    site.agreement = site.agreement or make_agreement(site.account)
    site.save()
    return make_line(site.agreement, "1")


@pytest.fixture
def app(mara, site):
    return goal_of(mara, site.account, "A fifth in the app")


def test_work_serves_the_goal_of_its_brief_until_it_has_its_own(mara, site, line, app):
    calls = goal_of(mara, site.account, "Fewer calls")
    brief = Brief.objects.create(
        account=site.account, title="Site", goal=app, agreement=site.agreement, currency="EUR", opened_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    agreements = {site.pk: site.agreement_id}
    assert served_by_projects(agreements) == {site.pk: Served(app.pk, brief.pk)}

    linked(mara, PROJECT, site, calls)
    linked(mara, LINE, line, app)

    assert served_by_projects(agreements) == {site.pk: Served(calls.pk)}
    assert served_by_lines([line.pk]) == {line.pk: Served(app.pk)}


def test_of_many_things_only_those_asked_about_have_their_goal(monkeypatch, mara, site, line, app):
    for module in ("amity.strategy.links.queries", "amity.projects.goals.queries"):
        monkeypatch.setattr(f"{module}.FEW", 0)
    brief = Brief.objects.create(
        account=site.account, title="Site", goal=app, agreement=site.agreement, currency="EUR", opened_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    other = make_project(make_account("Tessel", manager=mara))
    linked(mara, PROJECT, other, goal_of(mara, other.account, "Fewer calls"))
    linked(mara, LINE, line, app)

    assert served_by_projects({site.pk: site.agreement_id}) == {site.pk: Served(app.pk, brief.pk)}
    assert served_by_lines([line.pk + 1]) == {}


def test_a_link_is_changed_and_removed_and_the_audit_log_has_it(mara, site, app):
    calls = goal_of(mara, site.account, "Fewer calls")
    linked(mara, PROJECT, site, app)
    linked(mara, PROJECT, site, calls)
    linked(mara, PROJECT, site, calls)
    linked(mara, PROJECT, site, None)

    assert not calls.links.exists()
    assert trail.actions_on(app) == ["goal.set", "goal.linked", "goal.unlinked"]
    assert trail.actions_on(calls) == ["goal.set", "goal.linked", "goal.unlinked"]


def test_a_goal_shows_what_serves_it_as_far_as_the_reader_sees_it(mara, tim, site, line, app):
    linked(mara, PROJECT, site, app)
    linked(mara, LINE, line, app)
    Brief.objects.create(
        account=site.account, title="Welsh", goal=app, currency="EUR", opened_at=MONDAY, changed_at=MONDAY
    )

    def titles(person):
        return [(label, [row.title for row in rows]) for label, rows in serving(acting(person), app)]

    assert titles(mara) == [("Brief", ["Welsh"]), ("Project", [site.name]), ("Line", ["1 Line 1"])]
    assert titles(tim) == [("Project", [site.name]), ("Line", ["1 Line 1"])]


def test_only_goals_of_the_account_that_are_active(mara, site, app):
    foreign = goal_of(mara, make_account("Larkfield", manager=mara), "Families buy twice")
    ended = goal_of(mara, site.account, "Fewer calls")
    goals.end_goal(by=acting(mara), goal_id=ended.pk, version=1, state="dropped", why="No budget", now=MONDAY)

    for goal in (foreign, ended):
        with pytest.raises(Invalid) as no:
            linked(mara, PROJECT, site, goal)
        assert no.value.field == "goal_id"


def test_an_ended_goal_keeps_what_served_it(mara, site, app):
    linked(mara, PROJECT, site, app)
    goals.end_goal(by=acting(mara), goal_id=app.pk, version=1, state="reached", why="Read twice", now=MONDAY)

    assert linked(mara, PROJECT, site, app) == app


def test_who_only_works_there_links_nothing(mara, tim, site, app):
    with pytest.raises(Refused):
        linked(tim, PROJECT, site, app)
    with pytest.raises(NotSeen):
        linked(mara, "people.person", tim, app)
