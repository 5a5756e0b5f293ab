"""What an email that waits says of its date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amity.gate import rules
from amity.gate.models import Item
from amity.gate.waiting import _since
from tests.builders import MONDAY


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (rules.SUBMITTED, "submitted 13 Nov"),
        (rules.HELD, "submitted 13 Nov"),
        (rules.RETURNED, "returned 15 Nov"),
        (rules.UNDELIVERED, "since 15 Nov"),
    ],
)
def test_it_names_what_happened_then(state, words):
    item = Item(state=state, submitted_at=MONDAY - timedelta(days=10), changed_at=MONDAY - timedelta(days=8))

    assert _since(item, timezone.localdate(MONDAY)) == words
