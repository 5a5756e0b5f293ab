"""Take what clients send back on stories by email: a reply, or that they want no more of them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.accounts.preferences.commands import keep_stated
from amity.agency.queries import agency_language
from amity.audit import trail
from amity.gate.models import Item
from amity.insights.shares.models import OptOut, Received
from amity.insights.shares.rules import NO_MORE, REPLIED, STORY_SHARE
from amity.jobs.registry import every
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import FROM, IN, ORDINARY
from amity.shared.actor import Actor
from amity.shared.command import command

LOOKS_BACK: Final = timedelta(days=60)
"""How long an answer to a story is waited for."""


@every("insights.returns", "*/5 * * * *")
def take_returned(now: datetime) -> int:
    """Record replies to stories, and who wants no more of them. Return how many were recorded."""
    recent = Received.objects.filter(sent_at__gt=now - LOOKS_BACK).exclude(mail="")
    rows = list(recent.select_related("share__match", "contact"))
    if not rows:
        return 0
    accounts = {one.share.match.account_id for one in rows}
    contacts = {one.contact_id: one.contact for one in rows}
    waiting = {(one.share_id, one.contact_id): one for one in rows if one.reply_id is None}
    return _take_replies(accounts, waiting, now) + _take_opt_outs(accounts, contacts, now)


def _take_replies(accounts: Collection[int], waiting: Mapping[tuple[int, int], Received], now: datetime) -> int:
    """Record the first reply of each recipient to the email that had the story. One to a bundle answers all its
    stories.
    """
    shares = _shares_by_email({share for share, _contact in waiting})
    taken = set[int]()
    for one in _written(accounts, now).filter(message__in_reply_to__in=shares).exclude(contact=None):
        for share in shares[one.message.in_reply_to]:
            received = waiting.get((share, one.contact_id or 0))
            if received is not None and received.pk not in taken:
                taken.add(received.pk)
                _store_reply(received, one.message, now)
    return len(taken)


def _shares_by_email(share_ids: Collection[int]) -> Mapping[str, Collection[int]]:
    """Return the shares that each email of ours had, alone or as a bundle, by the Message-ID of the email."""
    items = Item.objects.filter(subject_kind=STORY_SHARE, subject_id__in=share_ids)
    found: dict[str, list[int]] = {}
    for share, alone, bundled in items.order_by("pk").values_list("subject_id", "message_id", "bundle__message_id"):
        if name := (bundled or alone).strip("<>"):
            found.setdefault(name, []).append(share or 0)
    return found


def _take_opt_outs(accounts: Collection[int], contacts: Mapping[int, Contact], now: datetime) -> int:
    """Keep that someone used the button by which mail programs unsubscribe."""
    asked = _written(accounts, now).filter(message__subject__iexact=NO_MORE, contact__in=contacts)
    known = set(OptOut.objects.filter(contact__in=contacts).values_list("email_id", flat=True))
    fresh = [one for one in asked if one.message_id not in known]
    for one in fresh:
        _stop(contacts[one.contact_id or 0], one.message, now)
    return len(fresh)


def _written(accounts: Collection[int], now: datetime) -> "QuerySet[MessageAddress]":
    """Return who wrote the emails of clients of some accounts, the oldest first."""
    rows = MessageAddress.objects.filter(
        place=FROM, message__account__in=accounts, message__direction=IN, message__kind=ORDINARY,
        message__sent_at__gt=now - LOOKS_BACK,
    )  # fmt: skip
    return rows.select_related("message").order_by("message__sent_at", "message")


@command
def _store_reply(received: Received, message: Message, now: datetime) -> None:
    """Record a reply. What someone recorded about it already stays."""
    received.reply = message
    received.outcome, received.outcome_at = received.outcome or REPLIED, received.outcome_at or now
    received.save(update_fields=["reply", "outcome", "outcome_at"])
    by = _as(received.contact)
    trail.record("story.replied", subject=received.share.match, by=by, at=now, changes={"email": message.pk})


@command
def _stop(contact: Contact, message: Message, now: datetime) -> None:
    """Keep as the contact's preference that they get no more stories."""
    with override(agency_language()):
        text, where = _("No more stories by email"), _("Unsubscribed by email")
    evidence = Evidence(contact.pk, timezone.localdate(message.sent_at), where, message.subject)
    preference = keep_stated(by=_as(contact), contact=contact, text=text, scope="channel", evidence=evidence, now=now)
    OptOut.objects.create(contact=contact, mail=contact.mail, preference=preference, email=message)


def _as(contact: Contact) -> Actor:
    return Actor(kind="contact", id=contact.pk, label=contact.name, through="mail")
