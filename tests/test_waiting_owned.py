"""Risks wait for their owner, and a cleared agreement for who drafted it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from amity.agreements.models import Agreement
from amity.monitoring.models import RegisterEntry
from amity.people.models import Person
from amity.waiting.kinds import Item, Sent, act_of
from amity.waiting.queries import count_for, waiting_for
from tests.builders import MONDAY, acting, make_account, make_agreement, make_person

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

    Agreement.objects.filter(pk=agreement.pk).update(state="with_client")
    assert items(mara, "send") == []
