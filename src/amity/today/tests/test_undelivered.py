"""An email that no server could send is among the first cards of its author."""

from datetime import timedelta

import pytest

from amity.agency.models import Agency
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.rules import PROMISE
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, submitted
from amity.today import rules
from amity.today.cards.collecting import board_of
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(settings, time_machine, mara, osprey):
    """Return an email of Mara's that was cleared in an agency without a server."""
    time_machine.move_to(MONDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    Agency.objects.update_or_create(pk=1, defaults={"is_demo": True})
    item = submitted(osprey, mara, [make_contact(osprey, "Dana")])
    release_due(lambda: MONDAY)
    return item


def test_an_undelivered_email_is_due_when_it_should_have_left_and_comes_before_later_promises(stored, mara, osprey):
    for number in range(rules.SHOWN + 1):
        until = MONDAY.date() + timedelta(days=8)
        fields = ExpectationFields(f"Draft {number}", PROMISE, promised_by_id=mara.pk, promised_until=until)
        record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)

    first, later = (board_of(acting(mara), now).shown[0] for now in (MONDAY, MONDAY + timedelta(days=3)))

    assert [card.key for card in (first, later)] == [f"email-{stored.pk}"] * 2
    assert (first.item.due, first.item.days_late, first.lead.rank.urgency) == (MONDAY.date(), 0, 28)
    assert (later.item.days_late, later.lead.rank.urgency, later.lead.rank.effects.client) == (3, 30, 3)
