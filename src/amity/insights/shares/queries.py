"""Queries for shares, who had a story, and how much a contact can still be sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.asks.queries import count_asked
from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.pushes.queries import PushBudget, push_budgets
from amity.agency.queries import agency_zone
from amity.gate import rules as gate
from amity.gate.hooks import conflict_with
from amity.gate.models import Item, Recipient
from amity.insights.shares.models import OptOut, Received, Share, ShareQuerySet
from amity.insights.shares.rules import STORY_SHARE, Advice, Load, advice_for
from amity.insights.stories.models import Match
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class Reader:
    """A contact who can get a story, with the budget and the advice."""

    contact: Contact
    budget: PushBudget
    asked: int
    advice: Advice


def shares_seen_by(by: Actor) -> ShareQuerySet:
    """Return the shares the actor can see, with story and account."""
    rows = Share.objects.visible_to(person_of(by))
    return rows.select_related("match__story", "match__account", "author")


def share_seen_by(by: Actor, share_id: int, *, lock: bool = False) -> Share:
    """Return one share, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(shares_seen_by(by), share_id, _("Share not found."), lock=lock)


def received_seen_by(by: Actor, received_id: int, *, lock: bool = False) -> Received:
    """Return what one contact got, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    rows = Received.objects.filter(share__in=Share.objects.visible_to(person_of(by)))
    found: Received = seen_or_missing(
        rows.select_related("share__match__account", "contact"), received_id, _("Share not found."), lock=lock
    )
    return found


def received_of(match: Match) -> "QuerySet[Received]":
    """Return who got a story of an account, the newest first."""
    rows = Received.objects.filter(share__match=match).select_related("contact", "reply")
    return rows.order_by("-sent_at", "pk")


def emails_of(by: Actor, share_ids: Collection[int]) -> Mapping[int, int]:
    """Return the email of each share that has gone, as far as the actor can see it, by the id of the share."""
    rows = Item.objects.visible_to(person_of(by)).filter(subject_kind=STORY_SHARE, subject_id__in=share_ids)
    return {share or 0: pk for share, pk in rows.exclude(sent_at=None).values_list("subject_id", "pk")}


def readers_of(by: Actor, match: Match, now: datetime) -> Sequence[Reader]:
    """Return the contacts of the account with an address, each with the advice for this story."""
    account = match.account
    contacts = [one for one in active_of(account) if one.mail]
    budgets = push_budgets(by, contacts, timezone.localdate(now, agency_zone()))
    asked = count_asked([(by, one) for one in contacts])
    had, waiting = addresses_that_had(match.story_id), _with_waiting(account)
    stopped = addresses_that_stopped()
    conflict = conflict_with(account.pk) is not None
    return [
        Reader(
            one, budgets[one.pk], number,
            advice_for(
                Load(
                    left=budgets[one.pk].left.left, asked=number, has_waiting=one.pk in waiting,
                    has_conflict=conflict, had_story=one.mail in had,
                    has_stopped=one.mail in stopped, next_on=budgets[one.pk].left.next_on,
                )
            ),
        )
        for one, number in zip(contacts, asked, strict=True)
    ]  # fmt: skip


def addresses_that_had(story_id: int) -> Collection[str]:
    """Return the addresses that a story was sent to, or that an email about it is on its way to."""
    sent = set(Received.objects.filter(story_id=story_id).values_list("mail", flat=True))
    ids = list(Share.objects.filter(match__story_id=story_id).values_list("pk", flat=True))
    going = Recipient.objects.filter(
        item__subject_kind=STORY_SHARE, item__subject_id__in=ids, item__state__in=(*gate.WAITING, *gate.GOING)
    )
    return sent | set(going.values_list("contact__mail", flat=True))


def addresses_that_stopped() -> Collection[str]:
    """Return the addresses of those who unsubscribed and haven't asked for stories since."""
    rows = OptOut.objects.filter(preference__withdrawn_at=None).exclude(mail="")
    return set(rows.values_list("mail", flat=True))


def _with_waiting(account: Account) -> Collection[int]:
    """Return the contacts of an account to whom something else waits to go."""
    rows = Recipient.objects.filter(item__account=account, item__state__in=(*gate.WAITING, gate.CLEARED))
    return set(rows.values_list("contact_id", flat=True))
