"""A promise that was kept before the offer isn't handed over; one that is kept afterwards stays as it was accepted."""

from datetime import timedelta

import pytest

from amity.expectations import rules as expectations
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.rules import PROMISE
from amity.handoff.sources.client import items_of
from amity.handoff.tests.making import make_waiting, offered, prepared
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def promised(mara, osprey):
    """Return a function that records a promise of Mara's to the account, and keeps it on a day."""

    def record(statement, kept_at=None):
        due = MONDAY.date() + timedelta(days=3)
        fields = ExpectationFields(statement, kind=expectations.PROMISE, promised_by_id=mara.pk, promised_until=due)
        one = record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY - timedelta(days=9))
        if kept_at is not None:
            Expectation.objects.filter(pk=one.pk).update(state=expectations.MET, changed_at=kept_at)
        return one

    return record


def handed(handoff):
    """Return the promises of the account in a hand-off."""
    return [item.text for item in items_of(Handoff.objects.get(pk=handoff.pk))[PROMISE]]


def test_only_open_promises_are_handed_over(mara, piet, osprey, promised):
    promised("Three claims in five days", kept_at=MONDAY - timedelta(days=2))
    promised("A map on Thursday")

    assert handed(prepared(mara, make_waiting(osprey, piet), "full")) == ["A map on Thursday"]


def test_a_promise_kept_after_the_offer_stays_in_an_accepted_hand_off(mara, piet, osprey, promised):
    promised("Three claims in five days", kept_at=MONDAY - timedelta(days=2))
    later = promised("A map on Thursday")
    handoff = offered(mara, make_waiting(osprey, piet), "full")

    Handoff.objects.filter(pk=handoff.pk).update(state=rules.ACCEPTED)
    Expectation.objects.filter(pk=later.pk).update(state=expectations.MET, changed_at=MONDAY + timedelta(days=1))

    assert handed(handoff) == ["A map on Thursday"], "it isn't a change to acknowledge"
