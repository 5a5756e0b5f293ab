"""Reading a mailbox or a calendar again doesn't bring back someone who was erased."""

import pytest
from django.conf import settings

from amity.accounts.contacts.commands import ContactChanges, add_contact
from amity.accounts.erasure import addresses
from amity.accounts.erasure.commands import erase_contact
from amity.accounts.erasure.models import ErasedAddress, ErasureKey
from amity.accounts.models import Account, Contact, MailDomain
from amity.mailbox.messages import outcomes
from amity.mailbox.messages.commands import take_message
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import MAILBOX
from amity.mailbox.tests.letters import letter
from amity.meetings.models import Meeting, MeetingPerson
from amity.meetings.tests.making import event, make_calendar, take
from amity.people.models import Person
from amity.people.sign_in import sealed
from amity.shared.sealing import unseal
from tests.builders import MONDAY, acting, make_agency

pytestmark = pytest.mark.django_db
DANA, BO = "dana@osprey.example", "bo@osprey.example"
SENDER = f"Dana Whitlock <{DANA}>"


@pytest.fixture
def dana(osprey: Account) -> Contact:
    make_agency()
    MailDomain.objects.get_or_create(account=osprey, domain="osprey.example")
    return Contact.objects.create(account=osprey, name="Dana Whitlock", mail=DANA)


def erase(by: Person, contact: Contact) -> None:
    erase_contact(by=acting(by), contact_id=contact.pk, version=contact.version, now=MONDAY)


def read(by: Person, raw: bytes, *, headers_only: bool = False) -> str:
    return take_message(by=acting(by), raw=raw, source=MAILBOX, now=MONDAY, headers_only=headers_only).outcome


def test_the_address_is_stored_as_a_digest_that_names_nothing_else(mara: Person, dana: Contact) -> None:
    erase(mara, dana)

    assert [field.name for field in ErasedAddress._meta.concrete_fields] == ["digest"]
    assert DANA not in ErasedAddress.objects.get().digest
    sealed = ErasureKey.objects.get().sealed_key
    assert unseal(sealed) not in sealed
    assert "DANA@Osprey.example" in addresses.erased_addresses()
    assert BO not in addresses.erased_addresses()


def test_an_email_with_no_one_else_is_not_taken_again(mara: Person, dana: Contact) -> None:
    first = letter(SENDER, mara.mail or "", message_id="first@x")
    assert read(mara, first) == outcomes.TAKEN
    erase(mara, dana)

    assert read(mara, letter(SENDER, mara.mail or "")) == outcomes.UNMATCHED
    assert read(mara, letter(SENDER, mara.mail or "", answers="first@x")) == outcomes.UNMATCHED
    assert read(mara, first) == outcomes.UNMATCHED
    assert Message.objects.count() == 1


def test_an_email_with_others_is_taken_without_them(mara: Person, dana: Contact) -> None:
    erase(mara, dana)
    raw = letter(
        SENDER, mara.mail or "", cc=BO, subject="Dana Whitlock: map", text=f"Best, Dana Whitlock, {DANA}",
        html=f"<p>Dana Whitlock</p><p>{DANA}</p>",
    )  # fmt: skip

    assert read(mara, raw) == outcomes.TAKEN
    assert read(mara, raw) == outcomes.KNOWN

    message = Message.objects.get()
    texts = f"{message.subject} {message.thread.subject} {message.reply} {message.text} {message.html}"
    assert "Dana" not in texts
    assert DANA not in texts
    assert "Former contact" in message.text
    assert set(MessageAddress.objects.values_list("name", "address")) >= {("Former contact", ""), ("", BO)}
    assert not MessageAddress.objects.filter(address=DANA).exists()


def test_the_text_of_an_email_that_had_only_headers_comes_without_them(mara: Person, dana: Contact) -> None:
    raw = letter(SENDER, mara.mail or "", cc=BO, text=f"Dana Whitlock, {DANA}")
    read(mara, raw, headers_only=True)
    erase(mara, dana)

    assert read(mara, raw) == outcomes.COMPLETED
    assert Message.objects.get().text.strip() == "Former contact, …"


def test_an_event_that_is_read_again_names_no_one_who_was_erased(mara: Person, dana: Contact) -> None:
    calendar = make_calendar(mara)
    steering = event(guests=((DANA, "ACCEPTED"), (BO, "ACCEPTED"))).replace("CN=dana", "CN=Dana Whitlock")
    steering = steering.replace("SUMMARY:Steering group", "SUMMARY:Steering with Dana Whitlock")
    take(calendar, steering)
    erase(mara, dana)
    before = set(MeetingPerson.objects.values_list("contact", "name", "mail"))

    for _again in range(2):
        take(calendar, steering)

    assert Meeting.objects.get().title == "Steering with Former contact"
    assert set(MeetingPerson.objects.values_list("contact", "name", "mail")) == before
    take(calendar, steering, event(uid="new@tests", guests=((DANA, "ACCEPTED"),)))
    assert not MeetingPerson.objects.filter(mail=DANA).exists()


def test_an_address_that_is_entered_again_is_someone_known(mara: Person, osprey: Account, dana: Contact) -> None:
    erase(mara, dana)
    changes = ContactChanges(name="Dana Whitlock", mail=DANA)
    again = add_contact(by=acting(mara), account_id=osprey.pk, changes=changes, now=MONDAY)

    assert not ErasedAddress.objects.exists()
    assert read(mara, letter(SENDER, mara.mail or "")) == outcomes.TAKEN
    assert MessageAddress.objects.filter(contact=again, address=DANA).exists()


def test_an_address_that_another_contact_has_stays_known(mara: Person, dana: Contact) -> None:
    other = Account.objects.create(name="Other", currency="EUR", opened_at=MONDAY)
    Contact.objects.create(account=other, name="Dana Whitlock", mail=DANA)
    erase(mara, dana)

    assert not ErasedAddress.objects.exists()


def test_the_key_is_sealed_again_when_the_signing_key_is_rotated(
    mara: Person, dana: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    erase(mara, dana)
    former = settings.SECRET_KEY
    monkeypatch.setattr(settings, "SECRET_KEY", "n" * 50)
    assert DANA not in addresses.erased_addresses()

    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [former])
    assert sealed.reseal() == 0
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert DANA in addresses.erased_addresses()
