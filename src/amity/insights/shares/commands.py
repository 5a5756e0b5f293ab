"""Share a story: keep what it means for the client, and record what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.accounts.models import Contact
from amity.audit import trail
from amity.insights import policy
from amity.insights.shares import queries
from amity.insights.shares.models import Received, Share
from amity.insights.shares.rules import OUTCOMES
from amity.insights.stories.models import KEPT, NEW, Match, Triage
from amity.insights.stories.queries import match_seen_by
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFields:
    """What a story means for the client, and who gets it."""

    so_what: Annotated[
        str, Text(2000, lines=True, needed=gettext_lazy("Explain in a sentence or two what it means for them."))
    ]
    contact_ids: tuple[int, ...] = ()


@command
def share_story(*, by: Actor, match_id: int, fields: ShareFields, now: datetime) -> Share:
    """Start sharing a story. Its email is written about the share, and goes through the gate."""
    match = match_seen_by(by, match_id, lock=True)
    person = person_of(by)
    policy.may_choose(person, match.account).or_refuse()
    given = tidied(fields)
    contacts = _contacts(match.account_id, given.contact_ids)
    had, stopped = queries.addresses_that_had(match.story_id), queries.addresses_that_stopped()
    for contact in contacts:
        if contact.mail in stopped:
            raise Invalid(_("%(name)s unsubscribed from stories.") % {"name": contact.name}, "contact_ids")
        if contact.mail in had:
            raise Invalid(_("%(name)s already has this story.") % {"name": contact.name}, "contact_ids")
    share = Share.objects.create(
        match=match, so_what=given.so_what, contact_ids=[one.pk for one in contacts], author=person, created_at=now
    )
    keep_for_client(match, person, now)
    changes = {"story": match.story.title, "contacts": [one.name for one in contacts]}
    trail.record("story.shared", subject=match, by=by, at=now, changes=changes)
    return share


def keep_for_client(match: Match, person: Person, now: datetime) -> None:
    """Keep a new story that is about to reach the client. Call it in a command, with the row locked."""
    if match.state != NEW:
        return
    match.state, match.decided_at, match.decided_by, match.version = KEPT, now, person, match.version + 1
    match.save(update_fields=["state", "decided_at", "decided_by", "version"])
    Triage.objects.update_or_create(account=match.account, defaults={"is_stale": True})


@command
def record_outcome(*, by: Actor, received_id: int, outcome: str, now: datetime) -> Received:
    """Record what came back from a contact: a reply, that it was useful, or that it wasn't."""
    received = queries.received_seen_by(by, received_id, lock=True)
    policy.may_choose(person_of(by), received.share.match.account).or_refuse()
    if outcome not in OUTCOMES:
        raise Invalid(_("Choose what came back."), "outcome")
    before, received.outcome, received.outcome_at = received.outcome, outcome, now
    received.save(update_fields=["outcome", "outcome_at"])
    changes = {"before": before, "after": outcome, "contact": received.contact.name}
    trail.record("story.answered", subject=received.share.match, by=by, at=now, changes=changes)
    return received


def _contacts(account_id: int, ids: Sequence[int]) -> list[Contact]:
    """Return the chosen contacts in their order. Raise `Invalid` for none, or for one who can't get email."""
    known = Contact.objects.filter(account_id=account_id, is_active=True).exclude(mail="").in_bulk(list(ids))
    if not ids or len(known) != len(set(ids)):
        raise Invalid(_("Choose at least one contact who has an email address."), "contact_ids")
    return [known[pk] for pk in dict.fromkeys(ids)]
