"""Pure rules of emails: whose they are, which way they went, which thread they belong to, and what names them."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from amity.accounts.erasure.rules import NO_ADDRESSES, ErasedAddresses
from amity.mailbox.rules import IN, MOST_ID, OUT

SAME_SUBJECT_WITHIN: Final = timedelta(days=30)
"""An answer that names no email it answers belongs to the thread of its subject for so long."""
_ANSWER: Final = re.compile(
    r"\s*(?:\[extern(?:al|e)?\]\s*)?(?:re|aw|antw|antwort|sv|vs|rif|odp|rép|res|ynt)(?:\s?\[\d+\]|\(\d+\))?\s?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and an address, as an email writes them. The address is in lower case, or "" where it has none."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part after the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the headers of an email say. Ids are without angle brackets."""

    sender: Named | None = None
    to: tuple[Named, ...] = ()
    copied: tuple[Named, ...] = ()
    blind: tuple[Named, ...] = ()
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sent_at: datetime | None = None
    faults: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[Named, ...]:
        """Everyone whom it names, the sender first."""
        return (*((self.sender,) if self.sender else ()), *self.to, *self.copied, *self.blind)

    @property
    def lineage(self) -> tuple[str, ...]:
        """The ids that make it part of a thread: its own, and those it refers to, each once."""
        ids = (self.message_id, self.in_reply_to, *self.references)
        return tuple(dict.fromkeys(one for one in ids if one))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBook:
    """Whom the agency knows: contacts by address as pairs of account and contact, domains of accounts, colleagues.

    `erased` are the addresses of people who were erased.
    """

    contacts: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    domains: Mapping[str, int] = field(default_factory=dict)
    colleagues: Mapping[str, int] = field(default_factory=dict)
    own_domains: Collection[str] = ()
    erased: ErasedAddresses = NO_ADDRESSES

    def is_erased(self, named: Named) -> bool:
        """Return whether an address was erased, and no contact and no colleague has it now."""
        return (
            named.address not in self.contacts and named.address not in self.colleagues and named.address in self.erased
        )

    def is_ours(self, named: Named) -> bool:
        """Return whether an address is of our own team."""
        if named.address in self.colleagues:
            return True
        return named.address not in self.contacts and named.domain in self.own_domains

    def accounts_of(self, named: Named) -> list[int]:
        """Return the accounts to which an address belongs, by its contacts or else its domain."""
        if self.is_ours(named):
            return []
        if found := self.contacts.get(named.address):
            return [account for account, _contact in found]
        account = self.domains.get(named.domain)
        return [] if account is None else [account]

    def contact_of(self, named: Named, account_id: int) -> int | None:
        """Return the contact with an address at an account."""
        found = self.contacts.get(named.address, ())
        return next((contact for account, contact in found if account == account_id), None)


def wanted(envelope: Envelope, book: AddressBook, thread_account: int | None = None) -> int | None:
    """Return the account whose email it is, or None for an email that isn't taken.

    It is that of the thread it continues, else the sender's, else the first recipient's. Emails between colleagues are
    never taken, not even in a thread that is known. Neither are those with someone who was erased, and no one else.
    """
    everyone = [named for named in envelope.everyone if named.address and not book.is_erased(named)]
    if not everyone or all(book.is_ours(named) for named in everyone):
        return None
    if thread_account is not None:
        return thread_account
    named_accounts = [(named, book.accounts_of(named)) for named in everyone]
    for _named, accounts in named_accounts:
        if len(accounts) > 1:
            return _most_named(accounts, [found for _other, found in named_accounts])
        if accounts:
            return accounts[0]
    return None


def _most_named(accounts: Sequence[int], all_of_them: Iterable[Sequence[int]]) -> int:
    """Return which account of a contact at several the other people of the email are at most, else the first one."""
    counted = dict.fromkeys(sorted(accounts), 0)
    for found in all_of_them:
        if len(found) == 1 and found[0] in counted:
            counted[found[0]] += 1
    return max(counted, key=lambda account: counted[account])


def direction(envelope: Envelope, book: AddressBook) -> str:
    """Return which way an email went: out if one of us sent it."""
    return OUT if envelope.sender is not None and book.is_ours(envelope.sender) else IN


def is_answer(subject: str) -> bool:
    """Return whether a subject begins with Re or its like, in one of the languages of email programs."""
    return _ANSWER.match(subject) is not None


def same_people(envelope: Envelope, of_thread: Collection[str]) -> bool:
    """Return whether everyone in an email was in a thread already, and at least two of them."""
    addresses = {named.address for named in envelope.everyone if named.address}
    return len(addresses) > 1 and addresses <= set(of_thread)


def short_id(value: str) -> str:
    """Return a Message-ID without angle brackets and spaces. One that is too long becomes its digest."""
    found = "".join(value.split()).strip("<>")
    return found if len(found) <= MOST_ID else f"sha256:{hashlib.sha256(found.encode()).hexdigest()}"


def digests(envelope: Envelope, contents: Iterable[bytes]) -> tuple[str, str]:
    """Return the digest of an email's headers, and that of its headers and contents.

    Only headers that no mail server changes count, in one spelling: copies of an email in several mailboxes are equal.
    """
    sent_at = envelope.sent_at.isoformat() if envelope.sent_at else ""
    people = ("\x1f".join(named.address for named in some) for some in (envelope.to, envelope.copied))
    sender = envelope.sender.address if envelope.sender else ""
    parts = (envelope.message_id, sender, *people, sent_at, " ".join(envelope.subject.split()), *envelope.lineage)
    headers = hashlib.sha256("\x1e".join(parts).encode("utf-8", "replace"))
    of_headers = headers.hexdigest()
    for content in contents:
        headers.update(b"\x1e" + hashlib.sha256(b"\n".join(content.split())).digest())
    return of_headers, headers.hexdigest()


def removal_key(envelope: Envelope, of_headers: str) -> str:
    """Return what names an email that was removed, without telling anything about it."""
    return hashlib.sha256(f"removed {envelope.message_id or of_headers}".encode()).hexdigest()
