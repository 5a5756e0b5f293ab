"""Queries for emails, as far as the actor can see them, and for whom the agency knows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Exists, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.erasure.addresses import erased_addresses
from amity.accounts.models import Contact, MailDomain
from amity.accounts.of_person import of_seen_accounts
from amity.accounts.rules import PUBLIC_MAIL
from amity.gate.hooks import Heard, Writers
from amity.mailbox.messages.rules import AddressBook, Envelope
from amity.mailbox.models import Message, MessageAddress, MessageFile, MessageQuerySet, MessageReference
from amity.mailbox.rules import FROM, IN, ORDINARY
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared, many

Value = TypeVar("Value")
EMAIL: Final = "email:"
"""How a reference to an email begins."""
MOST_VALUES = 500
"""Values of a condition. SQLite takes no more than some thousands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thread in which an id is known."""

    account_id: int
    thread_id: int


def messages_seen_by(by: Actor) -> MessageQuerySet:
    """Return the messages the actor can see, with their thread and account."""
    return Message.objects.visible_to(person_of(by)).select_related("account", "thread__project")


def newest_from(groups: Collection[Writers]) -> Mapping[Writers, Heard]:
    """Return the newest email that each group of contacts wrote themselves, for the check of what goes to them."""
    wrote = _newest_by_writer(groups)
    found = {}
    for account, ids in groups:
        own = [wrote[account, one] for one in ids if (account, one) in wrote]
        if own:
            found[account, ids] = heard(*max(own, key=lambda one: (one[0].sent_at, one[0].pk)))
    return found


def _newest_by_writer(groups: Collection[Writers]) -> Mapping[tuple[int, int], tuple[Message, str]]:
    """Return the newest email that each contact wrote in an account, and the name there, by account and contact."""
    found = NEWEST_BY_WRITER.rows({
        "contact": {pk for _account, ids in groups for pk in ids},
        "message__account": {account for account, _ids in groups},
    })  # fmt: skip
    return {(row.message.account_id, row.contact_id or 0): (row.message, row.name) for row in found}


def _newest_by_given() -> QuerySet[MessageAddress]:
    rows = MessageAddress.objects.filter(
        many("contact"), many("message__account"), place=FROM, message__direction=IN, message__kind=ORDINARY
    )
    order = ("-message__sent_at", "-message", "position")
    newest = Window(RowNumber(), partition_by=("message__account", "contact"), order_by=order)
    columns = ("account", "thread", "reply", "subject", "sent_at")
    found = rows.annotate(nth=newest).filter(nth=1).select_related("message")
    return found.only("contact", "name", "message", *(f"message__{name}" for name in columns))


NEWEST_BY_WRITER: Final = Prepared(_newest_by_given)


def heard(newest: Message, who: str) -> Heard:
    """Return an email as the gate shows it beside what it stops."""
    return Heard(
        reference=f"{EMAIL}{newest.pk}",
        words=newest.reply or newest.subject,
        who=who,
        at=newest.sent_at,
        address=reverse("mailbox:thread", args=[newest.thread_id]),
        opens=lambda by: messages_seen_by(by).filter(pk=newest.pk).exists(),
    )


def message_seen_by(by: Actor, email_id: int, *, lock: bool = False) -> Message:
    """Return one message, or raise `NotSeen`."""
    rows = Message.objects.visible_to(person_of(by)).select_related("account__manager", "thread")
    gone = _("Email not found. It may have been removed, or you don’t have access.")
    return seen_or_missing(rows, email_id, gone, lock=lock)


def may_read_file(by: Actor, file_id: int) -> bool:
    """Return whether the actor sees the message that an attachment belongs to."""
    held = MessageFile.objects.filter(file=file_id, message=OuterRef("pk"))
    return Message.objects.visible_to(person_of(by)).filter(Exists(held)).exists()


def address_book(by: Actor) -> AddressBook:
    """Return the contacts and domains of the accounts the actor can see, and all colleagues."""
    contacts: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    seen = of_seen_accounts(person_of(by))
    rows = Contact.objects.exclude(mail="").filter(seen).order_by("-is_active", "account", "pk")
    for mail, account, contact in rows.values_list("mail", "account_id", "pk"):
        contacts[mail.lower()].append((account, contact))
    people = list(Person.objects.exclude(mail=None).values_list("mail", "pk", "is_active"))
    domains = dict(MailDomain.objects.filter(seen).values_list("domain", "account_id"))
    own = {mail.lower().rpartition("@")[2] for mail, _pk, is_active in people if mail and is_active}
    return AddressBook(
        contacts=dict(contacts),
        domains=domains,
        colleagues={mail.lower(): pk for mail, pk, _active in people if mail},
        own_domains=frozenset(own - PUBLIC_MAIL - domains.keys()),
        erased=erased_addresses(),
    )


def threads_of(by: Actor, ids: Iterable[str]) -> dict[str, list[Found]]:
    """Return the threads in which these Message-IDs are known, on accounts the actor can see."""
    seen = of_seen_accounts(person_of(by))
    found: defaultdict[str, list[Found]] = defaultdict(list)
    for values in in_portions(sorted(set(ids))):
        rows = MessageReference.objects.filter(seen, value__in=values).order_by("message__thread_id")
        for value, account, thread in rows.values_list("value", "account_id", "message__thread_id").distinct():
            found[value].append(Found(account, thread))
    return dict(found)


def known_account(envelope: Envelope, found: Mapping[str, Sequence[Found]]) -> int | None:
    """Return the account of the thread that an email continues: of what it answers, else of the last it refers to."""
    for value in (envelope.in_reply_to, *reversed(envelope.references), envelope.message_id):
        for thread in found.get(value, ()) if value else ():
            return thread.account_id
    return None


def in_portions(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    """Yield values in portions that a condition can take."""
    return (values[start : start + MOST_VALUES] for start in range(0, len(values), MOST_VALUES))
