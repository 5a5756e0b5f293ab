"""Record an answer in the caller's transaction: what it counts for, its effect, the audit log, and who is notified."""

from datetime import datetime

from django.db import transaction

from amity.accounts.models import Contact
from amity.agency.queries import agency_language
from amity.audit import trail
from amity.gate.answering.registry import Signature, asks_signature, effect_of, takes_corrections
from amity.gate.models import Item
from amity.mailbox.models import Message
from amity.portal.answers import mails, notices, rules
from amity.portal.answers.authority import has_authority, is_shared
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.shared.actor import Actor
from amity.shared.errors import Refusal
from amity.ui.reader_format import in_language

ACTIONS = {
    rules.DECIDED: "answer.decided", rules.ASKED: "answer.asked", rules.ANSWERED: "answer.given",
    rules.NO_AUTHORITY: "answer.kept", rules.TAKEN: "answer.corrected",
    rules.SHARED: "answer.kept", rules.LATE: "answer.kept",
    rules.SCANNER: "answer.suspected",
}  # fmt: skip


def record(
    item: Item, contact: Contact, given: Given, *, by: Actor, way: str, now: datetime, confirmed: bool,
    link: AnswerLink | None = None, message: Message | None = None, state: str = "",
) -> Answer:  # fmt: skip
    """Record what a contact answered. The item must be locked. `state` is given where the answer can't count."""
    found = state or _state(item, contact, given)
    outcome = _effect(item, contact, given, by, now) if found in rules.EFFECTIVE else ""
    answer = Answer(
        item=item, account=item.account, contact=contact, link=link, message=message, digest=item.digest,
        choice=given.choice, state=rules.LATE if outcome else found, way=way, words=given.words, name=given.name,
        outcome=outcome[:300], confirmed=confirmed, at=now,
    )  # fmt: skip
    if is_signature(answer):
        answer.receipt = mails.signed(answer, now)
    answer.save(force_insert=True)
    if answer.state == rules.ANSWERED and confirmed:
        item.asks_question = False
        item.save(update_fields=["asks_question"])
    changes = {
        "choice": answer.choice, "state": answer.state, "way": way, "words": answer.words, "name": answer.name,
        "digest": item.digest, "outcome": answer.outcome,
        "receipt": answer.receipt.to if answer.receipt else "",
    }  # fmt: skip
    trail.record(ACTIONS[answer.state], subject=item, by=by, at=now, changes=changes)
    notices.answered(answer, now)
    if answer.state != rules.SCANNER:
        _settle_suspects(answer, by, now)
    return answer


def _settle_suspects(answer: Answer, by: Actor, now: datetime) -> None:
    """Mark what was perhaps a scanner's as read once it has come again and counts. Other words stay to be looked at."""
    rows = Answer.objects.filter(item=answer.item, contact=answer.contact, state=rules.SCANNER, seen_at=None)
    for one in rows.filter(choice=answer.choice, words=answer.words):
        one.seen_at, one.seen_by = now, by.label
        one.save()
        trail.record("answer.read", subject=answer.item, by=by, at=now, changes={"name": answer.contact.name})


def is_signature(answer: Answer) -> bool:
    """Return whether an answer is a signature that counts."""
    return answer.state == rules.DECIDED and answer.choice == rules.APPROVE and asks_signature(answer.item)


def decided(item: Item) -> Answer | None:
    """Return the decision about an item as it was sent, or None."""
    rows = Answer.objects.filter(item=item, digest=item.digest, state=rules.DECIDED)
    return rows.select_related("contact", "receipt").first()


def _state(item: Item, contact: Contact, given: Given) -> str:
    return rules.state_of(
        given.choice, is_shared=is_shared(contact), has_authority=has_authority(item, contact),
        is_open=decided(item) is None, corrects=takes_corrections(item),
    )  # fmt: skip


def _effect(item: Item, contact: Contact, given: Given, by: Actor, now: datetime) -> str:
    """Apply an answer to the item's subject. Return "" or why it wasn't, in the agency's language."""
    effect = effect_of(item)
    if effect is None:
        return ""
    with in_language(agency_language()):
        try:
            with transaction.atomic():
                if given.choice == rules.APPROVE and effect.sign is not None:
                    return effect.sign(item, _signature(item, contact, given), by, now)
                return effect.decide(item, given.choice, given.words, by, now)
        except Refusal as fault:
            return fault.sentence


def _signature(item: Item, contact: Contact, given: Given) -> Signature:
    return Signature(name=given.name, contact_id=contact.pk, address=contact.mail, digest=item.digest)
