"""Without a server of the agency and a mailbox of its author, an email is refused with the reason, not stored."""

from datetime import timedelta

import pytest

from amity.agency.models import Agency
from amity.gate.decisions import commands as decisions
from amity.gate.items.sentences import saved_sentence
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
NONE = "django.core.mail.backends.console.EmailBackend"
LARS = "Lars has no mailbox connected, and the agency has no email server."
MARA = LARS.replace("Lars", "Mara")
PAGE = "/settings/me/mailboxes/"


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def item(settings, mara, lars, osprey):
    """Return an email that waits to be cleared. The agency has no server."""
    settings.EMAIL_BACKEND = NONE
    return submitted(osprey, lars)


def test_it_is_not_cleared_and_the_page_has_the_reason(client, mara, item):
    client.force_login(mara)
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert LARS in page
    assert "Connect your mailbox" not in page, "the mailbox is the author’s to connect"

    answer = client.post(f"/going-out/{item.pk}/clear/", {"digest": item.digest})

    assert answer.status_code == 403
    assert f"{LARS} Nothing was sent." in answer.content.decode()
    assert (read(item).state, Message.objects.count()) == ("submitted", 0)


def test_its_author_is_led_to_their_mailboxes(client, lars, item):
    client.force_login(lars)

    page = client.get(f"/going-out/{item.pk}/").content.decode()

    assert LARS in page
    assert f'<a href="{PAGE}">Connect your mailbox</a>' in page


def test_whoever_writes_reads_it_before_they_submit(client, mara, osprey, settings):
    client.force_login(mara)
    address = f"/accounts/{osprey.pk}/emails/write/"
    assert MARA not in client.get(address).content.decode()

    settings.EMAIL_BACKEND = NONE

    page = client.get(address).content.decode()
    assert MARA in page
    assert "Connect your mailbox" in page


def test_a_lane_that_sends_at_once_refuses_it_and_it_stays_a_draft(mara, osprey, settings):
    settings.EMAIL_BACKEND = NONE

    with pytest.raises(Invalid, match="no mailbox connected"):
        submitted(osprey, mara, [make_contact(osprey, "Dana")])
    assert list(Item.objects.values_list("state", flat=True)) == ["draft"]


def test_a_server_that_is_gone_by_then_holds_it_with_the_reason(mara, lars, osprey, settings):
    item = submitted(osprey, lars, send_at=MONDAY + timedelta(hours=1))
    decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)
    settings.EMAIL_BACKEND = NONE

    assert release_due(lambda: MONDAY + timedelta(hours=1)) == 0

    assert (read(item).state, read(item).steps.latest("pk").words) == ("held", LARS)
    with pytest.raises(Refused, match="no mailbox connected"):
        decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)


def test_in_a_demo_it_is_cleared_and_stored(client, mara, item):
    Agency.objects.update_or_create(pk=1, defaults={"is_demo": True})
    client.force_login(mara)
    assert LARS not in client.get(f"/going-out/{item.pk}/").content.decode()

    decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)
    release_due(lambda: MONDAY)

    assert (read(item).state, Message.objects.get().state) == ("stored", "kept")


def test_a_demo_without_a_server_says_before_and_after_that_it_only_saves(client, mara, osprey, settings):
    Agency.objects.update_or_create(pk=1, defaults={"is_demo": True})
    settings.EMAIL_BACKEND = NONE
    client.force_login(mara)

    page = client.get(f"/accounts/{osprey.pk}/emails/write/").content.decode()

    assert "No email server is set up. Amity saves this email, but can’t send it." in page
    assert "Goes as soon as you submit it." not in page
    sent = submitted(osprey, mara, [make_contact(osprey, "Dana")])
    assert saved_sentence(read(sent)) == "Email submitted. It can’t be sent: no email server is set up."
    release_due(lambda: MONDAY)
    gone = client.get(f"/going-out/{sent.pk}/").content.decode()
    assert "Saved, not sent: no email server is set up" in gone
    assert "Released" not in gone


def test_the_list_names_recipients_and_counts_what_was_only_stored_as_not_sent(client, mara, item):
    Item.objects.filter(pk=item.pk).update(state="stored")
    client.force_login(mara)

    page = client.get("/going-out/all/?whose=all")
    tabs = {link.url.partition("view=")[2].partition("&")[0]: link.count for link in page.context["tabs"]}

    assert (tabs["gone"], tabs["not_sent"]) == (0, 1)
    names = [one.name or one.contact.name for one in item.recipients.all()]
    assert names
    assert all(name in page.text for name in names)
    assert "Recipients" in [head.column.label for head in page.context["headings"]]
