"""What happened since someone wrote: another email of ours, a message of the client, an email that was lost."""

from datetime import timedelta

import pytest

from amity.gate import hooks
from amity.gate.checks.letters import findings_of
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, read, submitted, undelivered
from amity.outbox.models import Message
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def release(after):
    return release_due(lambda: MONDAY + after)


def test_another_item_of_the_conversation_that_left_first_stops_it(mara, osprey):
    dana, late = make_contact(osprey, "Dana"), MONDAY + timedelta(minutes=5)
    waits = submitted(osprey, mara, [dana], subject="Banner", send_at=late)
    other = submitted(osprey, mara, [dana], subject="Report", send_at=late)
    first = submitted(osprey, mara, [dana], subject="AW: banner", body="It is ready.")
    assert release(timedelta(minutes=1)) == 1
    assert read(first).state == "released"

    assert release(timedelta(minutes=5)) == 1

    assert [read(one).state for one in (waits, other)] == ["held", "released"]
    finding = next(one for one in findings_of(read(waits)).blocks if one.key == f"thread:item:{first.pk}")
    assert (finding.quote, finding.who, finding.address) == ("It is ready.", "Mara", f"/going-out/{first.pk}/")
    decisions.clear(
        by=acting(mara), item_id=waits.pk, digest=waits.digest, now=late, answers={finding.key: "This adds the price"}
    )
    assert release(timedelta(minutes=6)) == 1


@pytest.mark.parametrize("way", ["refused", "to someone else", "withdrawn"])
def test_an_item_that_did_not_reach_them_stops_nothing(way, mara, osprey):
    dana, jana = make_contact(osprey, "Dana"), make_contact(osprey, "Jana")
    waits = submitted(osprey, mara, [dana], subject="Banner", send_at=MONDAY + timedelta(minutes=5))
    other = submitted(osprey, mara, [jana if way == "to someone else" else dana], subject="Banner")
    if way == "withdrawn":
        items.withdraw(by=acting(mara), item_id=other.pk, now=MONDAY)
    release(timedelta(minutes=1))
    if way == "refused":
        Message.objects.filter(release_id=other.pk).update(state="failed")
        Item.objects.filter(pk=other.pk).update(state="undelivered")

    assert (release(timedelta(minutes=5)), read(waits).state) == (1, "released")


def test_a_revision_knows_the_newest_message_of_the_client(mara, osprey, monkeypatch):
    item = submitted(osprey, mara, send_at=MONDAY + timedelta(minutes=5))
    first, second = (
        hooks.Heard(f"mail:{number}", "Please wait", "Dana", MONDAY + timedelta(minutes=number)) for number in (1, 2)
    )
    monkeypatch.setattr(hooks, "newest_messages", [lambda groups: dict.fromkeys(groups, first)])
    assert (item.known_message, release(timedelta(minutes=5)), read(item).state) == ("", 0, "held")

    revised = items.revise(by=acting(mara), item_id=item.pk, now=MONDAY)
    assert (revised.known_message, read(item).known_message) == ("mail:1", "mail:1")
    items.submit(by=acting(mara), item_id=item.pk, version=revised.version, now=MONDAY)
    monkeypatch.setattr(hooks, "newest_messages", [lambda groups: dict.fromkeys(groups, second)])
    assert (release(timedelta(minutes=5)), read(item).steps.latest("pk").words) == (0, "The client wrote since")

    revised = items.revise(by=acting(mara), item_id=item.pk, now=MONDAY)
    items.submit(by=acting(mara), item_id=item.pk, version=revised.version, now=MONDAY)
    assert (release(timedelta(minutes=6)), read(item).state) == (1, "released")


def test_what_was_not_delivered_is_a_card_of_its_sender_alone(client, mara, ada, osprey):
    item = undelivered(osprey, mara, [make_contact(osprey, "Dana")])
    client.force_login(mara)
    page = client.get("/waiting/").content.decode()

    assert "Emails not delivered" in page
    assert 'href="/going-out/not-delivered/"' in page
    assert item.subject in page
    client.force_login(ada)
    assert item.subject not in client.get("/waiting/").content.decode()
    client.force_login(mara)
    client.post(f"/going-out/{item.pk}/recipients/{item.recipients.get().pk}/settle/", {"arrived": "1"})
    assert "Emails not delivered" not in client.get("/waiting/").content.decode()
