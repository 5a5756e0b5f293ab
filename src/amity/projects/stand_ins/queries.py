"""Queries for stand-ins of project managers."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.stand_ins.models import ManagerCover
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def ahead(today: date) -> QuerySet[ManagerCover]:
    """Return the covers that run or start later."""
    return ManagerCover.objects.filter(ended_at=None, ends_on__gte=today).order_by("starts_on", "pk")


def running_around(person: Person, today: date) -> QuerySet[ManagerCover]:
    """Return the covers that run today, for a person or by them."""
    rows = ManagerCover.objects.filter(starts_on__lte=today, ends_on__gte=today, ended_at=None)
    return rows.filter(Q(manager=person) | Q(stand_in=person))


def covers_seen_by(by: Actor, today: date) -> QuerySet[ManagerCover]:
    """Return the covers ahead of the actor, for them or by them; directors see everyone's."""
    rows, person = ahead(today).select_related("manager", "stand_in"), person_of(by)
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        return rows
    return rows.filter(Q(manager=person) | Q(manager__lead=person) | Q(stand_in=person))


def cover_seen_by(by: Actor, cover_id: int, today: date, *, lock: bool = False) -> ManagerCover:
    """Return one of these, or raise `NotSeen`."""
    gone = _("Cover not found. It may have ended, or you don’t have access.")
    return seen_or_missing(covers_seen_by(by, today), cover_id, gone, lock=lock)
