"""Add and end covers for the account manager. Rights and review queues follow the dates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import policy, queries, rules
from amity.accounts.covers import queries as cover_queries
from amity.accounts.models import Cover
from amity.audit import trail
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Text, flat, tidied


@dataclass(frozen=True, slots=True)
class CoverFields:
    """The stand-in, the first and last date of the cover, both included, and a note on what to hand over."""

    stand_in_id: int
    starts_on: date
    ends_on: date
    note: Annotated[str, Text(500, lines=True)] = ""


@command
def set_cover(*, by: Actor, account_id: int, fields: CoverFields, now: datetime) -> Cover:
    """Add a stand-in for the account manager. Both dates are included."""
    account = queries.account_to_change(by, account_id)
    policy.may_cover(person_of(by), account).or_refuse()
    clean = tidied(fields)
    stand_in = Person.objects.filter(pk=clean.stand_in_id, is_active=True).first()
    if stand_in is None or stand_in.pk == account.manager_id:
        raise Invalid(_("Choose an active person other than the account manager."), "stand_in_id")
    if clean.ends_on < max(clean.starts_on, timezone.localdate(now)):
        raise Invalid(_("The last day must be after the first, and not in the past."), "ends_on")
    if (clean.ends_on - clean.starts_on).days > rules.LONGEST_COVER:
        raise Invalid(_("Cover can last up to a year. For longer, assign the account to someone else."), "ends_on")
    for other in account.covers.filter(ended_at=None, ends_on__gte=timezone.localdate(now)):
        if rules.overlaps((other.starts_on, other.ends_on), (clean.starts_on, clean.ends_on)):
            raise Invalid(_("Someone already covers some of these days."), "starts_on")
    cover = Cover.objects.create(account=account, **flat(clean))
    trail.record("account.covered", subject=account, by=by, at=now, changes=flat(clean))
    return cover


@command
def end_cover(*, by: Actor, cover_id: int, version: int, now: datetime) -> Cover:
    """Cancel a cover, or end it before its last date. The stand-in loses the rights at once."""
    seen = cover_queries.cover_seen_by(by, cover_id)
    account = queries.account_to_change(by, seen.account_id)
    policy.may_cover(person_of(by), account).or_refuse()
    cover = cover_queries.cover_seen_by(by, cover_id, lock=True)
    if cover.ended_at is not None or cover.ends_on < timezone.localdate(now):
        raise Refused(_("This cover has already ended."))
    cover.expect(version)
    cover.ended_at = now
    cover.save()
    trail.record("account.cover_ended", subject=account, by=by, at=now, changes={"stand_in_id": cover.stand_in_id})
    return cover
