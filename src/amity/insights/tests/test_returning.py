"""What comes back by email on shared stories: replies by themselves, and who wants no more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts.models import Contact, Preference
from amity.accounts.preferences.commands import withdraw_preference
from amity.audit.models import Record
from amity.gate.bundles.commands import bundle
from amity.gate.items import commands as items
from amity.gate.models import Item, Recipient
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.deliveries import record_sent
from amity.insights.shares import commands, queries
from amity.insights.shares.models import OptOut, Received
from amity.insights.shares.returning import take_returned
from amity.insights.shares.rules import HOLD, SEND, STOPPED, STORY_SHARE
from amity.insights.tests.making import make_matches, make_source
from amity.insights.tests.test_sharing import send, share
from amity.mailbox.tests.making import make_message
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
LATER = MONDAY + timedelta(hours=3)


@pytest.fixture
def cleo(osprey) -> Contact:
    return Contact.objects.create(account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["day_to_day"])


@pytest.fixture
def sent(osprey, mara, cleo) -> Item:
    (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    return send(mara, share(mara, match, cleo))


def reply_id(item: Item) -> str:
    return Item.objects.get(pk=item.pk).message_id.strip("<>")


def test_a_reply_is_recorded_once_and_leads_to_the_email(osprey, mara, cleo, sent, client):
    Item.objects.filter(pk=sent.pk).update(message_id="<story-1@agency.example>")
    make_message(osprey, contact=cleo, in_reply_to="another@agency.example")
    first = make_message(osprey, contact=cleo, in_reply_to=reply_id(sent))
    make_message(osprey, contact=cleo, in_reply_to=reply_id(sent))

    assert take_returned(LATER) == 1
    assert take_returned(LATER) == 0

    received = Received.objects.get()
    assert (received.outcome, received.reply) == ("replied", first)
    client.force_login(mara)
    page = client.get(reverse("insights:insights"), {"tab": "shared"}).content.decode()
    assert f'<a href="{reverse("mailbox:thread", args=[first.thread_id])}">Replied</a>' in page
    assert Record.objects.filter(action="story.replied", actor_label="Cleo Client").count() == 1


def test_a_reply_to_a_bundle_answers_every_story_in_it(osprey, mara, cleo):
    first, second = make_matches(make_source(osprey), ["Westline sells in two languages", "Fares rise in January"])
    parts = [write_about(by=acting(mara), key=STORY_SHARE, subject_id=share(mara, one, cleo).pk, now=MONDAY)
             for one in (first, second)]  # fmt: skip
    for item in parts:
        items.submit(by=acting(mara), item_id=item.pk, version=item.version, answers={}, now=MONDAY)
    read = [(one.pk, one.digest) for one in Item.objects.filter(pk__in=[item.pk for item in parts]).order_by("pk")]
    whole = bundle(by=acting(mara), read=read, now=MONDAY)
    Item.objects.filter(pk=whole.pk).update(message_id="<both@agency.example>", sent_at=MONDAY)
    record_sent(Item.objects.get(pk=whole.pk), Recipient.objects.get(item=whole), acting(mara), MONDAY)
    reply = make_message(osprey, contact=cleo, in_reply_to="both@agency.example")

    assert take_returned(LATER) == 2

    assert [(one.outcome, one.reply) for one in Received.objects.order_by("pk")] == [("replied", reply)] * 2


def test_what_someone_recorded_stays(osprey, mara, cleo, sent):
    Item.objects.filter(pk=sent.pk).update(message_id="<story-1@agency.example>")
    commands.record_outcome(by=acting(mara), received_id=Received.objects.get().pk, outcome="useful", now=MONDAY)
    make_message(osprey, contact=cleo, in_reply_to=reply_id(sent))

    take_returned(LATER)

    assert Received.objects.get().outcome == "useful"
    assert Received.objects.get().reply is not None


def test_a_reply_of_someone_else_is_not_theirs(osprey, cleo, sent):
    Item.objects.filter(pk=sent.pk).update(message_id="<story-1@agency.example>")
    other = Contact.objects.create(account=osprey, name="Carl", mail="carl@osprey.example")
    make_message(osprey, contact=other, in_reply_to=reply_id(sent))

    assert take_returned(LATER) == 0
    assert Received.objects.get().outcome == ""


def test_who_unsubscribes_gets_no_story_until_the_preference_is_withdrawn(osprey, mara, cleo, sent):
    make_message(osprey, contact=cleo, subject="Unsubscribe")
    (match,) = make_matches(make_source(osprey), ["A second story about rail"])
    begun = write_about(by=acting(mara), key=STORY_SHARE, subject_id=share(mara, match, cleo).pk, now=MONDAY)

    assert take_returned(LATER) == 1
    assert take_returned(LATER) == 0

    kept = Preference.objects.get()
    assert (kept.holder, kept.attitude, kept.text) == (cleo, "never", "No more stories by email")
    (reader,) = queries.readers_of(acting(mara), match, LATER)
    assert (reader.advice.way, reader.advice.why) == (HOLD, STOPPED)
    with pytest.raises(Invalid, match="unsubscribed"):
        share(mara, match, cleo)
    with pytest.raises(Invalid) as refused:
        items.submit(by=acting(mara), item_id=begun.pk, version=begun.version, answers={}, now=LATER)
    assert refused.value.sentence == "Remove them from the recipients."

    withdraw_preference(by=acting(mara), preference_id=kept.pk, version=kept.version, because="Asked for it", now=LATER)
    assert take_returned(LATER) == 0
    Recipient.objects.all().delete()
    (reader,) = queries.readers_of(acting(mara), match, LATER)
    assert reader.advice.way == SEND
    assert OptOut.objects.count() == 1


def test_an_email_about_unsubscribing_from_something_else_changes_nothing(osprey, cleo, sent):
    make_message(osprey, contact=cleo, subject="Unsubscribe rates of our newsletter")

    assert take_returned(LATER) == 0
    assert not Preference.objects.exists()
