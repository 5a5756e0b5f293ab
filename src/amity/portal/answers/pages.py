"""Values of the page of a personal link."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from amity.accounts.queries import manager_on
from amity.files.models import StoredFile
from amity.gate import queries as gate
from amity.gate.answering.registry import always_by_code, choices_of
from amity.gate.answering.rules import QUESTION
from amity.gate.models import Item
from amity.portal.answers import rules
from amity.portal.answers.authority import has_authority
from amity.portal.answers.models import Answer
from amity.portal.answers.recording import decided
from amity.portal.answers.wording import thanks
from amity.portal.links.models import AnswerLink
from amity.portal.links.queries import gone, link_of
from amity.portal.visitors.visitor import Visitor
from amity.shared.errors import NotSeen


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What a link shows: the item as it was sent, and what can be answered on this device."""

    link: AnswerLink
    item: Item
    files: list[StoredFile]
    contact_id: int
    choices: tuple[str, ...]
    decision: Answer | None
    own: Answer | None
    may_hold: bool
    by_code: bool
    manager: str
    is_shared: bool

    @property
    def thanks(self) -> str:
        """Return what is said about the visitor's own answer, or ""."""
        return thanks(self.own, self.manager) if self.own else ""


def link_page(token: str, visitor: Visitor | None, now: datetime) -> LinkPage:
    """Return what a link shows. One that was used shows nothing but to the devices of this account's contacts."""
    link = link_of(token, now)
    contact_id = _contact_at(visitor, link.item.account_id)
    if link.used_at is not None and not contact_id:
        raise gone()
    item = gate.item_by_id(link.item_id)
    if item is None:
        raise gone()
    decision = decided(item)
    own = _own(item, contact_id)
    is_done = decision is not None or (own is not None and own.choice in rules.DECISIONS)
    manager = manager_on(item.account, timezone.localdate(now))
    return LinkPage(
        link=link, item=item, files=[one.file for one in item.files.all()], contact_id=contact_id,
        choices=(QUESTION,) if is_done else choices_of(item), decision=decision, own=own,
        may_hold=_may_hold(item, decision, visitor, contact_id), by_code=always_by_code(item),
        manager=(manager or item.author).name,
        is_shared=rules.is_shared_mailbox(link.address, flagged=link.contact.is_shared),
    )  # fmt: skip


def _contact_at(visitor: Visitor | None, account_id: int) -> int:
    try:
        return visitor.contact_at(account_id).pk if visitor else 0
    except NotSeen:
        return 0


def _own(item: Item, contact_id: int) -> Answer | None:
    if not contact_id:
        return None
    rows = Answer.objects.filter(item=item, digest=item.digest, contact=contact_id, confirmed=True)
    return rows.select_related("contact").order_by("-pk").first()


def _may_hold(item: Item, decision: Answer | None, visitor: Visitor | None, contact_id: int) -> bool:
    if decision is None or decision.choice != rules.APPROVE or not contact_id or visitor is None:
        return False
    return decision.contact_id == contact_id or has_authority(item, visitor.contact_at(item.account_id))
