"""Emails are taken if they are with a client, once, into the thread they continue."""

from datetime import timedelta

import pytest

from amity.accounts.models import MailDomain
from amity.agency.editions import keeping
from amity.agency.models import Limit
from amity.audit import trail
from amity.files.models import StoredFile
from amity.mailbox.messages import outcomes
from amity.mailbox.messages.commands import remove_message, take_message, take_messages
from amity.mailbox.messages.retention import empty_old
from amity.mailbox.models import Message, MessageAddress, MessageFile, Thread
from amity.mailbox.tests.letters import letter
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", mail="Dana@osprey.example")


@pytest.fixture
def take(mara, dana):
    def taken(raw, by=mara, **more):
        return take_message(by=acting(by), raw=raw, source="upload", now=MONDAY, **more)

    return taken


def test_an_email_of_a_contact_is_taken_with_whom_it_names(take, dana, mara, osprey):
    taken = take(letter(text="Can we have six more stations?"))

    message = Message.objects.get()
    assert (taken.outcome, taken.message_id) == (outcomes.TAKEN, message.pk)
    assert (message.account, message.direction, message.subject) == (osprey, "in", "Station map")
    assert message.reply == "Can we have six more stations?"
    named = MessageAddress.objects.order_by("pk").values_list("place", "contact", "person")
    assert list(named) == [("from", dana.pk, None), ("to", None, mara.pk)]


def test_an_email_to_a_contact_went_out(take):
    take(letter("Mara <mara@halden.example>", "Dana <dana@osprey.example>"))

    assert Message.objects.get().direction == "out"


@pytest.mark.parametrize(
    ("sender", "to"),
    [("Ann <ann@elsewhere.example>", "mara@halden.example"), ("tim@halden.example", "mara@halden.example"), ("", "")],
)
def test_an_email_that_is_not_with_a_client_is_not_taken(take, tim, sender, to):
    raw = letter(sender or "x@y.example", to or "z@y.example")

    assert take(raw).outcome == outcomes.UNMATCHED
    assert not Message.objects.exists()


def test_someone_of_the_clients_domain_counts_as_the_client(take, osprey):
    MailDomain.objects.create(account=osprey, domain="osprey.example")

    assert take(letter("New Person <new@osprey.example>")).outcome == outcomes.TAKEN


def test_a_stranger_who_answers_in_a_known_thread_is_taken(take):
    take(letter(message_id="first@x"))

    taken = take(letter("Ann <ann@printers.example>", answers="first@x", subject="Re: Station map"))

    assert taken.outcome == outcomes.TAKEN
    assert Thread.objects.get().messages.count() == 2


def test_colleagues_among_themselves_are_never_taken_even_in_a_known_thread(take, tim):
    take(letter(message_id="first@x"))

    assert take(letter("tim@halden.example", "mara@halden.example", answers="first@x")).outcome == outcomes.UNMATCHED


def test_the_same_email_from_two_mailboxes_is_one(take, ada):
    raw = letter(message_id="once@x")

    take(raw)
    again = take(b"Received: by another server; Mon, 23 Nov 2026 09:00:01 +0000\r\n" + raw, by=ada)

    assert again.outcome == outcomes.KNOWN
    assert Message.objects.count() == 1


def test_another_email_under_the_same_id_is_another_one(take):
    take(letter(message_id="once@x", text="The price is 10,000."))
    take(letter(message_id="once@x", text="The price is 100,000."))

    assert Message.objects.count() == 2


def test_an_email_with_headers_only_gets_its_text_later(take):
    raw = letter(message_id="head@x", text="Later")
    head = take(raw, headers_only=True)
    assert (Message.objects.get().headers_only, Message.objects.get().reply) == (True, "")

    assert take(raw).outcome == outcomes.COMPLETED
    assert take(raw, headers_only=True).outcome == outcomes.KNOWN

    message = Message.objects.get()
    assert (message.pk, message.headers_only, message.reply) == (head.message_id, False, "Later")


def test_answers_that_arrive_before_what_they_answer_join_its_thread(mara, dana):
    raws = [
        letter(message_id="third@x", references="first@x second@x", sent_at=MONDAY + timedelta(hours=2)),
        letter(message_id="other@x", subject="Something else"),
        letter(message_id="second@x", answers="first@x", sent_at=MONDAY + timedelta(hours=1)),
        letter(message_id="first@x"),
    ]
    for raw in raws:
        take_message(by=acting(mara), raw=raw, source="upload", now=MONDAY)

    assert sorted(thread.messages.count() for thread in Thread.objects.all()) == [1, 3]


def test_threads_of_one_portion_are_the_same_as_one_by_one(mara, dana):
    raws = [
        letter(message_id="b@x", answers="a@x", sent_at=MONDAY + timedelta(hours=1)),
        letter("Ann <ann@printers.example>", message_id="c@x", answers="b@x", sent_at=MONDAY + timedelta(hours=2)),
        letter(message_id="a@x"),
    ]
    taken = take_messages(by=acting(mara), raws=raws, source="upload", now=MONDAY)

    assert [one.outcome for one in taken] == [outcomes.TAKEN] * 3
    assert Thread.objects.get().messages.count() == 3


def test_two_threads_that_an_email_answers_both_become_one(take):
    take(letter(message_id="a@x", subject="Map"))
    take(letter(message_id="b@x", subject="Stations"))
    assert Thread.objects.count() == 2

    take(letter(references="a@x b@x", subject="Re: Map"))

    assert Thread.objects.get().messages.count() == 3


@pytest.mark.parametrize(
    ("subject", "days", "cc", "threads"),
    [
        ("AW: Station map", 29, "", 1),
        ("Station map", 2, "", 2),
        ("Re: Station map", 31, "", 2),
        ("Re: Station map", 2, "ann@printers.example", 2),
    ],
)
def test_an_answer_without_ids_belongs_to_its_subject_and_people_for_a_month(take, subject, days, cc, threads):
    take(letter(sent_at=MONDAY - timedelta(days=days)))
    take(letter("mara@halden.example", "dana@osprey.example", subject=subject, cc=cc))

    assert Thread.objects.count() == threads


def test_with_several_accounts_it_is_the_threads_then_the_senders_then_the_first_recipients(take, mara, osprey):
    bank = make_account("Bank", manager=mara)
    bank.contacts.create(name="Ben", mail="ben@bank.example")

    def account_of(**values):
        return Message.objects.get(pk=take(letter(**values)).message_id).account

    assert account_of(sender="ben@bank.example", to="dana@osprey.example", message_id="of-bank@x") == bank
    assert account_of(sender="mara@halden.example", to="dana@osprey.example, ben@bank.example") == osprey
    assert account_of(sender="dana@osprey.example", to="ben@bank.example", answers="of-bank@x") == bank


def test_no_one_adds_emails_to_an_account_they_do_not_see(take):
    stranger = make_person("Stranger")

    assert take(letter(), by=stranger).outcome == outcomes.UNMATCHED


def test_what_we_sent_before_is_left_out_of_an_answer(take):
    take(letter("mara@halden.example", "dana@osprey.example", message_id="ours@x", text="We launch on 17 February."))
    taken = take(letter(answers="ours@x", text="Fine with us.\n\nWe launch on 17 February.\nDana"))

    assert Message.objects.get(pk=taken.message_id).reply == "Fine with us.\n\nDana"


def test_a_removed_email_is_gone_for_good_and_no_mailbox_brings_it_back(take, mara, osprey):
    raw = letter(message_id="gone@x")
    taken = take(raw)

    assert remove_message(by=acting(mara), email_id=taken.message_id, now=MONDAY) is None

    assert not Message.objects.exists()
    assert not Thread.objects.exists()
    assert take(raw).outcome == outcomes.REMOVED
    assert "email.removed" in trail.actions_on(osprey)


def test_only_those_who_answer_for_the_account_remove_an_email(take, piet, site, tim):
    taken = take(letter(cc="tim@halden.example"))

    with pytest.raises(Refused):
        remove_message(by=acting(tim), email_id=taken.message_id, now=MONDAY)
    with pytest.raises(NotSeen):
        remove_message(by=acting(make_person("Stranger")), email_id=taken.message_id, now=MONDAY)


def test_who_sees_an_email(take, mara, ada, piet, tim, fina, site):
    message = Message.objects.get(pk=take(letter()).message_id)

    def seen_by(person):
        return Message.objects.visible_to(person).filter(pk=message.pk).exists()

    assert [seen_by(person) for person in (mara, ada, piet)] == [True] * 3
    assert [seen_by(person) for person in (tim, fina, make_person("Stranger"))] == [False] * 3

    other = make_person("Otto", "project_manager")
    site.account.projects.create(name="Other", manager=other, opened_at=MONDAY)
    message.thread.project = site
    message.thread.save()
    assert (seen_by(piet), seen_by(other)) == (True, False)


def test_attachments_are_stored_by_kind_and_others_are_named(take, settings):
    boundary = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nSee both\r\n--b\r\n'
        b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../etc/plan.pdf"\r\n\r\n%PDF-1.7'
        b'\r\n--b\r\nContent-Disposition: attachment; filename="run.exe"\r\n\r\nMZ\x90\x00\r\n--b--\r\n'
    )
    head = b"From: dana@osprey.example\r\nTo: mara@halden.example\r\nMessage-ID: <files@x>\r\nSubject: Plan\r\n"

    take(head + boundary)
    assert take(head + boundary).outcome == outcomes.KNOWN

    found = [(row.name, row.refusal, row.file is not None) for row in MessageFile.objects.order_by("position")]
    assert found == [("plan.pdf", "", True), ("run.exe", "kind", False)]
    assert StoredFile.objects.count() == 1


def test_texts_are_deleted_after_the_months_of_the_agency_and_whom_they_name_stays(take, mara):
    old = Message.objects.get(pk=take(letter(sent_at=MONDAY - timedelta(days=70))).message_id)
    new = Message.objects.get(pk=take(letter(sent_at=MONDAY - timedelta(days=50))).message_id)

    assert empty_old(MONDAY) == 0
    Limit.objects.create(name="mail.months", value=2)
    keeping.clear()
    assert empty_old(MONDAY) == 1

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.text, old.reply, old.html, old.emptied_at, new.text != "") == ("", "", "", MONDAY, True)
    assert old.addresses.count() == 2
