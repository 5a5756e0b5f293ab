"""Without a server of the agency and a mailbox of its author, an email is refused with the reason, not stored."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail

from amity.agency.models import Agency
from amity.gate.decisions import commands as decisions
from amity.gate.items.sentences import saved_sentence
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox.models import Message
from amity.outbox.sending import deliver
from amity.people import rules as roles
from amity.shared.errors import Invalid, Refused
from amity.waiting.queries import waiting_for
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


@pytest.fixture
def demo(settings, mara, osprey):
    """Make the agency a demo without a server, with an administrator."""
    Agency.objects.update_or_create(pk=1, defaults={"is_demo": True})
    settings.EMAIL_BACKEND = NONE
    return make_person("Adi", roles.ADMINISTRATOR)


@pytest.fixture
def stored(demo, mara, osprey):
    """Return an email of Mara's to two people that was cleared and that no server could send."""
    item = submitted(osprey, mara, [make_contact(osprey, "Dana"), make_contact(osprey, "Rhys")])
    release_due(lambda: MONDAY)
    return read(item)


def shown(client):
    """Return the messages on the page that the browser is led to, with their levels."""
    return [(one.level_tag, str(one)) for one in get_messages(client.get("/going-out/").wsgi_request)]


def test_what_cannot_leave_is_a_warning_that_names_the_administrator(client, demo, mara, osprey):
    client.force_login(mara)
    sent = {"nonce": "n" * 32, "to_ids": make_contact(osprey, "Dana").pk, "subject": "Banner", "text": "It is ready."}
    client.post(f"/accounts/{osprey.pk}/emails/write/", sent)

    ((level, sentence),) = shown(client)
    assert level == "warning"
    assert "it can’t leave: no email server is set up. Ask Adi to set one up." in sentence
    assert 'href="/going-out/not-delivered/"' in sentence


def test_who_clears_what_cannot_leave_is_warned_too(client, demo, mara, lars, osprey):
    one, other = submitted(osprey, lars), submitted(osprey, lars)
    client.force_login(mara)

    client.post(f"/going-out/{one.pk}/clear/", {"digest": one.digest})
    assert [level for level, _sentence in shown(client)] == ["warning"]

    client.post(f"/going-out/{other.pk}/opened/", {"digest": other.digest})
    client.post("/going-out/clear-opened/", {"read": f"{other.pk}:{other.digest}"})
    assert [level for level, _sentence in shown(client)] == ["warning"]


def test_it_waits_for_its_author_and_is_marked_as_sent_for_all_its_recipients(client, stored, mara):
    client.force_login(mara)
    (group,) = waiting_for(acting(mara), MONDAY, only="outgoing_lost")
    assert [(item.id, item.notes) for item in group.items] == [(stored.pk, ["not sent: no email server"])]
    tabs = {one.label: one.count for one in client.get("/going-out/").context["places"]}
    page = client.get("/going-out/not-delivered/").text
    assert tabs["Not delivered"] == 1
    assert "Send it from your own mailbox and mark it as sent, or ask Adi to set up an email server." in page
    assert "Send email" not in page, "there is no server yet"
    assert page.count("I sent this email") == 1

    client.post(f"/going-out/{stored.pk}/recipients/{stored.recipients.first().pk}/settle/", {"arrived": "1"})

    item = read(stored)
    assert (item.state, [one.message and one.message.state for one in item.recipients.all()]) == (
        "sent",
        ["sent", "sent"],
    )
    assert [step.verb for step in item.steps.order_by("-pk")[:2]] == ["by_hand", "by_hand"], "no server accepted it"
    assert not waiting_for(acting(mara), MONDAY, only="outgoing_lost")


def test_it_is_sent_once_there_is_a_server_and_not_before(client, stored, mara, settings):
    client.force_login(mara)
    address = f"/going-out/{stored.pk}/recipients/{stored.recipients.first().pk}/settle/"
    assert client.post(address, {"again": "1"}).status_code == 403

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "Send email" in client.get("/going-out/not-delivered/").text
    client.post(address, {"again": "1"})
    deliver(lambda: MONDAY + timedelta(minutes=1))

    assert read(stored).state == "sent"
    assert [one.recipients() for one in mail.outbox] == [["dana@client.example"], ["rhys@client.example"]]


def test_it_can_be_withdrawn(client, stored, mara):
    client.force_login(mara)
    assert "Withdraw email" in client.get(f"/going-out/{stored.pk}/").text

    client.post(f"/going-out/{stored.pk}/withdraw/")

    assert read(stored).state == "withdrawn"
    assert not waiting_for(acting(mara), MONDAY, only="outgoing_lost")


def test_the_administrator_reads_how_many_emails_have_no_server(client, stored, demo):
    client.force_login(demo)
    page = client.get("/today/")

    (figure,) = [one for one in page.context["instance"] if "view=kept" in one.address]
    assert (figure.label, figure.text, figure.note, figure.is_bad) == (
        "Emails not sent", "2", "No email server is set up", True,
    )  # fmt: skip
