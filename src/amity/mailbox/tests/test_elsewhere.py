"""Emails that colleagues sent elsewhere count for the coverage of the gate. Copies of what it released don't."""

from datetime import timedelta

import pytest

from amity.gate.coverage.queries import this_week
from amity.gate.models import Item
from amity.gate.tests.making import submitted
from amity.mailbox.tests.making import make_message
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")


def test_what_was_sent_elsewhere_is_counted_and_a_copy_of_ours_is_not(mara, osprey):
    item = submitted(osprey, mara)
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
    make_message(osprey, direction="out", source="mailbox", message_id=item.message_id.strip("<>"))
    make_message(osprey, direction="out", source="mailbox")
    make_message(osprey, direction="out", source="upload")
    make_message(osprey, direction="out", kind="automatic")
    make_message(osprey, direction="in")
    make_message(osprey, direction="out", sent_at=MONDAY - timedelta(days=8))

    found = this_week(acting(mara), MONDAY)

    assert found is not None
    assert (found.passed, found.elsewhere, found.imported) == (1, 1, 1)
