"""Releases: what is due leaves once, what changed is held, and what wasn't delivered waits for a person."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from amity.audit import trail
from amity.gate import hooks, queries
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.models import Item, LaneSetting
from amity.gate.releases import commands, deliveries
from amity.gate.tests.making import BODY, make_contact, read, submitted
from amity.notifications.models import Notification
from amity.outbox import commands as outbox
from amity.outbox import filing, sending
from amity.outbox import rules as outgoing
from amity.outbox.hooks import NotFiled
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


def release(after=timedelta()):
    return commands.release_due(lambda: MONDAY + after)


def deliver(after=timedelta()):
    sent = sending.deliver(lambda: MONDAY + after)
    filing.file_accepted(lambda: MONDAY + after)
    return sent


def broken(monkeypatch, fault):
    def send(self, fail_silently=False):
        raise fault

    monkeypatch.setattr(mail.EmailMessage, "send", send)


def test_each_recipient_gets_one_email_which_shows_all_of_them(mara, osprey):
    dana, jana = make_contact(osprey, "Dana Whitlock"), make_contact(osprey, "Jana Roth")
    item = submitted(osprey, mara, [dana], cc_ids=(jana.pk,), subject="Banner ready")

    assert (release(), release(), deliver(), deliver()) == (1, 0, 2, 0)

    assert [one.recipients() for one in mail.outbox] == [["dana.whitlock@client.example"], ["jana.roth@client.example"]]
    first = mail.outbox[0].message()
    assert first["To"] == "Dana Whitlock <dana.whitlock@client.example>"
    assert first["Cc"] == "Jana Roth <jana.roth@client.example>"
    assert "Mara, Halden" in first["From"]
    assert first["Reply-To"] == "Mara <mara@halden.example>"
    assert {one.message()["Message-ID"] for one in mail.outbox} == {read(item).message_id}
    now = read(item)
    assert (now.state, now.sent_at) == ("sent", MONDAY)
    assert trail.actions_on(item) == ["outgoing.written", "outgoing.submitted", "outgoing.released", "outgoing.sent"]
    assert list(Message.objects.values_list("state", "filing")) == [("sent", "none")] * 2


def test_nothing_goes_before_its_time(mara, osprey):
    item = submitted(osprey, mara, send_at=MONDAY + timedelta(hours=5))

    assert (release(timedelta(hours=4)), read(item).state) == (0, "cleared")
    assert (release(timedelta(hours=5)), read(item).state) == (1, "released")


def test_a_client_gets_nothing_that_was_not_released(mara, osprey):
    item = submitted(osprey, mara)
    address = item.recipients.get().address
    for release_id, to in ((0, address), (item.pk, address), (item.pk, "other@x.example")):
        sent = outgoing.Release(release_id, "<a@b>")
        with pytest.raises(Refused, match="cleared first"):
            outbox.queue(audience="client", kind="email", to=to, subject="s", body="b", now=MONDAY, release=sent)


@pytest.mark.parametrize("changed", [{"subject": "Other"}, {"body": "Other"}])
def test_an_item_that_is_not_what_was_cleared_is_held(changed, mara, osprey):
    item = submitted(osprey, mara)
    Item.objects.filter(pk=item.pk).update(**changed)

    assert release() == 0
    assert read(item).state == "held"
    assert trail.actions_on(item)[-1] == "outgoing.stopped"
    assert not Message.objects.exists()


@pytest.mark.parametrize("changed", [{"subject": "Other"}, {"body": "Other"}, {"to": "other@x.example"}])
def test_an_email_changed_after_its_release_does_not_leave(changed, mara, osprey):
    item = submitted(osprey, mara)
    release()
    Message.objects.update(**changed)

    assert (deliver(), len(mail.outbox)) == (0, 0)
    assert read(item).state == "undelivered"


def test_the_checks_run_again_at_release(mara, osprey, monkeypatch):
    gone, thread = submitted(osprey, mara), submitted(osprey, mara)
    contact = gone.recipients.get().contact
    contact.is_active = False
    contact.save()
    writers = (osprey.pk, frozenset(one.contact_id for one in thread.recipients.all()))
    message = hooks.Heard("mail:7", "Please wait", "Dana", MONDAY)
    monkeypatch.setattr(hooks, "newest_messages", [lambda groups: {one: message for one in groups if one == writers}])

    assert release() == 0
    assert [read(one).state for one in (gone, thread)] == ["held", "held"]
    assert {one.steps.get(verb="stop").words for one in (gone, thread)} == {
        "Archived contact",
        "The client wrote since",
    }
    assert "didn’t go" in Notification.objects.filter(person=mara).latest("pk").text


def test_what_was_not_stopped_goes_and_ten_minutes_late_it_asks(mara, lars, osprey):
    LaneSetting.objects.create(kind="email", author="others", lane="unless")
    goes, late = submitted(osprey, lars), submitted(osprey, lars, now=MONDAY - timedelta(minutes=30))

    assert release(timedelta(minutes=59)) == 0
    assert read(late).state == "held", "it was due after thirty minutes, and no worker was there for 29"
    assert release(timedelta(minutes=60)) == 1
    assert [read(one).state for one in (goes, late)] == ["released", "held"]


def test_the_stand_in_is_asked_about_what_is_past_its_time(mara, ada, lars, osprey):
    item = submitted(osprey, lars)
    release(timedelta(minutes=241))
    release(timedelta(minutes=242))

    assert read(item).asked_again == ada
    assert list(queries.waiting_for(acting(ada), MONDAY)) == [item]
    assert Notification.objects.filter(person=ada).count() == 1
    decisions.clear(by=acting(ada), item_id=item.pk, digest=item.digest, now=MONDAY)


def test_an_unknown_email_waits_for_a_person_and_is_sent_again_with_the_same_id(mara, osprey, monkeypatch):
    item = submitted(osprey, mara)
    release()
    with monkeypatch.context() as broken_server:
        broken(broken_server, smtplib.SMTPServerDisconnected("gone"))
        deliver()
    assert (read(item).state, deliver(timedelta(days=1))) == ("undelivered", 0)
    assert list(queries.undelivered(acting(mara))) == [item]
    one = item.recipients.get()

    commands.resend(by=acting(mara), item_id=item.pk, recipient_id=one.pk, now=MONDAY)

    assert (read(item).state, deliver(), read(item).state) == ("released", 1, "sent")
    assert mail.outbox[0].message()["Message-ID"] == item.message_id
    with pytest.raises(Refused):
        commands.confirm(by=acting(mara), item_id=item.pk, recipient_id=one.pk, now=MONDAY)


def test_a_person_confirms_that_an_unknown_email_arrived(mara, osprey, monkeypatch):
    item = submitted(osprey, mara)
    release()
    broken(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    deliver()

    commands.confirm(by=acting(mara), item_id=item.pk, recipient_id=item.recipients.get().pk, now=MONDAY)

    assert (read(item).state, deliver(timedelta(days=1))) == ("sent", 0)
    assert "outgoing.confirmed" in trail.actions_on(item)


def test_one_refused_address_does_not_stop_the_others(mara, osprey, monkeypatch):
    item = submitted(osprey, mara, [make_contact(osprey, "Bad"), make_contact(osprey, "Good")])
    release()
    send = mail.EmailMessage.send

    def refusing(self, fail_silently=False):
        if self.recipients() == ["bad@client.example"]:
            raise smtplib.SMTPRecipientsRefused({"bad": (550, b"5.1.1 no such user")})
        return send(self, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", refusing)
    deliver()

    assert read(item).state == "undelivered"
    assert [one.recipients() for one in mail.outbox] == [["good@client.example"]]
    assert "550 5.1.1 no such user" in Message.objects.get(to="bad@client.example").last_error


def test_a_changed_address_is_not_sent_to_again(mara, osprey, monkeypatch):
    dana = make_contact(osprey, "Dana")
    item = submitted(osprey, mara, [dana])
    release()
    broken(monkeypatch, smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}))
    deliver()
    dana.mail = "new@client.example"
    dana.save()

    with pytest.raises(Refused, match="new email"):
        commands.resend(by=acting(mara), item_id=item.pk, recipient_id=item.recipients.get().pk, now=MONDAY)


def test_a_header_in_subject_or_text_stays_text(mara, osprey):
    item = submitted(
        osprey, mara, subject="Hi\r\nBcc: x@evil.example", body="Hello\r\nBcc: x@evil.example\r\n\r\n.\r\nQUIT"
    )
    release()
    deliver()

    sent = mail.outbox[0]
    assert (item.subject, sent.recipients()) == ("Hi Bcc: x@evil.example", [item.recipients.get().address])
    assert sent.message()["Bcc"] is None
    assert str(sent.body).startswith("Hello\nBcc: x@evil.example\n\n.\nQUIT\n\nYou can also find this")


def test_a_name_with_a_header_stays_a_name(mara, osprey):
    dana = make_contact(osprey, "Dana", mail="dana@client.example")
    item = submitted(osprey, mara, [dana])
    item.recipients.update(name='Dana "X" <evil@x.example>, Y')
    one = item.recipients.get()
    assert deliveries.is_released(item.pk, one.address) is False
    assert release() == 0, "a name that was changed after submitting isn’t what was cleared"


def test_what_was_accepted_and_not_filed_is_filed_later(mara, osprey, monkeypatch):
    submitted(osprey, mara)
    release()
    tries: list[int] = []

    def file(message):
        tries.append(message.pk)
        if len(tries) == 1:
            raise NotFiled("unreached")
        return True

    monkeypatch.setattr("amity.outbox.hooks.filing", [file])

    deliver()
    assert list(Message.objects.values_list("state", "filing", "filing_fault")) == [("sent", "", "unreached")]
    deliver(timedelta(minutes=1))

    assert (Message.objects.get().filing, len(mail.outbox)) == ("filed", 1)


def test_an_author_pulls_back_before_it_goes(mara, osprey):
    item = submitted(osprey, mara, send_at=MONDAY + timedelta(hours=1))
    decisions.pull_back(by=acting(mara), item_id=item.pk, now=MONDAY)

    assert (release(timedelta(hours=2)), read(item).state) == (0, "held")
    assert read(item).clear_by == MONDAY + timedelta(minutes=240), "someone is asked about it, and later the stand-in"
    assert items.revise(by=acting(mara), item_id=item.pk, now=MONDAY).state == "draft"


def test_an_attachment_goes_with_the_email(mara, osprey):
    from amity.gate.tests.making import make_item

    item = make_item(osprey, mara, body=BODY)
    file = items.FILES.store(by=acting(mara), name="banner.pdf", chunks=[b"%PDF-1.7 banner"], now=MONDAY)
    items.attach_file(by=acting(mara), item_id=item.pk, file_id=file.pk, now=MONDAY)
    items.submit(by=acting(mara), item_id=item.pk, version=read(item).version, now=MONDAY)
    release()
    deliver()

    assert [(one.filename, one.content) for one in mail.outbox[0].attachments] == [("banner.pdf", b"%PDF-1.7 banner")]
