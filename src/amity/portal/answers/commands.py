"""Answer through a personal link or on the client's pages, and hold on after approving."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.audit import trail
from amity.gate import moves
from amity.gate import queries as gate
from amity.gate import rules as gate_rules
from amity.gate.answering.registry import always_by_code, asks_question, carries_link, effect_of, takes_corrections
from amity.gate.models import Item
from amity.portal.answers import notices, rules
from amity.portal.answers.authority import has_authority
from amity.portal.answers.given import Given, checked
from amity.portal.answers.models import Answer
from amity.portal.answers.recording import decided, record
from amity.portal.links.models import AnswerLink
from amity.portal.links.queries import gone, link_of
from amity.portal.released.queries import released_item, released_to
from amity.portal.visitors.visitor import Visitor, actor_of_contact
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.text.texts import one_line

HOUR = timedelta(hours=1)
HELD_WORDS_MOST = 500


@command
def answer_by_link(
    *, token: str, digest: str, given: Given, visitor: Visitor | None, now: datetime, fresh: bool = False
) -> Answer:  # fmt: skip
    """Record an answer through a link, under the name of the visitor whose device sent it.

    Without a visitor only a question is taken, under the name that was typed, which nothing confirms. `fresh`: a code
    that was just sent has confirmed this answer. A wrong, used or expired link, another digest, and a decision sent a
    second time raise `NotSeen`.
    """
    link, item = _open(token, digest, now)
    clean = checked(given, item)
    contact = visitor.contact_at(item.account_id) if visitor else link.contact
    if clean.choice in rules.DECISIONS:
        if visitor is None:
            raise Refused(_("Enter the code from your email first."))
        _may_decide(item, contact, clean, fresh=fresh, link=link)
    _limit(link, now)
    answer = record(
        item, contact, clean, by=actor_of_contact(contact) if visitor else Actor.stranger("page"), way=rules.LINK,
        now=now, confirmed=visitor is not None, link=link,
    )  # fmt: skip
    if clean.choice in rules.DECISIONS and contact.pk == link.contact_id:
        link.used_at = now
        link.save(update_fields=["used_at"])
    return answer


@command
def answer_on_pages(
    *, item_id: int, digest: str, given: Given, visitor: Visitor, now: datetime, fresh: bool = False
) -> Answer:  # fmt: skip
    """Record a visitor's answer to an item that was released to them, as their personal link would.

    An item that asks for no answer, another digest, and a decision sent a second time raise `NotSeen`.
    """
    item = released_locked(visitor, item_id)
    if digest != item.digest or not (carries_link(item) or asks_question(item)):
        raise gone()
    clean, contact = checked(given, item), visitor.contact_at(item.account_id)
    if clean.choice in rules.DECISIONS:
        _may_decide(item, contact, clean, fresh=fresh)
    limit_on_pages(item, contact, now)
    answer = record(item, contact, clean, by=actor_of_contact(contact), way=rules.PAGE, now=now, confirmed=True)
    if clean.choice in rules.DECISIONS:
        _use_up(item, contact, now)
    return answer


def check(*, token: str, digest: str, given: Given, now: datetime) -> None:
    """Raise `Invalid` or `NotSeen` for an answer that can't be recorded, before its sender is asked for a code."""
    link = link_of(token, now)
    if digest != link.digest:
        raise gone()
    checked(given, link.item)


def check_on_pages(*, item_id: int, given: Given, visitor: Visitor) -> None:
    """Raise `Invalid` or `NotSeen` for an answer on the pages that can't be recorded, before a code is sent."""
    checked(given, released_item(visitor.contacts, item_id))


@command
def keep_suspect(*, token: str, digest: str, given: Given, now: datetime) -> Answer:
    """Save an answer that is perhaps a scanner's. It counts for nothing, and the link still works."""
    link, item = _open(token, digest, now)
    clean = checked(given, item)
    _limit(link, now)
    return record(
        item, link.contact, clean, by=Actor.stranger("page"), way=rules.LINK, now=now, confirmed=False, link=link,
        state=rules.SCANNER,
    )  # fmt: skip


@command
def hold_on(*, token: str, visitor: Visitor, words: str, now: datetime) -> Answer:
    """Stop what follows an approval, as the client. What was to go out about the same subject is held too."""
    link = link_of(token, now, lock=True)
    return _hold(_item(link.item_id), visitor, words, now)


@command
def hold_on_pages(*, item_id: int, visitor: Visitor, words: str, now: datetime) -> Answer:
    """Stop what follows an approval, on the client's pages."""
    return _hold(released_locked(visitor, item_id), visitor, words, now)


def _hold(item: Item, visitor: Visitor, words: str, now: datetime) -> Answer:
    contact = visitor.contact_at(item.account_id)
    answer = decided(item)
    if answer is None or answer.choice != rules.APPROVE:
        raise gone()
    if contact.pk != answer.contact_id and not has_authority(item, contact):
        raise Refused(_("Only someone who can approve this can ask to hold on."))
    if answer.is_held:
        return answer
    by, reason = actor_of_contact(contact), one_line(words, HELD_WORDS_MOST, "words")
    answer.held_at, answer.held_words, answer.resumed_at, answer.resumed_by = now, reason, None, ""
    answer.seen_at, answer.seen_by = None, ""
    answer.save()
    effect = effect_of(item)
    if effect is not None and effect.hold is not None:
        effect.hold(item, reason, by, now)
    _stop_others(item, by, now)
    trail.record("answer.held", subject=item, by=by, at=now, changes={"words": reason})
    notices.held(answer, contact, now)
    return answer


def _open(token: str, digest: str, now: datetime) -> tuple[AnswerLink, Item]:
    link = link_of(token, now, lock=True)
    if digest != link.digest:
        raise gone()
    return link, _item(link.item_id)


def released_locked(visitor: Visitor, item_id: int) -> Item:
    """Return an item that was released to a visitor, locked, so that of two answers the second waits."""
    list(Item.objects.select_for_update().filter(pk=item_id).values_list("pk", flat=True))
    if not released_to(visitor.contacts).filter(pk=item_id).exists():
        raise gone()
    return _item(item_id)


def _item(item_id: int) -> Item:
    item = gate.item_by_id(item_id)
    if item is None:
        raise gone()
    return item


def _may_decide(item: Item, contact: Contact, given: Given, *, fresh: bool, link: AnswerLink | None = None) -> None:
    """Refuse a decision without the code it needs, and a second one. Corrections are taken any number of times."""
    is_used = link is not None and link.used_at is not None and link.contact_id == contact.pk
    before = Answer.objects.filter(item=item, digest=item.digest, contact=contact, choice__in=rules.DECISIONS)
    is_second = is_used or before.exclude(state=rules.SCANNER).exists()
    if is_second and not (given.choice == rules.CHANGES and takes_corrections(item)):
        raise gone()
    if always_by_code(item) and not fresh:
        raise Refused(_("A price or a signature needs a new code each time."))


def _use_up(item: Item, contact: Contact, now: datetime) -> None:
    """Let the contact's own link decide nothing more."""
    link = AnswerLink.objects.filter(item=item, contact=contact, used_at=None).first()
    if link is not None:
        link.used_at = now
        link.save(update_fields=["used_at"])


def limit_on_pages(item: Item, contact: Contact, now: datetime) -> None:
    """Refuse an answer on the client's pages to someone who has answered the item many times in an hour."""
    own = Answer.objects.filter(item=item, contact=contact, way=rules.PAGE, at__gt=now - HOUR)
    if own.count() >= rules.TRIES_AN_HOUR:
        raise Refused(_("You have answered this too often. Try again in an hour."))


def _limit(link: AnswerLink, now: datetime) -> None:
    if Answer.objects.filter(link=link, at__gt=now - HOUR).count() >= rules.TRIES_AN_HOUR:
        raise Refused(_("Too many answers came through this link. Try again in an hour."))


def _stop_others(item: Item, by: Actor, now: datetime) -> None:
    """Hold what is cleared or scheduled about the same subject."""
    if item.subject_id is None:
        return
    same = Item.objects.filter(subject_kind=item.subject_kind, subject_id=item.subject_id, account=item.account_id)
    for other in same.filter(state__in=gate_rules.MOVES[gate_rules.STOP]):
        words = _("The client asked to hold on")
        moves.move(other, gate_rules.STOP, gate_rules.HELD, by=by, now=now, words=words, goes_at=None, clear_by=now)
        trail.record("outgoing.stopped", subject=other, by=by, at=now, changes={"words": words})
