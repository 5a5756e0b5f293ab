"""Writing to the gate from a mail program: who may, to whom, and what becomes of it."""

import pytest

from amity.gate.models import Item
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.to_gate.commands import receive
from amity.mailbox.to_gate.rules import Addressed, addressed
from amity.outbox.models import Message
from amity.people import rules as roles
from tests.builders import MONDAY, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
SERVER = Profile("", "mx.agency.example")
VOUCHED = "Authentication-Results: mx.agency.example; dmarc=pass header.from={domain}\n"


@pytest.fixture
def cleo(osprey):
    return osprey.contacts.create(name="Cleo Client", mail="cleo@osprey.example")


def email(person, text="To: cleo@osprey.example\n\nHello Cleo,\n\nIt is ready.", number=1, vouched=True, headers=""):
    proof = VOUCHED.format(domain=person.mail.rpartition("@")[2]) if vouched else ""
    return (
        f"{proof}From: {person.name} <{person.mail}>\nTo: out@agency.example\nSubject: Banner ready\n"
        f"Message-ID: <{number}@agency.example>\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n{headers}\n{text}\n"
    ).encode()


def take(raw):
    return receive(raw, profile=SERVER, now=MONDAY).outcome


def answered(person):
    return [one.subject for one in Message.objects.filter(kind="to_gate", to=person.mail)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("To: a@x.example\n\nHello", Addressed(("a@x.example",), (), "Hello")),
        ("\nto: Ann <A@x.example>; b@x.example\nCc: c@x.example, a@x.example\nHello",
         Addressed(("a@x.example", "b@x.example"), ("c@x.example",), "Hello")),
        ("An: a@x.example\nHallo", Addressed(("a@x.example",), (), "Hallo")),
        ("Hello\nTo: a@x.example", Addressed((), (), "Hello\nTo: a@x.example")),
        ("To: Cleo\nHello", Addressed((), (), "To: Cleo\nHello")),
    ],
)  # fmt: skip
def test_only_the_first_lines_name_recipients(text, found):
    assert addressed(text) == found


def test_an_email_of_a_colleague_becomes_an_item_in_its_lane(mara, osprey, cleo):
    lars = make_person("Lars", roles.FINANCE)

    assert take(email(lars)) == "taken"

    item = Item.objects.get()
    assert (item.account, item.author, item.state, item.subject) == (osprey, lars, "submitted", "Banner ready")
    assert item.body == "Hello Cleo,\n\nIt is ready."
    assert [one.contact for one in item.recipients.all()] == [cleo]
    assert answered(lars) == ["Received: Banner ready"]


def test_the_same_email_is_taken_once(mara, cleo):
    assert [take(email(mara)), take(email(mara))] == ["taken", "known"]
    assert Item.objects.count() == 1
    assert len(answered(mara)) == 1


def test_an_unknown_sender_and_a_program_get_nothing(mara, cleo):
    stranger = make_person("Stranger")
    stranger.is_active = False
    stranger.save()

    assert take(email(stranger)) == "ignored"
    assert take(email(mara, headers="Auto-Submitted: auto-replied\n")) == "ignored"
    assert take(b"") == "ignored"
    assert not Item.objects.exists()
    assert not Message.objects.filter(kind="to_gate").exists()


@pytest.mark.parametrize(
    "proof",
    ["", "Authentication-Results: mx.agency.example; dmarc=fail header.from={domain}\n",
     "Authentication-Results: other.example; dmarc=pass header.from={domain}\n",
     "Authentication-Results: mx.agency.example; dmarc=pass header.from=evil.example\n"],
)  # fmt: skip
def test_a_sender_no_one_vouches_for_is_refused_with_an_answer(mara, cleo, proof):
    raw = proof.format(domain=mara.mail.rpartition("@")[2]).encode() + email(mara, vouched=False)

    assert take(raw) == "refused"
    assert answered(mara) == ["Not taken: Banner ready"]
    assert "DMARC" in Message.objects.get(kind="to_gate").body
    assert not Item.objects.exists()


def test_recipients_who_are_no_contacts_of_one_account_are_refused(mara, osprey, cleo):
    other = make_account("Calder", manager=mara)
    other.contacts.create(name="Marcus", mail="marcus@calder.example")
    for number, text in enumerate(
        ("Hello", "To: nobody@osprey.example\nHello", "To: cleo@osprey.example, marcus@calder.example\nHello")
    ):
        assert take(email(mara, text, number)) == "refused"
    assert "nobody@osprey.example" in Message.objects.filter(kind="to_gate").order_by("pk")[1].body
    assert not Item.objects.exists()


def test_a_contact_of_an_account_that_the_sender_does_not_see_is_refused(mara, cleo):
    assert take(email(make_person("Tim", roles.TEAM_MEMBER))) == "refused"


def test_what_a_check_stops_stays_a_draft_and_says_why(mara, osprey, cleo):
    from amity.accounts.models import Preference

    Preference.objects.create(
        account=osprey, attitude="never", scope="wording", text="No guarantees", basis="stated", stated_by=cleo,
        stated_on=MONDAY.date(), client_words="Never.", check_kind="phrase", check_value="guarantee", added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip

    assert take(email(mara, "To: cleo@osprey.example\nWe guarantee it.")) == "draft"
    assert Item.objects.get().state == "draft"
    assert answered(mara) == ["Saved as a draft: Banner ready"]


def test_documents_are_attached_and_one_that_is_refused_keeps_it_a_draft(mara, cleo):
    parts = (
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nTo: cleo@osprey.example\n'
        'Hello\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="{name}"\n\n'
        "{content}\n--b--"
    )
    good = parts.format(name="banner.pdf", content="%PDF-1.7 banner")
    head = email(mara, "", headers="MIME-Version: 1.0\n").decode().rstrip("\n") + "\n"

    assert take((head + good).encode()) == "taken"
    assert [one.file.name for one in Item.objects.get().files.all()] == ["banner.pdf"]
    bad = parts.format(name="tool.exe", content="MZ")
    head = head.replace("<1@", "<2@")
    assert take((head + bad).encode()) == "draft"
