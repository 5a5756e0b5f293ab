"""A story is raised on a call that is near, instead of being sent."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts.models import Contact
from amity.conversations.models import PassOn
from amity.insights.shares.calls import raise_story, soon_calls
from amity.insights.stories.models import Match
from amity.insights.tests.making import make_matches, make_source
from amity.meetings.tests.making import make_meeting
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WHY = "Westline sells twice as much in two languages."


@pytest.fixture
def cleo(osprey) -> Contact:
    return Contact.objects.create(account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["day_to_day"])


@pytest.fixture
def match(osprey) -> Match:
    (found,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    return found


@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (2, True), (3, False)])
def test_a_call_is_soon_up_to_two_working_days_after_today(osprey, mara, cleo, match, days, is_soon):
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY + timedelta(days=days, hours=1))
    assert bool(soon_calls(acting(mara), match, [cleo], MONDAY)) == is_soon


def test_on_a_friday_tuesday_is_soon(osprey, mara, cleo, match):
    friday = MONDAY + timedelta(days=4)
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY + timedelta(days=8, hours=1))
    assert len(soon_calls(acting(mara), match, [cleo], friday)) == 1


def test_raising_it_needs_one_press_and_shows_before_the_call(client, osprey, mara, cleo, match):
    meeting = make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY + timedelta(days=1))
    client.force_login(mara)
    address = reverse("insights:share_story", args=[match.pk])
    assert "Next call with" in client.get(address).content.decode()

    client.post(address, {"so_what": WHY, "meeting_id": str(meeting.pk), "nonce": "n" * 32})

    row = PassOn.objects.get()
    assert (row.contact, row.due_on) == (cleo, (MONDAY + timedelta(days=1)).date())
    assert row.text == f"Westline sells in two languages: {WHY}"
    assert Match.objects.get(pk=match.pk).state == "kept"
    before = client.get(reverse("conversations:before_meeting", args=[meeting.pk])).content.decode()
    assert row.text in before


def test_only_a_call_of_this_client_that_has_not_ended_takes_it(osprey, mara, cleo, match):
    other = make_account("Larkfield", manager=mara)
    dan = Contact.objects.create(account=other, name="Dan", mail="dan@larkfield.example")
    elsewhere = make_meeting(other, people=[mara], contacts=[dan])
    over = make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY - timedelta(hours=3))
    for meeting in (elsewhere, over):
        with pytest.raises(Invalid):
            raise_story(by=acting(mara), match_id=match.pk, meeting_id=meeting.pk, so_what="", now=MONDAY)
    assert not PassOn.objects.exists()
