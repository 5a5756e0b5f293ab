"""The newest email of ours in the conversation of an item that left while it waited, whichever way it went."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Final

from django.db.models import DateTimeField, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from amity.agency.queries import agency_zone
from amity.gate import hooks, queries, rules
from amity.gate.checks import registry
from amity.gate.checks.registry import Letter
from amity.gate.checks.rules import own_text
from amity.gate.hooks import Conversation, Heard
from amity.gate.models import Item, Recipient
from amity.outbox import rules as outgoing
from amity.shared.rows.prepared import Given, Prepared, many
from amity.shared.text.subjects import matter

MOST: Final = 500
LEFT: Final = Q(item__state__in=(rules.RELEASED, rules.SENT)) | Q(message__state__in=(outgoing.SENT, outgoing.UNKNOWN))


def newest_reply(letter: Letter) -> Heard | None:
    """Return our newest email to these contacts in the same conversation since an item was begun, or None."""
    return newest_replies([letter]).get(letter.item_id)


def newest_replies(letters: Sequence[Letter]) -> Mapping[int, Heard]:
    """Return our newest email in the conversation of each letter, by its item, for all letters at once.

    What isn't stored yet has none, and neither has a bundle: each of its items is asked about.
    """
    about = {letter.item_id: one for letter in letters if (one := _conversation(letter)) is not None}
    if not about:
        return {}
    elsewhere, released = hooks.replies_in(set(about.values())), _released(letters, about)
    found = {}
    for item_id, one in about.items():
        both = [reply for reply in (elsewhere.get(one), released.get(item_id)) if reply is not None]
        if both:
            found[item_id] = max(both, key=lambda reply: reply.at)
    return found


def _conversation(letter: Letter) -> Conversation | None:
    if letter.written_at is None or not letter.item_id or letter.kind == rules.BUNDLE:
        return None
    is_answer = letter.kind == rules.EMAIL and letter.about.id is None
    account, ids = letter.writers
    answers = letter.known_message if is_answer else ""
    return Conversation(account, ids, matter(letter.subject).casefold(), answers, letter.written_at)


def _released(letters: Sequence[Letter], about: Mapping[int, Conversation]) -> Mapping[int, Heard]:
    """Return the newest item that left to the same contacts, about the same thing or with the same subject."""
    left = [row for row in left_before(letters) if row.item.kind != rules.BUNDLE]
    newest: dict[int, int] = {}
    for letter in letters:
        one = about.get(letter.item_id)
        if one is not None and (item := next((row.item for row in left if _is_same(row, letter, one)), None)):
            newest[letter.item_id] = item.pk
    items = Item.objects.select_related("author").in_bulk(set(newest.values())) if newest else {}
    return {item_id: _heard(items[pk]) for item_id, pk in newest.items()}


def left_before(letters: Sequence[Letter]) -> Sequence[Recipient]:
    """Return who was sent what some letters are compared with, the newest first, in one query.

    These are emails to the same contacts since a letter was begun, and of today to the same accounts, about things.
    """
    return registry.read_once("left before", lambda: _left_before(letters))


def _left_before(letters: Sequence[Letter]) -> Sequence[Recipient]:
    about = [one for letter in letters if (one := _conversation(letter)) is not None]
    accounts = {letter.account.pk for letter in letters if letter.about.id is not None}
    if not about and not accounts:
        return ()
    today = midnight()
    return TO_COMPARE.rows({
        "contact": {pk for one in about for pk in one.contact_ids},
        "begun": min((one.since for one in about), default=today),
        "item__account": {pk for pk in accounts if pk},
        "today": today,
    })  # fmt: skip


def _to_compare() -> QuerySet[Recipient]:
    since_begun = Q(many("contact"), item__released_at__gt=Given("begun", DateTimeField()))
    today = Q(many("item__account"), item__subject_id__isnull=False, item__released_at__gte=_TODAY)
    rows = Recipient.objects.filter(LEFT, since_begun | today).select_related("item", "contact").defer("item__body")
    return rows.order_by("-item__released_at", "-pk")[:MOST]


_TODAY: Final = Given("today", DateTimeField())
TO_COMPARE: Final = Prepared(_to_compare)
"""What left to given contacts since a moment, and today about things of given accounts."""


def midnight() -> datetime:
    """Return when the agency's day began."""
    return datetime.combine(timezone.localdate(timezone=agency_zone()), time(), agency_zone())


def _is_same(row: Recipient, letter: Letter, one: Conversation) -> bool:
    item = row.item
    if item.pk == letter.item_id or item.account_id != one.account_id or row.contact_id not in one.contact_ids:
        return False
    if item.released_at is None or item.released_at <= one.since:
        return False
    if letter.about.id is not None and (item.subject_kind, item.subject_id) == (letter.about.kind, letter.about.id):
        return True
    return bool(one.matter) and matter(item.subject).casefold() == one.matter


def _heard(item: Item) -> Heard:
    return Heard(
        reference=f"item:{item.pk}", words=own_text(item.body) or item.subject, who=item.author.name,
        at=item.released_at or item.changed_at, address=reverse("gate:item", args=[item.pk]),
        opens=lambda by: queries.items_seen_by(by).filter(pk=item.pk).exists(),
    )  # fmt: skip
