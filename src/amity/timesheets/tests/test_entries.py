"""Logging, editing, deleting and restoring time."""

import pytest
from django.db import IntegrityError, transaction

from amity.audit import trail
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.timesheets import commands
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ItemTotal, ProjectMonth
from amity.timesheets.sums.verify import verify
from tests.builders import (
    MONDAY,
    WORK_DAY,
    acting,
    entry_changes,
    make_cost_rate,
    make_entry,
    make_item,
    make_line,
    make_person,
    make_project,
)


def sums(project: Project) -> tuple[int, int, int]:
    """Return seconds, cost and value of a project over all months."""
    rows = ProjectMonth.objects.filter(project_id=project.pk)
    return (sum(r.seconds for r in rows), sum(r.cost for r in rows), sum(r.value for r in rows))


def test_an_entry_is_priced_at_what_is_in_force_on_its_day(tim: Person, site: Project) -> None:
    make_cost_rate("40.5000")

    entry = make_entry(by=tim, hours="1:20", project=site)

    assert (entry.cost, entry.value, entry.value_currency) == (5400, 13333, "EUR")
    assert sums(site) == (4800, 5400, 13333)
    assert trail.actions_on(entry) == ["entry.logged"]


def test_without_a_rate_the_cost_is_unknown_and_its_seconds_are_summed(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, hours="2:00", project=site)

    assert entry.cost is None
    assert ProjectMonth.objects.get(project_id=site.pk).uncosted_seconds == 7200


def test_time_that_is_not_billable_is_worth_a_known_nothing(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site, billable=False)

    assert entry.value == 0
    assert ProjectMonth.objects.get(project_id=site.pk).unvalued_seconds == 0


def test_time_at_no_charge_is_worth_nothing_and_shows_what_it_would_have_been(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, hours="1:00", project=site, courtesy=True)

    assert (entry.billable, entry.courtesy, entry.value) == (False, True, 0)
    assert ProjectMonth.objects.get(project_id=site.pk).billable_seconds == 0


def test_time_at_no_charge_is_never_billed_even_by_a_stray_writer(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site, courtesy=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(billable=True)


def test_moving_an_entry_to_another_project_moves_its_cost_with_it(tim: Person, site: Project) -> None:
    make_cost_rate("48")
    entry, other = make_entry(by=tim, hours="10:00", project=site), make_project(site.account, team=[tim])

    commands.edit_entry(
        by=acting(tim), entry_id=entry.pk, version=1, changes=entry_changes(hours="10:00", project=other), now=MONDAY
    )

    assert (sums(site)[:2], sums(other)[:2]) == ((0, 0), (36000, 48000))
    assert trail.actions_on(entry) == ["entry.logged", "entry.edited"]


def test_a_second_edit_of_the_same_version_is_told(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site)
    changes = entry_changes(hours="2:00", project=site)
    commands.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=changes, now=MONDAY)

    with pytest.raises(Stale):
        commands.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=changes, now=MONDAY)


def test_a_deleted_entry_leaves_no_sum_and_can_be_restored(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site, item_id=make_item(site).pk)
    number = entry.pk

    commands.delete_entry(by=acting(tim), entry_id=number, version=1, now=MONDAY)
    assert sums(site)[0] == 0
    commands.undo_delete(by=acting(tim), entry_id=number, now=MONDAY)

    assert sums(site)[0] == 3600
    assert ItemTotal.objects.get(pk=entry.item_id or 0).seconds == 3600
    assert trail.actions_on(Ref("timesheets.entry", number)) == ["entry.logged", "entry.deleted", "entry.restored"]
    assert verify().clean


def test_what_was_not_deleted_cannot_be_restored(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site)

    with pytest.raises(NotSeen):
        commands.undo_delete(by=acting(tim), entry_id=entry.pk, now=MONDAY)


@pytest.mark.parametrize("hours", ["0", "-1", "24.01"])
def test_time_of_nothing_or_over_a_day_is_refused_beside_the_hours(tim: Person, site: Project, hours: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_entry(by=tim, hours=hours, project=site)

    assert refusal.value.field == "hours"
    assert not Entry.objects.exists()


def test_a_project_one_is_not_on_is_not_in_the_list(site: Project) -> None:
    stranger = make_person("Stranger")

    with pytest.raises(Invalid) as refusal:
        make_entry(by=stranger, project=site)

    assert refusal.value.field == "project"


def test_a_line_of_another_agreement_is_refused(tim: Person, site: Project) -> None:
    other = make_project(site.account)
    assert site.agreement is not None
    line = make_line(site.agreement)

    with pytest.raises(Invalid) as refusal:
        make_entry(by=make_person("Ann", "finance"), project=other, line_id=line.pk)

    assert refusal.value.field == "line"


def test_someone_elses_entry_is_not_seen_by_the_team(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site)
    colleague = make_person("Colleague")

    with pytest.raises(NotSeen):
        commands.delete_entry(by=acting(colleague), entry_id=entry.pk, version=1, now=MONDAY)


def test_a_manager_sees_an_entry_but_does_not_change_it(tim: Person, site: Project, piet: Person) -> None:
    entry = make_entry(by=tim, project=site)

    with pytest.raises(Refused):
        commands.delete_entry(by=acting(piet), entry_id=entry.pk, version=1, now=MONDAY)


def test_a_closed_month_takes_no_time_and_gives_none_up(tim: Person, site: Project, fina: Person) -> None:
    entry = make_entry(by=tim, project=site)
    commands.lock_month(by=acting(fina), month=202611, now=MONDAY)

    with pytest.raises(Refused):
        make_entry(by=tim, project=site)
    with pytest.raises(Refused):
        commands.delete_entry(by=acting(tim), entry_id=entry.pk, version=1, now=MONDAY)
    commands.open_month(by=acting(fina), month=202611, reason="A late sheet", now=MONDAY)
    assert make_entry(by=tim, project=site, on=WORK_DAY).pk


def test_only_finance_closes_a_month(mara: Person) -> None:
    with pytest.raises(Refused):
        commands.lock_month(by=acting(mara), month=202611, now=MONDAY)
