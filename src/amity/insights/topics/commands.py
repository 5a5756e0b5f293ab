"""Add and remove the terms by which an account's stories are ranked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.insights import policy
from amity.insights.relevance.tokens import tokens
from amity.insights.stories.models import Triage
from amity.insights.topics import queries
from amity.insights.topics.models import FIELDS, Interest
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import OneOf, Text, tidied

MOST_INTERESTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestFields:
    """A term and its kind: a competitor, a topic or an industry."""

    field: Annotated[str, OneOf(tuple(FIELDS))] = "topic"
    text: Annotated[str, Text(120, needed=gettext_lazy("Enter a term."))]


@command
def add_interest(*, by: Actor, account_id: int, fields: InterestFields, now: datetime) -> Interest:
    """Add a term. Its account is ranked again within a minute. A term that is there already stays as it is."""
    account = account_seen_by(by, account_id)
    policy.may_choose(person_of(by), account).or_refuse()
    given = tidied(fields)
    if not tokens(given.text):
        raise Invalid(_("Enter a word that not every article has."), "text")
    found = account.interests.filter(field=given.field, text__iexact=given.text).first()
    if found is not None:
        return found
    if account.interests.count() >= MOST_INTERESTS:
        raise Refused(_("This account already has 100 terms. Remove one you no longer need."))
    interest = Interest.objects.create(account=account, field=given.field, text=given.text, added_at=now)
    Triage.objects.update_or_create(account=account, defaults={"is_stale": True})
    changes = {"kind": given.field, "term": given.text}
    trail.record("interest.added", subject=interest, by=by, at=now, changes=changes)
    return interest


@command
def remove_interest(*, by: Actor, interest_id: int, now: datetime) -> None:
    """Remove a term. Its account is ranked again within a minute."""
    interest = queries.interest_seen_by(by, interest_id, lock=True)
    policy.may_choose(person_of(by), interest.account).or_refuse()
    changes = {"kind": interest.field, "term": interest.text}
    trail.record("interest.removed", subject=interest, by=by, at=now, changes=changes)
    Triage.objects.update_or_create(account=interest.account, defaults={"is_stale": True})
    interest.delete()
