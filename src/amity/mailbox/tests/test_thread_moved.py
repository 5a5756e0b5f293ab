"""An email of the client that came since someone began to write stops what goes to them."""

from datetime import timedelta

import pytest

from amity.gate.checks.letters import findings_of
from amity.gate.decisions.commands import clear
from amity.gate.tests.making import submitted
from amity.mailbox.messages.queries import newest_from
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
        {"sent_at": LATER, "direction": "out"},
    ],
)
def test_older_automatic_and_own_emails_stop_nothing(osprey, dana, item, email):
    make_message(osprey, contact=dana, **email)

    assert found(item) == []


def test_an_email_of_someone_else_there_stops_nothing(osprey, item):
    make_message(osprey, contact=osprey.contacts.create(name="Piotr", mail="p@osprey.example"), sent_at=LATER)

    assert found(item) == []
