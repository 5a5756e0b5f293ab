"""Values of the page of a thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.queries import sees_whole
from amity.mailbox import policy
from amity.mailbox.messages import attachments
from amity.mailbox.messages.outcomes import FAULTS
from amity.mailbox.models import Message, MessageAddress, MessageFile, Thread
from amity.mailbox.places import MessageSection, WordsMenu, beside_message, over_words
from amity.mailbox.rules import AUTOMATIC, BCC, BOUNCE, CC, FROM, IN, TO
from amity.mailbox.threads import queries
from amity.people.queries import person_of
from amity.shared.actor import Actor

KINDS = {AUTOMATIC: lazy("Automatic reply"), BOUNCE: lazy("Not delivered")}
SHAPES = {AUTOMATIC: "none", BOUNCE: "unwell"}
REFUSALS = {
    attachments.KIND: lazy("not stored: this type isn’t supported"),
    attachments.SIZE: lazy("not stored: too large"),
    attachments.COUNT: lazy("not stored: too many attachments"),
    attachments.EMPTY: lazy("not stored: empty"),
}
FIRST_WORDS = 140


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment, with its address or why it isn't stored."""

    row: MessageFile
    address: str
    refusal: str | Promise


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as the page draws it: who wrote to whom, and what it holds. `beside` is what upper parts add."""

    message: Message
    sender: MessageAddress | None
    to: Sequence[MessageAddress]
    copied: Sequence[MessageAddress]
    files: Sequence[Attached]
    pictures: int
    faults: Sequence[str | Promise]
    is_open: bool
    beside: Sequence[tuple[str, Any]] = ()
    nonce: str = field(default_factory=lambda: uuid4().hex)

    @property
    def is_from_client(self) -> bool:
        """Return whether the client sent it."""
        return self.message.direction == IN

    @property
    def sender_name(self) -> str:
        """Return the sender's name, as Amity knows it."""
        if self.sender is None:
            return _("Unknown sender")
        known = self.sender.contact or self.sender.person
        return known.name if known else str(self.sender)

    @property
    def kind_word(self) -> str | Promise:
        """Return what it is, unless a person wrote it."""
        return KINDS.get(self.message.kind, "")

    @property
    def shape(self) -> str:
        """Return the shape of its kind."""
        return SHAPES.get(self.message.kind, "none")

    @property
    def first_words(self) -> str:
        """Return the beginning of the text, for an email that isn't open."""
        text = " ".join(self.message.reply.split())
        return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS].rstrip()}…"

    @property
    def lines(self) -> Sequence[str]:
        """Return the lines of what the author wrote."""
        return self.message.reply.splitlines()

    @property
    def has_more(self) -> bool:
        """Return whether the whole email says more than what its author wrote."""
        return bool(self.message.html) or self.message.text.strip() != self.message.reply.strip()

    @property
    def page(self) -> SafeString:
        """Return the HTML, which was sanitised before it was stored."""
        return mark_safe(self.message.html)  # noqa: S308 - nh3 left neither scripts nor anything that loads


def address_of(thread: Thread) -> str:
    """Return the URL of a thread's page."""
    return reverse("mailbox:thread", args=[thread.pk])


def crumbs(thread: Thread) -> tuple[tuple[str, str], ...]:
    """Return the way to a thread."""
    account = thread.account
    return (
        (_("Accounts"), reverse("accounts:accounts")),
        (account.name, reverse("accounts:account", args=[account.pk])),
        (str(thread), address_of(thread)),
    )


def context(by: Actor, thread: Thread) -> dict[str, Any]:
    """Return the values of a thread's page."""
    messages, person = list(queries.messages_of(by, thread)), person_of(by)
    entries = [entry for entry in beside_message.seen_by(by) if isinstance(entry, MessageSection)]
    beside = [(entry.template, entry.of(by, messages)) for entry in entries]
    letters = [
        _letter(message, [(template, found.get(message.pk)) for template, found in beside], message is messages[-1])
        for message in messages
    ]
    named = [one for letter in letters for one in letter.message.addresses.all()]
    people = {(one.contact_id, one.person_id, one.address): one for one in named}
    return {
        "thread": thread,
        "account": thread.account,
        "letters": letters,
        "clients": _each_once(one for one in people.values() if not one.person_id),
        "team": _each_once(one for one in people.values() if one.person_id),
        **_menu(by, thread),
        "opens_contacts": sees_whole(by, thread.account),
        "may_remove": policy.may_remove(person, thread.account),
        "may_assign": policy.may_assign(person, thread.account),
    }


def _menu(by: Actor, thread: Thread) -> dict[str, Any]:
    """Return the menu over selected words, for those who can use one."""
    entries = [entry for entry in over_words.seen_by(by, thread.account) if isinstance(entry, WordsMenu)]
    if not entries:
        return {"menu_template": ""}
    return {"menu_template": entries[0].template, "menu": entries[0].of(by, thread.account)}


def _each_once(people: Any) -> list[MessageAddress]:
    """Return people by name, each once, whatever address they wrote from."""
    found = {one.contact_id or one.person_id or one.address: one for one in people}
    return sorted(found.values(), key=lambda one: (not (one.contact_id or one.person_id), str(one).casefold()))


def _letter(message: Message, beside: Sequence[tuple[str, Any]], is_open: bool) -> Letter:
    named, files = list(message.addresses.all()), list(message.files.all())
    shown = [row for row in files if row.file_id or not row.in_text]
    return Letter(
        message=message,
        sender=next((one for one in named if one.place == FROM), None),
        to=[one for one in named if one.place == TO],
        copied=[one for one in named if one.place in (CC, BCC)],
        files=[_attached(row) for row in shown],
        pictures=len(files) - len(shown),
        faults=[FAULTS[code] for code in message.faults if code in FAULTS],
        is_open=is_open,
        beside=[(template, found) for template, found in beside if found],
    )


def _attached(row: MessageFile) -> Attached:
    address = reverse("files:download", args=[row.file_id]) if row.file_id else ""
    return Attached(row, address, REFUSALS.get(row.refusal, ""))
