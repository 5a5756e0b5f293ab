"""Risks wait for their owner; milestones, overage, read-backs and cleared agreements for who has the work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.models import Agreement
from amity.audit.models import Record
from amity.gate.tests.making import submitted
from amity.handoff.answers import commands as answers
from amity.handoff.tests.making import answer_all, condition, make_waiting, offered, read_back_all
from amity.monitoring.models import RegisterEntry
from amity.people.models import Person
from amity.projects.models import Milestone
from amity.retainers.models import OverDecision
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.errors import Invalid, Stale
from amity.shared.money import Rate
from amity.timesheets import commands as time
from amity.timesheets.months import MonthClosed
from amity.waiting.kinds import Item, Sent, act_of
from amity.waiting.queries import count_for, waiting_for
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_entry,
    make_person,
    make_project,
    seconds,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def items(person: Person, kind: str) -> list[Item]:
    """The items of one kind that wait for a person."""
    groups = waiting_for(acting(person), timezone.now(), only=kind)
    return [item for group in groups for item in group.items]


def risk(owner: Person | None, days: int | None, **fields) -> RegisterEntry:
    """A risk on an account, due in so many days."""
    due = None if days is None else TODAY + timedelta(days=days)
    values = {"kind": "risk", "side": "client", "severity": 3, "state": "escalated", **fields}
    return RegisterEntry.objects.create(
        account=make_account(f"Account {RegisterEntry.objects.count()}"), title=f"Due in {days}", owner=owner,
        due_on=due, raised_on=TODAY, added_at=MONDAY, changed_at=MONDAY, **values,
    )  # fmt: skip


def test_a_risk_waits_for_its_owner_two_weeks_ahead_and_when_it_is_late(agency):
    jo, other = make_person("Jo"), make_person("Other")
    for days in (-1, 14, 15, None):
        risk(jo, days)
    risk(jo, 3, state="closed", outcome="Solved")
    risk(other, 2)

    found = items(jo, "risk")

    assert [(item.title, item.days_late) for item in found] == [("Due in -1", 1), ("Due in 14", 0)]
    assert found[0].notes[0] == "severe, escalated"
    assert count_for(acting(jo), timezone.now()) == (2, 1)
    assert items(make_person("No one"), "risk") == []


def test_the_owner_closes_it_in_its_row_with_the_outcome(agency):
    jo = make_person("Jo")
    entry = risk(jo, 2)

    act_of("risk", "close").run(acting(jo), entry.pk, Sent(entry.version, "Review held"), MONDAY)
    entry.refresh_from_db()

    assert (entry.state, entry.outcome) == ("closed", "Review held")
    assert items(jo, "risk") == []


def test_a_cleared_agreement_waits_for_who_drafted_it_alone(mara, piet, ada, osprey):
    agreement = make_agreement(osprey)
    Agreement.objects.filter(pk=agreement.pk).update(state="cleared", drafted_by=mara)

    assert [item.id for item in items(mara, "send")] == [agreement.pk]
    assert items(piet, "send") == items(ada, "send") == []
    email = type(item := submitted(osprey, mara)).objects.filter(pk=item.pk)
    email.update(subject_kind=AGREEMENT, subject_id=agreement.pk)
    assert items(mara, "send") == [], "it waits in Going out"
    email.update(state="withdrawn")
    assert items(mara, "send") != []

    Agreement.objects.filter(pk=agreement.pk).update(state="with_client")
    assert items(mara, "send") == []


def late_milestone(project, days: int = 1, **fields) -> Milestone:
    """A milestone that was due so many days ago."""
    return Milestone.objects.create(project=project, name="Launch", due_on=TODAY - timedelta(days=days), **fields)


def test_a_late_milestone_waits_for_who_runs_it_and_who_has_the_account(mara, piet, ada, osprey):
    project = make_project(osprey, manager=piet)
    row = late_milestone(project, 27)
    late_milestone(project, 0)
    late_milestone(project, 3, delivered_on=TODAY)
    late_milestone(make_project(osprey, manager=piet, status="closed"), 5)

    for person in (mara, piet):
        assert [(item.id, item.days_late) for item in items(person, "milestone")] == [(row.pk, 27)], person.name
    assert items(ada, "milestone") == []
    assert count_for(acting(piet), timezone.now()) == (1, 1)


def test_a_milestone_is_delivered_in_its_row_and_undone(piet, osprey):
    row = late_milestone(make_project(osprey, manager=piet))
    act = act_of("milestone", "delivered")

    act.run(acting(piet), row.pk, Sent(), MONDAY)
    row.refresh_from_db()
    assert (row.delivered_on, items(piet, "milestone")) == (TODAY, [])

    assert act.undo is not None
    act.undo(acting(piet), row.pk, MONDAY)
    assert len(items(piet, "milestone")) == 1


@pytest.fixture
def care(mara, tim, piet, osprey):
    """A retainer of 60 h a month that was used for 70 h in October, and goes on in November."""
    october = date(2026, 10, 1)
    terms = PeriodTerms(october, "hours", seconds("60"), rate=Rate(Decimal(120), "EUR"))
    care = make_agreement(osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=october)
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=care)
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=terms, now=MONDAY)
    for day in range(1, 8):
        make_entry(by=tim, project=project, hours="10", on=october.replace(day=day))
    make_entry(by=tim, project=project, hours="1", on=date(2026, 11, 2))
    return care


def test_overage_waits_for_who_has_the_account_until_it_is_decided(mara, piet, ada, fina, care):
    (item,) = items(mara, "overage")
    assert (item.title, item.acts) == (f"{care.title}, October", ("bill", "write-off"))
    assert items(piet, "overage") == items(ada, "overage") == items(fina, "overage") == []
    assert count_for(acting(mara), timezone.now()) == (1, 1)

    act_of("overage", "write-off").run(acting(mara), item.id, Sent(item.version), MONDAY)

    assert OverDecision.objects.get().given == seconds("10")
    assert items(mara, "overage") == []


def test_overage_that_grew_since_it_was_read_is_not_decided(mara, care):
    (item,) = items(mara, "overage")

    with pytest.raises(Stale):
        act_of("overage", "bill").run(acting(mara), item.id, Sent(item.version - 1), MONDAY)

    act_of("overage", "bill").run(acting(mara), item.id, Sent(item.version), MONDAY)
    assert OverDecision.objects.get().given == 0


@pytest.mark.parametrize("key", ["bill", "write-off"])
def test_a_decision_on_overage_is_taken_back_while_its_month_is_open(mara, fina, care, key):
    act, (item,) = act_of("overage", key), items(mara, "overage")
    assert act.undo is not None
    act.run(acting(mara), item.id, Sent(item.version), MONDAY)

    act.undo(acting(mara), item.id, MONDAY)

    assert items(mara, "overage") == [item]
    assert Record.objects.latest("pk").action == "retainer.over_undecided"
    with pytest.raises(Invalid, match="Nothing has been decided"):
        act.undo(acting(mara), item.id, MONDAY)

    act.run(acting(mara), item.id, Sent(item.version), MONDAY)
    time.lock_month(by=acting(fina), month=202610, now=MONDAY)
    with pytest.raises(MonthClosed):
        act.undo(acting(mara), item.id, MONDAY)
    assert OverDecision.objects.exists()


def test_overage_of_a_closed_month_waits_for_no_one(mara, fina, care):
    time.lock_month(by=acting(fina), month=202610, now=MONDAY)

    assert items(mara, "overage") == []


def test_a_read_back_waits_for_the_giver_even_after_acceptance(mara, piet, ada, osprey):
    handoff = offered(mara, make_waiting(osprey, piet), "full")
    read_back_all(piet, handoff)
    (item,) = items(mara, "read-back")
    assert items(mara, "handoff") == items(piet, "read-back") == items(ada, "read-back") == []

    answer_all(mara, handoff)
    answers.accept_with_conditions(
        by=acting(piet), handoff_id=handoff.pk, number=1, conditions=[condition(piet)], now=MONDAY
    )
    assert [one.id for one in items(mara, "read-back")] == [item.id]
    assert count_for(acting(mara), timezone.now())[0] == sum(
        group.total for group in waiting_for(acting(mara), timezone.now())
    )

    act_of("read-back", "confirm").run(acting(mara), item.id, Sent(item.version), MONDAY)
    assert items(mara, "read-back") == []
