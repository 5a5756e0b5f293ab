"""What can be answered to an item: through a personal link, and on the client's pages."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from amity.accounts.models import Contact
from amity.accounts.queries import manager_on
from amity.files.models import StoredFile
from amity.gate import queries as gate
from amity.gate.answering.registry import (
    always_by_code,
    asks_question,
    asks_signature,
    carries_link,
    choices_of,
    is_offer,
    still_waiting,
    takes_corrections,
)
from amity.gate.answering.rules import APPROVE, DECLINE, QUESTION
from amity.gate.models import Item
from amity.outbox import rules as outgoing
from amity.portal.answers import rules
from amity.portal.answers.authority import has_authority, may_approve_item, names_of_approvers
from amity.portal.answers.models import Answer
from amity.portal.answers.recording import decided
from amity.portal.answers.wording import only_approvers, thanks
from amity.portal.links.models import AnswerLink
from amity.portal.links.queries import gone, link_of
from amity.portal.visitors.visitor import Visitor
from amity.shared.errors import NotSeen


@dataclass(frozen=True)
class AnswerPage:
    """An item with what a contact can answer to it, and what was answered. `contact` is None on an unknown device."""

    item: Item
    contact: Contact | None
    decision: Answer | None
    own: Answer | None
    manager: str

    @property
    def contact_id(self) -> int:
        """Return the id of the contact, or 0."""
        return self.contact.pk if self.contact else 0

    @property
    def known_as(self) -> str:
        """Return the name of a contact who signed in by a code, or "" if several people read their mailbox."""
        if self.contact is None or rules.is_shared_mailbox(self.contact.mail, flagged=self.contact.is_shared):
            return ""
        return self.contact.name

    @property
    def files(self) -> list[StoredFile]:
        """Return the documents of the item."""
        return [one.file for one in self.item.files.all()]

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left to decide for the contact."""
        if self.is_settled:
            return True
        return self.decision is not None or (self.own is not None and self.own.choice in rules.DECISIONS)

    @cached_property
    def is_settled(self) -> bool:
        """Return whether a document no longer waits for a signature, though none was given here: it was withdrawn."""
        subject = (self.item.subject_kind, self.item.subject_id)
        if not asks_signature(self.item) or self.is_signature or subject[1] is None:
            return False
        return subject[1] not in still_waiting(subject[0], {subject[1]})

    @cached_property
    def may_approve(self) -> bool:
        """Return whether an approval is offered. An unknown device has it too, until we know whose it is."""
        return self.contact is None or may_approve_item(self.item, self.contact)

    @property
    def choices(self) -> tuple[str, ...]:
        """Return what can be answered."""
        if self.is_done:
            return (rules.CHANGES, QUESTION) if self.corrects else (QUESTION,)
        return tuple(one for one in choices_of(self.item) if one not in (APPROVE, DECLINE) or self.may_approve)

    @property
    def asks(self) -> bool:
        """Return whether the item asks for an answer at all."""
        return carries_link(self.item) or self.asks_question

    @property
    def asks_question(self) -> bool:
        """Return whether the item asks a question, which is answered in words."""
        return asks_question(self.item)

    @property
    def who_approves(self) -> str:
        """Return who can approve, for a contact who can't. Otherwise ""."""
        if self.is_done or self.may_approve or self.asks_question or not self.asks:
            return ""
        return only_approvers(names_of_approvers(self.item), self.manager, is_offer=self.is_offer)

    @cached_property
    def by_code(self) -> bool:
        """Return whether each decision needs a new code."""
        return always_by_code(self.item)

    @property
    def may_hold(self) -> bool:
        """Return whether the contact can ask to hold on."""
        if self.decision is None or self.decision.choice != rules.APPROVE or self.contact is None:
            return False
        return self.decision.contact_id == self.contact.pk or has_authority(self.item, self.contact)

    @property
    def corrects(self) -> bool:
        """Return whether changes to the item are corrections, which anyone may send at any time."""
        return takes_corrections(self.item)

    @property
    def is_offer(self) -> bool:
        """Return whether the item is accepted or declined."""
        return is_offer(self.item)

    @property
    def signs(self) -> bool:
        """Return whether the item is signed rather than approved, as long as it can be decided."""
        return APPROVE in self.choices and asks_signature(self.item)

    @property
    def is_signature(self) -> bool:
        """Return whether the decision is a signature."""
        return self.decision is not None and self.decision.choice == rules.APPROVE and asks_signature(self.item)

    @property
    def receipt_to(self) -> str:
        """Return the address that a contact's own signature was confirmed to, or "" if no email could be sent."""
        receipt = self.decision.receipt if self.decision and self.decision.contact_id == self.contact_id else None
        return receipt.to if receipt is not None and receipt.state not in (outgoing.KEPT, outgoing.FAILED) else ""

    @property
    def thanks(self) -> str:
        """Return what is said about the contact's own answer, or ""."""
        return thanks(self.own, self.manager) if self.own else ""


@dataclass(frozen=True)
class LinkPage(AnswerPage):
    """What a personal link shows: the item as it was sent, and what can be answered on this device."""

    link: AnswerLink

    @property
    def is_shared(self) -> bool:
        """Return whether several people read the mailbox to which the link was sent."""
        return rules.is_shared_mailbox(self.link.address, flagged=self.link.contact.is_shared)


def answer_page(item_id: int, contact: Contact, now: datetime) -> AnswerPage:
    """Return what a contact can answer to an item that was released to them."""
    item = _item(item_id)
    return AnswerPage(item, contact, decided(item), _own(item, contact), _manager(item, now))


def link_page(token: str, visitor: Visitor | None, now: datetime) -> LinkPage:
    """Return what a link shows. One that was used shows nothing but to the devices of this account's contacts."""
    link = link_of(token, now)
    contact = _contact_at(visitor, link.item.account_id)
    if link.used_at is not None and contact is None:
        raise gone()
    item = _item(link.item_id)
    return LinkPage(item, contact, decided(item), _own(item, contact), _manager(item, now), link)


def _item(item_id: int) -> Item:
    item = gate.item_by_id(item_id)
    if item is None:
        raise gone()
    return item


def _manager(item: Item, now: datetime) -> str:
    return (manager_on(item.account, timezone.localdate(now)) or item.author).name


def _contact_at(visitor: Visitor | None, account_id: int) -> Contact | None:
    try:
        return visitor.contact_at(account_id) if visitor else None
    except NotSeen:
        return None


def _own(item: Item, contact: Contact | None) -> Answer | None:
    if contact is None:
        return None
    rows = Answer.objects.filter(item=item, digest=item.digest, contact=contact, confirmed=True)
    return rows.select_related("contact").order_by("-pk").first()
