"""Write read emails as rows, in the caller's transaction: each finds its copy, its thread and its people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from amity.accounts.models import Contact
from amity.mailbox.messages import attachments, outcomes, queries
from amity.mailbox.messages.attachments import StoredPart
from amity.mailbox.messages.folding import reply_of
from amity.mailbox.messages.outcomes import Taken
from amity.mailbox.messages.parsing import ReadMail
from amity.mailbox.messages.queries import Found, in_portions
from amity.mailbox.messages.rules import (
    SAME_SUBJECT_WITHIN,
    AddressBook,
    direction,
    is_answer,
    removal_key,
    same_people,
)
from amity.mailbox.messages.vouching import Profile, vouches
from amity.mailbox.models import Message, MessageAddress, MessageFile, MessageReference, Removal, Thread
from amity.mailbox.rules import BCC, CC, FROM, IN, OUT, TO
from amity.shared.actor import Actor
from amity.shared.text.subjects import matter

MOST_SENT = 30
"""Messages of ours in a thread whose lines are left out of an answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A read email, whose it is, and its stored attachments."""

    mail: ReadMail
    account_id: int
    stored: Sequence[StoredPart]


class Writer:
    """Writes some emails, and knows the threads it has made for those before."""

    def __init__(
        self, by: Actor, book: AddressBook, source: str, now: datetime, upload_id: int | None,
        profile: Profile | None = None,
    ) -> None:  # fmt: skip
        self.by, self.book, self.source, self.now, self.upload_id = by, book, source, now, upload_id
        self.profile = profile

    def write(self, some: Sequence[Wanted]) -> list[Taken]:
        """Write emails, oldest first, and return what became of each in the order they were given."""
        self.addresses: list[MessageAddress] = []  # begun again here, because a deadlock runs this twice
        self.references: list[MessageReference] = []
        self.files: list[MessageFile] = []
        self.threads: dict[int, Thread] = {}
        self.later: set[int] = set()  # threads with a newer email
        self.sent: dict[int, list[str]] = {}
        lineages = {value for one in some for value in one.mail.envelope.lineage}
        self.known = defaultdict(list, queries.threads_of(self.by, lineages))
        self.here = _copies(some)
        keys = {removal_key(one.mail.envelope, one.mail.headers_digest) for one in some}
        self.removed = {
            key
            for values in in_portions(sorted(keys))
            for key in Removal.objects.filter(key__in=values).values_list("key", flat=True)
        }
        order = sorted(range(len(some)), key=lambda number: some[number].mail.envelope.sent_at or self.now)
        taken = {number: self._one(some[number]) for number in order}
        Thread.objects.bulk_update([self.threads[pk] for pk in sorted(self.later)], ["last_at"])
        MessageAddress.objects.bulk_create(self.addresses)
        MessageReference.objects.bulk_create(self.references)
        MessageFile.objects.bulk_create(self.files)
        return [taken[number] for number in range(len(some))]

    def _one(self, wanted: Wanted) -> Taken:
        mail = wanted.mail
        if removal_key(mail.envelope, mail.headers_digest) in self.removed:
            return Taken(outcomes.REMOVED)
        copies = self.here[mail.envelope.message_id]
        same = next((copy for copy in copies if _is_same(copy, mail)), None)
        if same is None:
            return self._new(wanted)
        if not same.vouched and self._vouches(mail):
            same.vouched = True
            same.save(update_fields=["vouched"])
        if same.headers_only and not mail.headers_only and same.emptied_at is None:
            self._fill(same, wanted)
            same.save()
            self.files += attachments.rows_of(same, wanted.stored)
            return Taken(outcomes.COMPLETED, same.pk, same.thread_id)
        return Taken(outcomes.KNOWN, same.pk, same.thread_id)

    def _new(self, wanted: Wanted) -> Taken:
        mail = wanted.mail
        envelope, way = mail.envelope, direction(mail.envelope, self.book)
        sent_at = envelope.sent_at or self.now
        thread = self._thread(wanted, sent_at)
        message = Message(
            thread=thread, account_id=wanted.account_id, upload_id=self.upload_id, direction=way, source=self.source,
            message_id=envelope.message_id, headers_digest=mail.headers_digest, in_reply_to=envelope.in_reply_to,
            subject=envelope.subject, sent_at=sent_at, taken_at=self.now, vouched=self._vouches(mail),
        )  # fmt: skip
        self._fill(message, wanted)
        message.save(force_insert=True)
        self._name(message, wanted)
        self.here[envelope.message_id].append(message)
        for value in envelope.lineage:
            self.references.append(MessageReference(message=message, account_id=wanted.account_id, value=value))
            self.known[value].append(Found(wanted.account_id, thread.pk))
        if way == OUT and thread.pk in self.sent:
            self.sent[thread.pk].append(message.reply)
        return Taken(outcomes.TAKEN, message.pk, thread.pk)

    def _vouches(self, mail: ReadMail) -> bool:
        sender = mail.envelope.sender
        return sender is not None and vouches(self.profile, mail.authentication, sender.address)

    def _fill(self, message: Message, wanted: Wanted) -> None:
        """Set what the content of an email says."""
        mail = wanted.mail
        message.kind, message.digest, message.headers_only = mail.kind, mail.digest, mail.headers_only
        message.text, message.html, message.faults = mail.text, mail.html, list(mail.faults)
        message.reply = reply_of(mail.text, self._sent_in(message) if message.direction == IN else ())

    def _sent_in(self, message: Message) -> Iterable[str]:
        """Return what we wrote in the thread of a message."""
        if message.thread_id not in self.sent:
            found = Message.objects.filter(thread=message.thread_id, direction=OUT).order_by("-sent_at", "-pk")
            self.sent[message.thread_id] = list(found.values_list("reply", flat=True)[:MOST_SENT])
        return self.sent[message.thread_id]

    def _name(self, message: Message, wanted: Wanted) -> None:
        envelope = wanted.mail.envelope
        self.files += attachments.rows_of(message, wanted.stored)
        sender = (envelope.sender,) if envelope.sender else ()
        for place, people in ((FROM, sender), (TO, envelope.to), (CC, envelope.copied), (BCC, envelope.blind)):
            for position, named in enumerate(people):
                colleague = self.book.colleagues.get(named.address)
                contact = None if colleague else self.book.contact_of(named, wanted.account_id)
                self.addresses.append(
                    MessageAddress(
                        message=message, place=place, position=position, name=named.name, address=named.address,
                        person_id=colleague, contact_id=contact,
                    )
                )  # fmt: skip

    def _thread(self, wanted: Wanted, sent_at: datetime) -> Thread:
        """Return the thread of an email: of an id they share, else of the same matter and people, else a new one."""
        account, envelope = wanted.account_id, wanted.mail.envelope
        ids = {
            found.thread_id for value in envelope.lineage for found in self.known[value] if found.account_id == account
        }
        if ids:
            thread = self._joined(sorted(ids))
        else:
            subject = matter(envelope.subject)
            found = self._of_subject(wanted, subject, sent_at)
            thread = found or Thread.objects.create(account_id=account, subject=subject, last_at=sent_at)
            self.threads[thread.pk] = thread
        if sent_at > thread.last_at:
            thread.last_at = sent_at
            self.later.add(thread.pk)
        return thread

    def _joined(self, ids: Sequence[int]) -> Thread:
        """Return the first of some threads, with the messages of the others. They answer each other after all."""
        first = self._read(ids[0])
        for other in map(self._read, ids[1:]):
            Message.objects.filter(thread=other).update(thread=first)
            first.project = first.project or other.project
            first.last_at = max(first.last_at, other.last_at)
            self.sent.pop(first.pk, None)
            self.later.discard(other.pk)
            other.delete()
        if len(ids) > 1:
            first.save()
            for value, found in self.known.items():
                self.known[value] = [
                    Found(one.account_id, first.pk if one.thread_id in ids else one.thread_id) for one in found
                ]
        return first

    def _read(self, thread_id: int) -> Thread:
        if thread_id not in self.threads:
            self.threads[thread_id] = Thread.objects.select_related("project").get(pk=thread_id)
        return self.threads[thread_id]

    def _of_subject(self, wanted: Wanted, subject: str, sent_at: datetime) -> Thread | None:
        envelope = wanted.mail.envelope
        if not subject or envelope.in_reply_to or envelope.references or not is_answer(envelope.subject):
            return None
        since, until = sent_at - SAME_SUBJECT_WITHIN, sent_at + SAME_SUBJECT_WITHIN
        found = Thread.objects.filter(account=wanted.account_id, subject=subject, last_at__range=(since, until))
        for thread in found.order_by("-last_at", "-pk")[:5]:
            named = MessageAddress.objects.filter(message__thread=thread).values_list("address", flat=True)
            waiting = [one.address for one in self.addresses if one.message.thread_id == thread.pk]
            if same_people(envelope, {*named, *waiting}):
                return thread
        return None


def _copies(some: Sequence[Wanted]) -> defaultdict[str, list[Message]]:
    """Return the messages that are here already under the ids of some emails, by id."""
    found: defaultdict[str, list[Message]] = defaultdict(list)
    with_id = sorted({one.mail.envelope.message_id for one in some} - {""})
    for values in in_portions(with_id):
        for message in Message.objects.filter(message_id__in=values):
            found[message.message_id].append(message)
    bare = sorted({one.mail.headers_digest for one in some if not one.mail.envelope.message_id})
    for values in in_portions(bare):
        found[""] += Message.objects.filter(message_id="", headers_digest__in=values)
    return found


def _is_same(copy: Message, mail: ReadMail) -> bool:
    if copy.headers_only or mail.headers_only:
        return copy.headers_digest == mail.headers_digest
    return copy.digest == mail.digest


def link_address(contact: Contact) -> None:
    """Name a contact in the emails of their account that had only their address, now that it is known whose it is."""
    rows = MessageAddress.objects.filter(address=contact.mail.lower(), contact=None, person=None)
    rows.filter(message__account=contact.account_id).update(contact=contact)
