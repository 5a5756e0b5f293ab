"""Name a stand-in for a project manager, and end it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.rules import LONGEST_COVER, overlaps
from amity.audit import trail
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.stand_ins import policy, queries
from amity.projects.stand_ins.models import ManagerCover
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Text, flat, tidied


@dataclass(frozen=True, slots=True)
class StandInFields:
    """The stand-in, the first and last day, both included, and a note on what is open.

    `manager_id` is the project manager, by default oneself.
    """

    stand_in_id: int
    starts_on: date
    ends_on: date
    note: Annotated[str, Text(500, lines=True)] = ""
    manager_id: int | None = None


@command
def name_stand_in(*, by: Actor, fields: StandInFields, now: datetime) -> ManagerCover:
    """Name who sees and does what waits for a project manager between two days."""
    clean, today = tidied(fields), timezone.localdate(now)
    people = {one.pk: one for one in Person.objects.filter(is_active=True)}
    manager = people.get(clean.manager_id or by.person_id)
    if manager is None:
        raise Invalid(_("Choose from the list."), "manager_id")
    policy.may_name(person_of(by), manager).or_refuse()
    if clean.stand_in_id not in people or clean.stand_in_id == manager.pk:
        raise Invalid(_("Choose an active person other than the project manager."), "stand_in_id")
    if clean.ends_on < max(clean.starts_on, today):
        raise Invalid(_("The last day must be after the first, and not in the past."), "ends_on")
    if (clean.ends_on - clean.starts_on).days > LONGEST_COVER:
        raise Invalid(_("Cover can last up to a year. For longer, assign the projects to someone else."), "ends_on")
    for other in queries.ahead(today).filter(manager=manager):
        if overlaps((other.starts_on, other.ends_on), (clean.starts_on, clean.ends_on)):
            raise Invalid(_("Someone already covers some of these days."), "starts_on")
    values = flat(clean) | {"manager_id": manager.pk}
    cover = ManagerCover(**values)
    cover.save(force_insert=True)
    trail.record("project_manager.covered", subject=manager, by=by, at=now, changes=values)
    return cover


@command
def end_stand_in(*, by: Actor, cover_id: int, version: int, now: datetime) -> ManagerCover:
    """End a cover now, or cancel one that hasn't started. The stand-in loses the rights at once."""
    cover = queries.cover_seen_by(by, cover_id, timezone.localdate(now), lock=True)
    policy.may_name(person_of(by), cover.manager).or_refuse()
    if cover.ended_at is not None or cover.ends_on < timezone.localdate(now):
        raise Refused(_("This cover has already ended."))
    cover.expect(version)
    cover.ended_at = now
    cover.save()
    changes = {"stand_in_id": cover.stand_in_id}
    trail.record("project_manager.cover_ended", subject=cover.manager, by=by, at=now, changes=changes)
    return cover
