"""Reads of what a person set aside."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.of_person import of_handled_accounts
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.rows.lookup import seen_or_missing
from amity.today.asides.rules import EFFECTS, LET_PASS
from amity.today.models import Aside

REMEMBERED: Final = timedelta(days=365)
"""How long something let pass counts for the third time."""
MOST: Final = 50


def asides_of(person: Person) -> list[Aside]:
    """Return a person's answers in force, newest first, without what was let pass more than a year ago."""
    old = Q(way=LET_PASS, at__lt=timezone.now() - REMEMBERED)
    return list(Aside.objects.visible_to(person).in_force().exclude(old).order_by("-at", "-pk"))


def has_let_pass(by: Actor) -> Exists:
    """Return the condition that the actor let something pass on the outer account."""
    rows = Aside.objects.in_force().filter(account=OuterRef("pk"), person_id=by.person_id, way=LET_PASS)
    return Exists(rows)


def money_of(one: Aside) -> Money | None:
    """Return the money that was at stake."""
    return Money(one.minor, one.currency) if one.minor is not None and one.currency else None


def set_aside(asides: list[Aside]) -> list[Aside]:
    """Return what the page lists as set aside: not the corrected effects."""
    return [one for one in asides if one.way != EFFECTS]


def aside_seen_by(by: Actor, aside_id: int, *, lock: bool = False) -> Aside:
    """Return one of the actor's own answers in force, or raise `NotSeen`."""
    rows = Aside.objects.visible_to(person_of(by)).in_force()
    return seen_or_missing(rows, aside_id, _("This is no longer set aside."), lock=lock)


def let_pass_by_others(by: Actor) -> "QuerySet[Aside]":
    """Return what others let pass: on accounts the actor manages or covers, in projects they manage.

    The director of an account sees what is above the account manager's limit, or severe.
    """
    person = person_of(by)
    managed = Project.objects.filter(pk=OuterRef("project_id"), manager=person)
    directed = Q(account__director=person) | Q(account__manager__lead=person)
    concerns = of_handled_accounts(person) | Q(Exists(managed)) | (directed & Q(is_large=True))
    rows = Aside.objects.in_force().filter(concerns, way=LET_PASS).exclude(person=person)
    return rows.select_related("person", "account").order_by("-at", "-pk")[:MOST]
