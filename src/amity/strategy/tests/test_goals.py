"""Goals: set with who named them, measured, revised with the cause, with old and new versions saved."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from amity.accounts.evidence import Evidence
from amity.audit import trail
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.values import value_of
from amity.strategy.changes import Cause, GoalFields, GoalPlan, GoalReadingFields
from amity.strategy.goals import causes, commands, queries
from amity.strategy.goals.causes import Causes
from amity.strategy.models import Goal
from tests.builders import acting

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
APP = GoalFields("A fifth in the app", "share of tickets", "%", Decimal(6), Decimal(15), date(2027, 6, 1))
pytestmark = pytest.mark.django_db


@pytest.fixture
def helen(osprey):
    return osprey.contacts.create(name="Helen Marsh")


@pytest.fixture
def goal(mara, osprey, helen):
    told = Evidence(helen.pk, date(2026, 6, 1), "yearly talk")
    return commands.set_goal(by=acting(mara), account_id=osprey.pk, fields=APP, evidence=told, now=NOW)


def revised(person, goal, said, cause, version=1):
    return commands.revise_goal(by=acting(person), goal_id=goal.pk, version=version, fields=said, cause=cause, now=NOW)


def read(person, goal, value, on=date(2026, 11, 20), source="Ticket system"):
    reading = GoalReadingFields(Decimal(value), on, source)
    return commands.read_goal(by=acting(person), goal_id=goal.pk, reading=reading, now=NOW)


def test_a_goal_is_set_with_who_named_it(goal, helen):
    assert (goal.stated_by, goal.target, goal.state) == (helen, Decimal(15), "running")
    assert trail.actions_on(goal) == ["goal.set"]


def test_a_target_without_a_measure_is_refused(mara, osprey):
    said = GoalFields("More", target=Decimal(3))

    with pytest.raises(Invalid) as no:
        commands.set_goal(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)
    assert no.value.field == "measure"


def test_a_revision_names_its_cause_and_keeps_both(mara, goal, helen):
    word = Evidence(helen.pk, date(2026, 11, 10), "steering call", "The board said twenty.")
    more = replace(value_of(goal, GoalFields), target=Decimal(20))

    revised(mara, goal, more, Cause("client_word", "The board wants more", word))

    one: Any = queries.revisions_of(goal)[0]
    assert (one.before["target"], one.after["target"]) == ("15", "20")
    assert [(change.before, change.after) for change in one.changed] == [("15", "20")]
    assert one.stated_by == helen


def test_a_clients_word_needs_who_said_it(mara, goal):
    more = replace(value_of(goal, GoalFields), target=Decimal(20))

    with pytest.raises(Invalid) as no:
        revised(mara, goal, more, Cause("client_word", "The board wants more"))
    assert no.value.field == "stated_by_id"


@pytest.mark.parametrize(("cause", "field"), [(Cause("mood", "Because"), "cause"), (Cause("insight", "  "), "why")])
def test_a_revision_without_a_cause_is_refused(mara, goal, cause, field):
    with pytest.raises(Invalid) as no:
        revised(mara, goal, replace(value_of(goal, GoalFields), target=Decimal(20)), cause)
    assert no.value.field == field


def test_nothing_different_is_no_revision(mara, goal):
    with pytest.raises(Invalid):
        revised(mara, goal, value_of(goal, GoalFields), Cause("insight", "None"))


def test_readings_have_a_day_and_a_source_and_one_stands_for_a_day(mara, goal):
    read(mara, goal, "9")

    with pytest.raises(Invalid) as twice:
        read(mara, goal, "10")
    assert twice.value.field == "read_on"
    with pytest.raises(Invalid) as nowhere:
        read(mara, goal, "10", date(2026, 11, 21), " ")
    assert nowhere.value.field == "source"
    with pytest.raises(Invalid):
        read(mara, goal, "10", date(2026, 12, 1))


def test_a_wrong_reading_is_removed_and_the_audit_log_keeps_it(mara, goal):
    wrong = read(mara, goal, "90")

    commands.remove_reading(by=acting(mara), goal_id=goal.pk, reading_id=wrong.pk, now=NOW)

    assert not goal.readings.exists()
    assert trail.actions_on(goal)[-1] == "goal.reading_removed"
    with pytest.raises(NotSeen):
        commands.remove_reading(by=acting(mara), goal_id=goal.pk, reading_id=wrong.pk, now=NOW)


def test_an_ended_goal_is_neither_read_nor_revised_until_it_is_taken_up_again(mara, goal):
    ended = commands.end_goal(by=acting(mara), goal_id=goal.pk, version=1, state="reached", why="Read twice", now=NOW)
    with pytest.raises(Refused):
        read(mara, goal, "20")

    commands.end_goal(
        by=acting(mara), goal_id=goal.pk, version=ended.version, state="running", why="It fell again", now=NOW
    )
    assert read(mara, goal, "14").value == Decimal(14)


def test_a_second_editor_is_refused(mara, goal):
    revised(mara, goal, replace(value_of(goal, GoalFields), target=Decimal(20)), Cause("insight", "Read the study"))

    with pytest.raises(Stale):
        revised(mara, goal, replace(value_of(goal, GoalFields), target=Decimal(25)), Cause("insight", "Again"))


def test_who_only_works_there_reads_it_and_changes_nothing(tim, site, mara):
    goal = commands.set_goal(by=acting(mara), account_id=site.account_id, fields=APP, now=NOW)

    assert queries.goal_seen_by(acting(tim), goal.pk) == goal
    with pytest.raises(Refused):
        read(tim, goal, "9")


def test_a_plan_is_checked_in_thirty_days_and_can_be_removed(mara, goal):
    planned = commands.plan_goal(
        by=acting(mara), goal_id=goal.pk, version=1, plan=GoalPlan("Show the app in the ticket hall"), now=NOW
    )
    assert (planned.plan, planned.plan_check_on, planned.plan_by_label) == (
        "Show the app in the ticket hall", date(2026, 12, 25), "Mara",
    )  # fmt: skip

    removed = commands.plan_goal(by=acting(mara), goal_id=goal.pk, version=2, plan=GoalPlan(), now=NOW)
    assert (removed.plan, removed.plan_check_on, removed.plan_by_label) == ("", None, "")
    assert trail.actions_on(goal)[-2:] == ["goal.planned", "goal.planned"]


def test_a_plan_is_for_later_and_for_an_active_goal(mara, goal):
    plan = GoalPlan("Call them", date(2026, 11, 1))
    with pytest.raises(Invalid) as past:
        commands.plan_goal(by=acting(mara), goal_id=goal.pk, version=1, plan=plan, now=NOW)
    assert past.value.field == "plan_check_on"
    ended = commands.end_goal(by=acting(mara), goal_id=goal.pk, version=1, state="dropped", why="No budget", now=NOW)
    with pytest.raises(Refused):
        commands.plan_goal(by=acting(mara), goal_id=goal.pk, version=ended.version, plan=GoalPlan("Call"), now=NOW)


def test_a_goal_off_track_lacks_a_plan_until_it_has_one(mara, goal):
    Goal.objects.filter(pk=goal.pk).update(begun_on=date(2026, 1, 1))
    read(mara, goal, "7")
    assert queries.row_of(goal, NOW.date()).lacks_plan

    commands.plan_goal(by=acting(mara), goal_id=goal.pk, version=1, plan=GoalPlan("Call them"), now=NOW)

    assert not queries.row_of(goal, NOW.date()).lacks_plan
    assert queries.row_of(goal, date(2026, 12, 26)).lacks_plan


@pytest.fixture
def decided(monkeypatch):
    """A kind of records that parts above could register."""
    monkeypatch.setattr(causes, "_registered", {})
    causes.register(Causes("accounts.account", "Decisions", lambda by, account: [(account.pk, account.name)]))


def test_a_revision_names_the_record_that_caused_it(mara, goal, osprey, decided):
    more = replace(value_of(goal, GoalFields), target=Decimal(20))
    record = f"accounts.account:{osprey.pk}"

    revised(mara, goal, more, Cause("decision", "Decided in March", record=record))

    assert [str(one.record.name) for one in cast("list[Any]", queries.revisions_of(goal))] == ["Osprey Rail"]
    assert causes.offered(acting(mara), osprey) == [("Decisions", [(record, "Osprey Rail")])]


@pytest.mark.parametrize("record", ["accounts.account:99", "accounts.account:", "people.person:1", "x"])
def test_a_record_that_is_not_offered_is_refused(mara, goal, decided, record):
    more = replace(value_of(goal, GoalFields), target=Decimal(20))

    with pytest.raises(Invalid) as no:
        revised(mara, goal, more, Cause("decision", "Decided in March", record=record))
    assert no.value.field == "record"
