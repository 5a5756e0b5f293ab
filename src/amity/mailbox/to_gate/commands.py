"""Take an email to the gate: its author must be one of ours, vouched for, and write to contacts of one account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.gate.items import commands as items
from amity.gate.items.fields import ItemFields
from amity.gate.models import Item
from amity.gate.rules import FILES_MOST
from amity.mailbox.bounces.commands import record_bounce
from amity.mailbox.bounces.rules import looks_bounced
from amity.mailbox.messages.parsing import Part, ReadMail, Unreadable, read_mail
from amity.mailbox.messages.vouching import Profile, vouches
from amity.mailbox.rules import ORDINARY
from amity.mailbox.to_clear.replies import answers_listing, take_reply
from amity.mailbox.to_gate import answers
from amity.mailbox.to_gate.models import ToGate
from amity.mailbox.to_gate.rules import (
    ANSWERED,
    BOUNCED,
    CLEARED,
    DRAFT,
    IGNORED,
    KNOWN,
    REFUSED,
    TAKEN,
    Addressed,
    addressed,
)
from amity.mailbox.to_status import replies as to_status
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refusal, Refused
from amity.status.asks.queries import answers_ask


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an email to the gate."""

    outcome: str
    item_id: int | None = None


def receive(raw: bytes, *, profile: Profile, now: datetime) -> Received:
    """Take an email to the gate, and answer its author. The same email is taken once."""
    if looks_bounced(raw) and record_bounce(raw, now):
        return Received(BOUNCED)
    try:
        mail = read_mail(raw, now)
    except Unreadable:
        return Received(IGNORED)
    sender = mail.envelope.sender
    person = Person.objects.filter(mail__iexact=sender.address, is_active=True).first() if sender else None
    if sender is None or person is None or mail.kind != ORDINARY:
        return Received(IGNORED)
    by = actor_for(person, "mail")
    if ToGate.objects.filter(key=_key(mail)).exists():
        return Received(KNOWN)
    vouched = vouches(profile, mail.authentication, sender.address)
    if answers_listing(mail):
        cleared = take_reply(person=person, mail=mail, key=_key(mail), vouched=vouched, now=now)
        return Received({True: CLEARED, False: REFUSED, None: KNOWN}[cleared])
    if answers_ask(to_status.referred(mail)):
        answered = to_status.take_reply(person=person, mail=mail, key=_key(mail), vouched=vouched, now=now)
        return Received({True: ANSWERED, False: REFUSED, None: KNOWN}[answered])
    try:
        if not vouched:
            raise Refused(_("Your email server didn’t confirm that it comes from you (DMARC)."))
        item = _written(by=by, person=person, mail=mail, now=now)
    except Refusal as fault:
        return _refused(person=person, mail=mail, sentence=fault.sentence, now=now)
    if item is None:
        return Received(KNOWN)
    return _submitted(by, person, item, _attached(by, item, mail.parts, now), now)


def _key(mail: ReadMail) -> str:
    return (mail.envelope.message_id or f"digest:{mail.digest}")[:300]


@command
def _refused(*, person: Person, mail: ReadMail, sentence: str, now: datetime) -> Received:
    """Answer once, also if the same email comes again."""
    try:
        with transaction.atomic():
            ToGate.objects.create(key=_key(mail), person=person, at=now)
    except IntegrityError:
        return Received(KNOWN)
    answers.refused(person, mail.envelope.subject, sentence, now)
    return Received(REFUSED)


@command
def _written(*, by: Actor, person: Person, mail: ReadMail, now: datetime) -> Item | None:
    """Write the draft and record the email in one transaction, or return None if someone else just did."""
    found = addressed(mail.text)
    account, contacts = _people(person, found)
    fields = ItemFields(
        subject=mail.envelope.subject, body=found.text,
        to_ids=tuple(contacts[address] for address in found.to),
        cc_ids=tuple(contacts[address] for address in found.copies),
    )  # fmt: skip
    try:
        with transaction.atomic():
            taken = ToGate.objects.create(key=_key(mail), person=person, at=now)
    except IntegrityError:
        return None
    item = items.write_item(by=by, account_id=account.pk, fields=fields, now=now)
    taken.item = item
    taken.save(update_fields=["item"])
    return item


def _people(person: Person, found: Addressed) -> tuple[Account, dict[str, int]]:
    """Return the one account whose contacts all recipients are, and their ids by address."""
    wanted = {*found.to, *found.copies}
    if not found.to:
        raise Refused(_("Begin your email with a line such as “To: cleo@client.com”, which names the recipients."))
    rows = Contact.objects.filter(
        mail__in=wanted, is_active=True, account__in=Account.objects.visible_to(person).values("pk")
    )  # fmt: skip
    by_account: dict[int, dict[str, int]] = {}
    for contact in rows.order_by("pk"):
        by_account.setdefault(contact.account_id, {})[contact.mail.lower()] = contact.pk
    whole = [pk for pk, known in by_account.items() if wanted <= known.keys()]
    if not whole:
        known = {address for some in by_account.values() for address in some}
        missing = ", ".join(sorted(wanted - known)) or _("they belong to different accounts")
        raise Refused(_("These aren’t contacts of one of your accounts: %(addresses)s.") % {"addresses": missing})
    if len(whole) > 1:
        raise Refused(_("These contacts belong to more than one account. Write this email in Amity."))
    return Account.objects.get(pk=whole[0]), by_account[whole[0]]


def _attached(by: Actor, item: Item, parts: Sequence[Part], now: datetime) -> list[str]:
    """Attach the documents of an email, and return the names of those that can't be."""
    refused = []
    for number, part in enumerate(parts):
        if number >= FILES_MOST:
            refused.append(part.name)
            continue
        try:
            file = items.FILES.store(by=by, name=part.name, chunks=[part.content], now=now)
            items.attach_file(by=by, item_id=item.pk, file_id=file.pk, now=now)
        except Refusal:
            refused.append(part.name)
    return refused


def _submitted(by: Actor, person: Person, item: Item, missing: Sequence[str], now: datetime) -> Received:
    """Submit the item unless a document is missing. What can't be submitted stays a draft of its author."""
    sentence = ""
    if missing:
        sentence = _("These files couldn’t be attached: %(names)s.") % {"names": ", ".join(missing)}
    else:
        try:
            item = items.submit(by=by, item_id=item.pk, version=item.version, now=now)
        except Refusal as fault:
            sentence = fault.sentence
    _answer(person=person, item=item, sentence=sentence, now=now)
    return Received(DRAFT if sentence else TAKEN, item.pk)


@command
def _answer(*, person: Person, item: Item, sentence: str, now: datetime) -> None:
    answers.taken(person, item, sentence, now)
