"""Take emails of clients, and remove them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from amity.accounts.models import Account
from amity.agency.queries import limit
from amity.audit import trail
from amity.mailbox import policy
from amity.mailbox.messages import attachments, outcomes, queries
from amity.mailbox.messages.former_contacts import without_erased
from amity.mailbox.messages.outcomes import Taken
from amity.mailbox.messages.parsing import ReadMail, Unreadable, read_mail
from amity.mailbox.messages.rules import AddressBook, Envelope, removal_key, wanted
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.messages.writing import Wanted, Writer
from amity.mailbox.models import Message, Removal, Thread
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


def take_message(
    *, by: Actor, raw: bytes, source: str, now: datetime, headers_only: bool = False, upload_id: int | None = None
) -> Taken:
    """Take one email if it is with a client whose account the actor can see. Not to be called in a transaction."""
    [taken] = take_messages(
        by=by, raws=[raw], source=source, now=now, headers_only=headers_only, upload_id=upload_id
    )  # fmt: skip
    return taken


def take_messages(
    *, by: Actor, raws: Iterable[bytes], source: str, now: datetime, headers_only: bool = False,
    upload_id: int | None = None, book: AddressBook | None = None,
    within: Callable[[Sequence[Taken]], None] = lambda taken: None, profile: Profile | None = None,
) -> list[Taken]:  # fmt: skip
    """Take some emails in one transaction, and return what became of each.

    The text is read and attachments are stored before it starts. `book` is what `queries.address_book` returned, for
    callers with many portions. `within` is called with what became of them before the transaction ends. `profile` is
    that of the mailbox, whose provider may vouch for senders.
    """
    book = book or queries.address_book(by)
    most = limit("mail.message_bytes")
    read = [_read(raw, now, most, headers_only=headers_only) for raw in raws]
    found = {number: mail for number, mail in enumerate(read) if isinstance(mail, ReadMail)}
    accounts = accounts_for(by, book, list(found.values()))
    chosen = [
        (number, Wanted(without_erased(mail, book), account, attachments.store(mail.parts, by=by, now=now)))
        for (number, mail), account in zip(found.items(), accounts, strict=True)
        if account is not None
    ]
    stored = [part for _number, one in chosen for part in one.stored]
    unmatched = Taken(outcomes.UNMATCHED)

    def of_all(written: Sequence[Taken]) -> list[Taken]:
        became = dict(zip((number for number, _one in chosen), written, strict=True))
        return [
            became.get(number, unmatched) if isinstance(mail, ReadMail) else mail for number, mail in enumerate(read)
        ]

    try:
        writer = Writer(by, book, source, now, upload_id, profile)
        return _write(writer, [one for _number, one in chosen], lambda written: _with(within, of_all(written)))
    finally:
        if stored:
            attachments.discard(stored)


def _with(act: Callable[[Sequence[Taken]], None], taken: list[Taken]) -> list[Taken]:
    act(taken)
    return taken


def _read(raw: bytes, now: datetime, most: int, *, headers_only: bool) -> ReadMail | Taken:
    if len(raw) > most:
        return Taken(outcomes.UNREADABLE, reason="size")
    try:
        return read_mail(raw, now, headers_only=headers_only)
    except Unreadable as fault:
        return Taken(outcomes.UNREADABLE, reason=fault.code)


def accounts_for(by: Actor, book: AddressBook, mails: Sequence[ReadMail]) -> list[int | None]:
    """Return whose each email is. One may continue a thread that began with another of them."""
    known = queries.threads_of(by, {value for mail in mails for value in mail.envelope.lineage})
    found: dict[int, int | None] = {}
    waiting = sorted(range(len(mails)), key=lambda number: str(mails[number].envelope.sent_at or ""))
    for _again in (1, 2):
        for number in [number for number in waiting if found.get(number) is None]:
            envelope = mails[number].envelope
            account = wanted(envelope, book, queries.known_account(envelope, known))
            found[number] = account
            if account is not None:
                for value in envelope.lineage:
                    known.setdefault(value, []).append(queries.Found(account, 0))
    return [found[number] for number in range(len(mails))]


@command
def _write(writer: Writer, some: Sequence[Wanted], ended: Callable[[Sequence[Taken]], list[Taken]]) -> list[Taken]:
    """Write emails while no one else adds to the same accounts, so that two copies don't begin two threads."""
    ids = sorted({one.account_id for one in some})
    list(Account.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    return ended(writer.write(some) if some else ())


@command
def remove_message(*, by: Actor, email_id: int, now: datetime) -> int | None:
    """Delete an email with its text and attachments. Return its thread, or None if that was its last email.

    No mailbox brings it back: only a digest of its id stays. The audit log says that an email was removed, not which.
    """
    message = queries.message_seen_by(by, email_id, lock=True)
    policy.may_remove(person_of(by), message.account).or_refuse()
    key = _key_of(message)
    Removal.objects.get_or_create(
        key=key, defaults={"account": message.account, "removed_by": by.label, "removed_at": now}
    )
    changes = {"direction": message.direction}
    trail.record("email.removed", subject=message.account, by=by, at=now, changes=changes)
    return delete([message.pk], {message.thread_id}).get(message.thread_id)


def delete(messages: Sequence[int], threads: Iterable[int]) -> dict[int, int]:
    """Delete messages in the caller's transaction, and their threads if no message is left. Return threads left."""
    attachments.delete_of(messages)
    Message.objects.filter(pk__in=messages).delete()
    left: dict[int, int] = {}
    for thread in Thread.objects.filter(pk__in=list(threads)):
        last = thread.messages.order_by("-sent_at", "-pk").first()
        if last is None:
            thread.delete()
            continue
        thread.last_at = last.sent_at
        thread.save(update_fields=["last_at"])
        left[thread.pk] = thread.pk
    return left


def _key_of(message: Message) -> str:
    return removal_key(Envelope(message_id=message.message_id), message.headers_digest)
