"""The audit log states how much overage was written off in the retainer's unit."""

from datetime import date

import pytest

from amity.audit import sentences
from amity.audit.models import Payload
from amity.audit.sentences import Change
from amity.retainers.overage.commands import decide_over
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project, seconds

OCTOBER = date(2026, 10, 1)
PAYLOADS = [
    ({"given_seconds": 63_180}, {"given_seconds": 0}, "17.55\xa0h", "0.00\xa0h"),
    ({"given": {"minor": 210_600, "currency": "EUR"}}, {"given": {"minor": 0, "currency": "EUR"}}, "€2,106", "€0.00"),
    ({"given": 3}, {"given": 0}, "3", "0"),
]


@pytest.mark.parametrize(("before", "after", "was", "is_now"), PAYLOADS)
def test_each_unit_is_written_as_it_is_read(before, after, was, is_now):
    payload = Payload(body={"before": before, "after": after})

    (change,) = sentences.changes(payload, {}, with_money=True)

    assert change == Change("written off", is_now, was)


def test_an_amount_needs_the_right_to_money():
    given = {"minor": 210_600, "currency": "EUR"}
    payload = Payload(body={"before": {"given": given}, "after": {"given": {}}}, money_fields=["given"])

    (change,) = sentences.changes(payload, {}, with_money=False)

    assert (change.hidden, change.after, change.before) == (True, "", None)


@pytest.mark.django_db
def test_a_decision_on_hours_is_in_hours(osprey, mara, piet, tim):
    care = make_agreement(osprey, "retainer", included_seconds=seconds("6"), overage_rate=100, starts_on=OCTOBER)
    project = make_project(osprey, name="Care", manager=piet, agreement=care, team=[tim])
    make_entry(by=tim, project=project, hours="8:00", on=OCTOBER)
    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=seconds("2"), now=MONDAY)
    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=0, now=MONDAY)

    payload = Payload.objects.latest("pk")

    assert payload.body["before"] == {"given_seconds": 7_200}
    assert payload.body["after"] == {"given_seconds": 0}
