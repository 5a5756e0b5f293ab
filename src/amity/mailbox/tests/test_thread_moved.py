"""What was written in a conversation since someone began to write, by the client or by us, stops what goes to them."""

from datetime import timedelta
from typing import Any

import pytest

from amity.gate.checks.letters import findings_of
from amity.gate.decisions.commands import clear
from amity.gate.items.commands import revise, submit
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import read, submitted
from amity.mailbox.messages.queries import newest_from
from amity.mailbox.models import MessageAddress, Thread
from amity.mailbox.tests.making import make_message
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=5)


@pytest.fixture
def dana(osprey):
    """Return a contact who gets emails."""
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")


@pytest.fixture
def item(osprey, dana):
    """Return a quote of a project manager that waits to be cleared."""
    lars = make_person("Lars", roles.PROJECT_MANAGER)
    make_project(osprey, manager=lars)
    return submitted(osprey, lars, [dana], kind="quote")


@pytest.fixture
def answer(osprey, mara, dana):
    """Return a manager's email that answers Dana's, cleared and about to go."""
    asked = make_message(osprey, contact=dana, sent_at=MONDAY - timedelta(hours=1))
    return submitted(osprey, mara, [dana], subject="Our answer"), asked.thread


def ours(account, to, by, thread=None, **values):
    """Add an email of a colleague to a contact, a few minutes after the item was written."""
    thread = thread or Thread.objects.create(account=account, subject="Other matter", last_at=MONDAY)
    given: dict[str, Any] = {"direction": "out", "sent_at": LATER, "reply": "Done."} | values
    message = make_message(account, thread, **given)
    sender = message.addresses.get()
    sender.person, sender.name = by, by.name
    sender.save()
    MessageAddress.objects.create(message=message, place="to", position=0, contact=to, name=to.name, address=to.mail)
    return message


def found(item):
    return [one.title for one in findings_of(item).found if one.key.startswith("thread:")]


@pytest.mark.usefixtures("on_monday")
def test_roles_that_open_no_email_are_told_of_it_without_its_words(client, mara, osprey, dana, item):
    make_message(osprey, contact=dana, sent_at=LATER, reply="Please wait with the quote.")

    pages = {}
    for reader in (mara, make_person("Fiona", roles.FINANCE)):
        client.force_login(reader)
        pages[reader.name] = client.get(f"/going-out/{item.pk}/").content.decode()

    assert "Please wait with the quote." in pages[mara.name]
    assert "The client wrote since" in pages["Fiona"]
    assert "Please wait with the quote." not in pages["Fiona"]
    assert "/threads/" not in pages["Fiona"]


def test_an_email_that_came_since_stops_clearing_with_its_words(mara, osprey, dana, item):
    make_message(osprey, contact=dana, sent_at=LATER, reply="Please wait with the quote.")

    with pytest.raises(Invalid, match="wrote since"):
        clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=LATER)
    writers = (osprey.pk, frozenset({dana.pk}))
    heard = newest_from([writers])[writers]
    assert (heard.words, heard.who) == ("Please wait with the quote.", "Dana Whitlock")


@pytest.mark.parametrize(
    "email",
    [
        {"sent_at": MONDAY - timedelta(minutes=1)},
        {"sent_at": LATER, "kind": "automatic"},
    ],
)
def test_older_and_automatic_emails_stop_nothing(osprey, dana, item, email):
    make_message(osprey, contact=dana, **email)

    assert found(item) == []


def test_an_email_of_someone_else_there_stops_nothing(osprey, item):
    make_message(osprey, contact=osprey.contacts.create(name="Piotr", mail="p@osprey.example"), sent_at=LATER)

    assert found(item) == []


@pytest.mark.usefixtures("on_monday")
def test_a_reply_that_left_by_another_path_stops_the_answer_with_its_words(client, mara, osprey, dana, answer):
    item, thread = answer
    ours(osprey, dana, mara, thread, reply="You have it tomorrow.")

    assert release_due(lambda: LATER) == 0

    assert (read(item).state, item.steps.get(verb="stop").words) == ("held", "Another email has gone to them since")
    client.force_login(mara)
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert "You have it tomorrow." in page
    assert f"/threads/{thread.pk}/" in page
    assert item.body.splitlines()[0] in page


def test_a_reply_under_the_same_subject_stops_clearing_until_someone_explains(mara, osprey, dana, item):
    thread = Thread.objects.create(account=osprey, subject=item.subject.upper(), last_at=MONDAY)
    sent = ours(osprey, dana, mara, thread)
    values = {"by": acting(mara), "item_id": item.pk, "digest": item.digest, "now": LATER}

    with pytest.raises(Invalid, match="has gone to them since"):
        clear(**values)

    assert clear(**values, answers={f"thread:email:{sent.pk}": "That was only the date"}).state == "cleared"


@pytest.mark.parametrize("way", ["other matter", "older", "to someone else", "automatic"])
def test_emails_of_ours_that_change_nothing_stop_nothing(osprey, mara, dana, answer, way):
    item, thread = answer
    piotr = osprey.contacts.create(name="Piotr", mail="p@osprey.example")
    to = piotr if way == "to someone else" else dana
    values: dict[str, Any] = {"older": {"sent_at": MONDAY - timedelta(minutes=1)}, "automatic": {"kind": "automatic"}}
    ours(osprey, to, mara, None if way == "other matter" else thread, **values.get(way, {}))

    assert found(item) == []


def test_its_own_copy_in_sent_stops_nothing(osprey, mara, dana, answer):
    item, thread = answer
    ours(osprey, dana, mara, thread, message_id=item.message_id.strip("<>"))

    assert found(item) == []


def test_after_a_revision_the_reply_is_known(osprey, mara, dana, answer):
    item, thread = answer
    Item.objects.filter(pk=item.pk).update(state="held")
    ours(osprey, dana, mara, thread)
    assert found(read(item)) == ["Another email has gone to them since"]

    revised = revise(by=acting(mara), item_id=item.pk, now=LATER)
    again = submit(by=acting(mara), item_id=item.pk, version=revised.version, now=LATER)
    assert (again.state, found(read(item))) == ("cleared", [])

    ours(osprey, dana, mara, thread, sent_at=LATER + timedelta(minutes=1))
    assert found(read(item)) == ["Another email has gone to them since"]
