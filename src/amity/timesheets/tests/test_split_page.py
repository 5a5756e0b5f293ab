"""The page of the standing split says what can be done with a week, and when."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from amity.timesheets.split import commands
from amity.timesheets.week.days import Week
from tests.builders import MONDAY, acting

WEEK = Week(date(2026, 11, 23))
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.fixture
def shared(mara, osprey):
    """Set Mara's share for Osprey to five hours a week."""
    commands.set_shares(by=acting(mara), shares={osprey.pk: 5 * 3600}, valid_from=date(2026, 11, 1), now=MONDAY)
    return osprey


@pytest.mark.parametrize(
    ("today", "week", "sentence"),
    [
        (25, "2026-W48", "You can confirm this week from its last working day, 27 Nov."),
        (27, "2026-W48", "Confirm your split to log this week’s time."),
        (27, "2026-W43", "You had no split in this week, so there is nothing to confirm."),
    ],
)
def test_the_page_says_when_a_week_can_be_confirmed(client, mara, shared, today, week, sentence):
    client.force_login(mara)
    with time_machine.travel(datetime(2026, 11, today, 12, tzinfo=UTC), tick=False):
        page = client.get(reverse("timesheets:split_week", args=[week])).text

    assert page.count(sentence) == 1
    assert ("Confirm your split" in page) == sentence.startswith("Confirm")
    assert ("Set your shares" in page, "Open week sheet" in page) == (False, "had no split" in sentence)


def test_the_page_says_that_a_week_is_confirmed(client, mara, shared):
    commands.confirm_split(by=acting(mara), week=WEEK, now=FRIDAY)
    client.force_login(mara)
    page = client.get(reverse("timesheets:split_week", args=[str(WEEK)])).text

    assert "Your split for this week is confirmed, and its time is logged." in page
    assert "Confirm your split" not in page
