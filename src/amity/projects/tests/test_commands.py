"""Commands on projects: create, move, assign people, change account, mark as finished, milestones."""

from datetime import date

import pytest

from amity.audit import trail
from amity.projects import commands, hooks, queries
from amity.projects.finished_marks import commands as mark_commands
from amity.projects.milestones import commands as milestone_commands
from amity.projects.models import FinishedMark, Project, ProjectHolder
from amity.projects.team import commands as team_commands
from amity.projects.work_items import commands as work_item_commands
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.permission import no
from tests.builders import MONDAY, acting, make_account, make_agreement, make_item, make_line, make_project

TODAY = MONDAY.date()


def test_finance_opens_a_project_under_any_account(fina, osprey):
    fields = commands.ProjectFields("  Ticket  app ", "TA")
    project = commands.open_project(by=acting(fina), fields=fields, account_id=osprey.pk, now=MONDAY)

    assert (project.name, project.account, project.status) == ("Ticket app", osprey, "initiating")
    assert trail.actions_on(project) == ["project.opened"]


def test_a_team_member_opens_no_project(tim, osprey):
    with pytest.raises(Refused):
        commands.open_project(by=acting(tim), fields=commands.ProjectFields("Mine"), account_id=osprey.pk, now=MONDAY)


def test_two_projects_of_an_account_cannot_share_a_name(mara, site):
    with pytest.raises(Invalid) as fault:
        commands.open_project(
            by=acting(mara), fields=commands.ProjectFields(site.name), account_id=site.account_id, now=MONDAY
        )

    assert fault.value.field == "name"


def test_a_project_moves_along_its_states_only(piet, site):
    moved = commands.move_project(by=acting(piet), project_id=site.pk, version=1, status="paused", now=MONDAY)

    assert moved.status == "paused"
    with pytest.raises(Refused):
        commands.move_project(by=acting(piet), project_id=site.pk, version=2, status="closed", now=MONDAY)


def test_a_guard_above_may_stop_a_move(piet, site, monkeypatch):
    monkeypatch.setattr(hooks, "before_move", [lambda project, status: no("Not before Friday.")])

    with pytest.raises(Refused, match="Not before Friday"):
        commands.move_project(by=acting(piet), project_id=site.pk, version=1, status="paused", now=MONDAY)


def test_what_ran_before_and_the_agencys_own_go_on_without_a_handoff(fina, osprey):
    app, office = commands.ProjectFields("App"), commands.ProjectFields("Office")
    brought = commands.open_project(by=acting(fina), fields=app, account_id=osprey.pk, taken_over=True, now=MONDAY)
    inside = commands.open_project(by=acting(fina), fields=office, account_id=None, is_internal=True, now=MONDAY)

    assert (brought.status, inside.status) == ("active", "active")
    assert not brought.needs_handoff
    assert not inside.needs_handoff


def test_a_guard_above_may_keep_a_project_from_starting(piet, osprey, monkeypatch):
    waiting = make_project(osprey, manager=piet, status="initiating")
    monkeypatch.setattr(hooks, "before_start", [lambda project, status: no("Nobody took it yet.")])

    with pytest.raises(Refused, match="Nobody took it yet"):
        commands.move_project(by=acting(piet), project_id=waiting.pk, version=1, status="active", now=MONDAY)
    assert queries.moves_offered(waiting) == ["cancelled"]


def test_what_needs_no_handoff_starts_without_being_asked(piet, osprey, monkeypatch):
    brought = make_project(osprey, manager=piet, status="initiating", taken_over=True)
    monkeypatch.setattr(hooks, "before_start", [lambda project, status: no("Nobody took it yet.")])

    moved = commands.move_project(by=acting(piet), project_id=brought.pk, version=1, status="active", now=MONDAY)

    assert moved.status == "active"


def test_what_was_taken_over_is_completed_once(piet, osprey):
    brought = make_project(osprey, manager=piet, taken_over=True)

    for _again in range(2):
        commands.complete_taken_over(by=acting(piet), project_id=brought.pk, now=MONDAY)

    brought.refresh_from_db()
    assert not brought.taken_over
    assert trail.actions_on(brought) == ["project.completed"]


def test_the_second_editor_is_refused(piet, mara, site):
    fields = commands.ProjectFields(name="Site", percent_complete=40)
    commands.edit_project(by=acting(piet), project_id=site.pk, version=1, fields=fields, now=MONDAY)

    with pytest.raises(Stale):
        commands.edit_project(by=acting(mara), project_id=site.pk, version=1, fields=fields, now=MONDAY)
    assert trail.actions_on(site) == ["project.edited"]


def test_a_day_in_the_past_changes_history_and_not_today(ada, mara, piet, site):
    for person, day in ((mara, date(2026, 10, 1)), (piet, date(2026, 3, 1))):
        team_commands.staff_project(
            by=acting(ada), project_id=site.pk, duty="manager", person_id=person.pk, valid_from=day, now=MONDAY
        )

    site.refresh_from_db()
    assert site.manager == mara
    assert ProjectHolder.objects.filter(project=site).count() == 2


def test_no_one_is_put_in_charge_ahead_of_the_day(ada, mara, site):
    with pytest.raises(Invalid) as fault:
        team_commands.staff_project(
            by=acting(ada), project_id=site.pk, duty="manager", person_id=mara.pk, valid_from=date(2026, 12, 1),
            now=MONDAY,
        )  # fmt: skip

    assert fault.value.field == "valid_from"


def test_a_member_is_added_once_and_taken_off(piet, mara, site):
    team_commands.add_member(by=acting(piet), project_id=site.pk, person_id=mara.pk, now=MONDAY)
    team_commands.add_member(by=acting(piet), project_id=site.pk, person_id=mara.pk, now=MONDAY)
    team_commands.remove_member(by=acting(piet), project_id=site.pk, person_id=mara.pk, now=MONDAY)

    assert not site.team.filter(person=mara).exists()
    assert trail.actions_on(site) == ["project.member_added", "project.member_removed"]


def test_listeners_hear_that_a_project_moved_to_another_account(fina, site, monkeypatch):
    heard = []
    monkeypatch.setattr(hooks, "on_account_changed", [lambda *told: heard.append(told)])
    other = make_account("Larkfield Dairy")
    before = site.account_id

    project = commands.put_under_account(by=acting(fina), project_id=site.pk, account_id=other.pk, now=MONDAY)

    assert heard == [(project, before, acting(fina), MONDAY)]
    assert (project.account, project.agreement) == (other, None)
    commands.put_under_account(by=acting(fina), project_id=site.pk, account_id=other.pk, now=MONDAY)
    assert len(heard) == 1


def test_an_agreement_without_account_follows_its_project(fina, osprey):
    agreement = make_agreement(None)
    line = make_line(agreement)
    project = make_project(None, agreement=agreement)

    commands.put_under_account(by=acting(fina), project_id=project.pk, account_id=osprey.pk, now=MONDAY)

    agreement.refresh_from_db()
    line.refresh_from_db()
    assert (agreement.account, line.account) == (osprey, osprey)


def test_an_account_manager_cannot_take_someone_elses_project(mara, site):
    foreign = make_project(make_account("Larkfield Dairy"), name="Cheese")

    with pytest.raises(NotSeen):
        commands.put_under_account(by=acting(mara), project_id=foreign.pk, account_id=site.account_id, now=MONDAY)


def test_the_agreement_of_another_account_is_refused(fina, site):
    agreement = make_agreement(make_account("Larkfield Dairy"))

    with pytest.raises(Invalid) as fault:
        commands.set_agreement(by=acting(fina), project_id=site.pk, agreement_id=agreement.pk, now=MONDAY)
    assert fault.value.field == "agreement_id"


def test_a_tick_is_set_and_withdrawn_with_history(tim, site):
    item = make_item(site, hours="20")
    where = {"by": acting(tim), "project_id": site.pk, "item_id": item.pk, "now": MONDAY}

    mark_commands.mark_finished(**where)
    mark_commands.mark_finished(**where)
    mark_commands.take_back_finished(**where)

    item.refresh_from_db()
    assert item.finished_at is None
    assert list(FinishedMark.objects.order_by("pk").values_list("finished", "by_label")) == [
        (True, "Tim"),
        (False, "Tim"),
    ]
    assert trail.actions_on(item) == ["work_item.finished", "work_item.finished_taken_back"]


def test_a_line_of_the_projects_agreement_can_be_ticked_and_no_other(piet, site):
    line, foreign = make_line(site.agreement), make_line(make_agreement(site.account))

    assert mark_commands.mark_finished(by=acting(piet), project_id=site.pk, line_id=line.pk, now=MONDAY).finished_at
    with pytest.raises(NotSeen):
        mark_commands.mark_finished(by=acting(piet), project_id=site.pk, line_id=foreign.pk, now=MONDAY)


def test_not_yet_is_an_answer_too(tim, site):
    item = make_item(site)

    mark_commands.answer_not_yet(by=acting(tim), project_id=site.pk, item_id=item.pk, now=MONDAY)

    item.refresh_from_db()
    assert (item.asked_not_yet_on, item.finished_at) == (TODAY, None)
    assert trail.actions_on(item) == ["work_item.not_yet"]


def test_a_work_item_has_a_title_of_its_own_and_a_line_of_its_project(piet, site):
    line = make_line(site.agreement)
    fields = work_item_commands.ItemFields("Map", line.pk, 7200)
    item = work_item_commands.add_work_item(by=acting(piet), project_id=site.pk, fields=fields, now=MONDAY)

    assert (item.line, item.planned_seconds) == (line, 7200)
    with pytest.raises(Invalid):
        work_item_commands.add_work_item(
            by=acting(piet), project_id=site.pk, fields=work_item_commands.ItemFields("Map"), now=MONDAY
        )
    elsewhere = work_item_commands.ItemFields("Map", make_line(make_agreement(None)).pk)
    with pytest.raises(Invalid) as fault:
        work_item_commands.edit_work_item(by=acting(piet), item_id=item.pk, fields=elsewhere, now=MONDAY)
    assert fault.value.field == "line_id"


def test_a_project_that_is_over_takes_no_more_work_items(client, piet, site):
    Project.objects.filter(pk=site.pk).update(status="closed")
    client.force_login(piet)

    with pytest.raises(Refused, match="Ticket site is over"):
        work_item_commands.add_work_item(
            by=acting(piet), project_id=site.pk, fields=work_item_commands.ItemFields("Map"), now=MONDAY
        )

    assert "Add a work item" not in client.get(f"/projects/{site.pk}/").text


def test_a_milestone_is_moved_delivered_and_opened_again(piet, site):
    milestone = milestone_commands.add_milestone(
        by=acting(piet), project_id=site.pk, name="Live", due_on=date(2026, 11, 1), share=6000, now=MONDAY
    )
    milestone_commands.move_milestone(by=acting(piet), milestone_id=milestone.pk, due_on=date(2026, 12, 3), now=MONDAY)
    milestone_commands.deliver_milestone(by=acting(piet), milestone_id=milestone.pk, delivered_on=TODAY, now=MONDAY)
    with pytest.raises(Refused):
        milestone_commands.move_milestone(by=acting(piet), milestone_id=milestone.pk, due_on=TODAY, now=MONDAY)
    milestone_commands.reopen_milestone(by=acting(piet), milestone_id=milestone.pk, now=MONDAY)

    milestone.refresh_from_db()
    assert (milestone.due_on, milestone.delivered_on) == (date(2026, 12, 3), None)
    assert len(trail.actions_on(milestone)) == 4


def test_milestones_cannot_make_up_more_than_the_whole_fee(piet, site):
    add = {"by": acting(piet), "project_id": site.pk, "due_on": TODAY, "now": MONDAY}
    milestone_commands.add_milestone(name="Start", share=6000, **add)

    with pytest.raises(Invalid) as fault:
        milestone_commands.add_milestone(name="End", share=5000, **add)
    assert fault.value.field == "share"


def test_who_only_works_on_a_project_changes_nothing_but_ticks(tim, site):
    with pytest.raises(Refused):
        commands.edit_project(
            by=acting(tim), project_id=site.pk, version=1, fields=commands.ProjectFields("New"), now=MONDAY
        )
    assert Project.objects.get(pk=site.pk).name == "Ticket site"


def test_opening_work_for_an_import_costs_few_queries_each(fina, osprey, django_assert_max_num_queries):
    by = acting(fina)
    with django_assert_max_num_queries(30 * 12 + 10):
        for number in range(30):
            fields = commands.ProjectFields(f"Imported {number}")
            commands.open_project(by=by, fields=fields, account_id=osprey.pk, now=MONDAY)
