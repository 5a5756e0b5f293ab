"""Sharing: through the gate, within the push budget, and never twice to one person."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from amity.accounts.models import Contact
from amity.gate.items import commands as items
from amity.gate.models import Item, Recipient
from amity.gate.releases.commands import release
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.deliveries import record_sent
from amity.insights.shares import commands, queries, wording
from amity.insights.shares.commands import ShareFields
from amity.insights.shares.models import Received
from amity.insights.shares.rules import BUNDLE, HOLD, SEND, STORY_SHARE, Load, advice_for
from amity.insights.stories.models import Match
from amity.insights.tests.making import make_matches, make_source
from amity.outbox.composing import composed
from amity.outbox.models import Message
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

db = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WHY = "Westline sells twice as much in two languages."


@pytest.fixture
def cleo(osprey) -> Contact:
    return Contact.objects.create(account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["day_to_day"])


def share(by, match, *contacts):
    fields = ShareFields(so_what=WHY, contact_ids=tuple(one.pk for one in contacts))
    return commands.share_story(by=acting(by), match_id=match.pk, fields=fields, now=MONDAY)


def send(by, made) -> Item:
    """Submit the email of a share, and let it go as the gate does once the server accepted it."""
    item = write_about(by=acting(by), key=STORY_SHARE, subject_id=made.pk, now=MONDAY)
    items.submit(by=acting(by), item_id=item.pk, version=item.version, answers={}, now=MONDAY)
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
    item = Item.objects.get(pk=item.pk)
    for recipient in Recipient.objects.filter(item=item):
        record_sent(item, recipient, acting(by), MONDAY)
    return item


def advice(by, match, contact):
    return next(one for one in queries.readers_of(acting(by), match, MONDAY) if one.contact == contact)


@given(some.integers(0, 5), some.integers(0, 9), some.booleans(), some.booleans())
def test_a_used_budget_never_sends_and_a_story_that_they_had_never_goes(left, asked, waiting, conflict):
    load = Load(left=left, asked=asked, has_waiting=waiting, has_conflict=conflict)
    found = advice_for(load)

    assert found.way != SEND or left > 0
    assert (found.way == SEND) == (found.why == "")
    assert advice_for(Load(left=5, had_story=True)).way == HOLD


class TestThroughTheGate:
    pytestmark = db

    def test_the_email_has_what_it_means_for_them_first_and_then_the_story(self, osprey, mara, cleo):
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])

        item = write_about(
            by=acting(mara), key=STORY_SHARE, subject_id=share(mara, match, cleo).pk, now=MONDAY
        )  # fmt: skip

        assert (item.kind, item.subject) == ("insight", "Westline sells in two languages")
        assert item.body.index(WHY) < item.body.index("Westline sells in two languages (Rail Business Daily)")
        assert "https://news.example/" in item.body
        assert [one.contact for one in item.recipients.all()] == [cleo]
        assert Match.objects.get(pk=match.pk).state == "kept"

    def test_once_it_is_sent_the_story_is_shared_and_no_one_gets_it_again(self, osprey, mara, cleo):
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
        made = share(mara, match, cleo)
        item = send(mara, made)
        record_sent(item, item.recipients.get(), acting(mara), MONDAY)

        assert Match.objects.get(pk=match.pk).state == "shared"
        assert Received.objects.count() == 1
        with pytest.raises(Invalid):
            share(mara, match, cleo)

    def test_an_email_to_someone_who_has_the_story_is_blocked_whoever_they_are_added_by(self, osprey, mara, cleo):
        other = Contact.objects.create(account=osprey, name="Carl", mail="carl@osprey.example")
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
        send(mara, share(mara, match, cleo))
        again = write_about(by=acting(mara), key=STORY_SHARE, subject_id=share(mara, match, other).pk, now=MONDAY)
        Recipient.objects.create(item=again, contact=cleo, salt="s")

        with pytest.raises(Invalid) as refused:
            items.submit(by=acting(mara), item_id=again.pk, version=again.version, answers={}, now=MONDAY)

        assert refused.value.sentence == "Remove them from the recipients."

    def test_ten_good_stories_in_a_week_and_the_budget_goes_out(self, osprey, mara, cleo):
        matches = make_matches(make_source(osprey), [f"Story number {number} about rail" for number in range(10)])
        ways = []
        for match in matches:
            reader = advice(mara, match, cleo)
            ways.append((reader.advice.way, wording.why(reader)))
            if reader.advice.way == SEND:
                send(mara, share(mara, match, cleo))

        assert [way for way, _why in ways] == [SEND] * 5 + [HOLD] * 5
        assert ways[5][1].startswith("Push budget used. The next one is free on ")

    def test_beyond_the_budget_it_joins_what_waits_for_them_anyway(self, osprey, mara, cleo):
        matches = make_matches(make_source(osprey), [f"Story number {number} about rail" for number in range(6)])
        for match in matches[:5]:
            send(mara, share(mara, match, cleo))
        item = write_about(by=acting(mara), key=STORY_SHARE, subject_id=share(mara, matches[5], cleo).pk, now=MONDAY)
        items.submit(
            by=acting(mara), item_id=item.pk, version=item.version, answers={}, now=MONDAY
        )  # fmt: skip
        (other,) = make_matches(make_source(osprey), ["One more story"])

        assert advice(mara, other, cleo).advice.way == BUNDLE

    def test_mail_programs_offer_a_way_out(self, osprey, mara, cleo):
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
        item = write_about(by=acting(mara), key=STORY_SHARE, subject_id=share(mara, match, cleo).pk, now=MONDAY)
        items.submit(by=acting(mara), item_id=item.pk, version=item.version, answers={}, now=MONDAY)
        release(item_id=item.pk, now=MONDAY)

        message = Message.objects.get(release_id=item.pk)

        assert composed(message, None).extra_headers["List-Unsubscribe"].startswith(f"<mailto:{mara.mail}?")

    def test_what_came_back_is_recorded(self, osprey, mara, cleo, client):
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
        send(mara, share(mara, match, cleo))
        client.force_login(mara)

        client.post(reverse("insights:record_outcome", args=[Received.objects.get().pk]), {"outcome": "useful"})
        page = client.get(reverse("insights:insights"), {"tab": "shared"}).content.decode()

        assert Received.objects.get().outcome == "useful"
        assert "Cleo Client" in page

    def test_the_form_leads_to_the_email_and_says_who_should_wait(self, osprey, mara, cleo, client):
        (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
        client.force_login(mara)
        address = reverse("insights:share_story", args=[match.pk])

        page = client.get(address).content.decode()
        given = {"so_what": WHY, "contact_ids": str(cleo.pk), "nonce": "n" * 32}
        answer = client.post(address, given, follow=True)

        assert "Push budget: 5 of 5 left this week" in page
        assert WHY in answer.content.decode()
        assert answer.context["form"].prepared.key == STORY_SHARE
