"""Queries for estimates requested from colleagues, and for people to ask."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.briefs import hooks, policy
from amity.briefs.capacity.rules import WEEK
from amity.briefs.choices import Choices
from amity.briefs.models import HoursAsked
from amity.briefs.queries import seen_ids
from amity.people.candidates import has_role_for
from amity.people.models import Person
from amity.people.queries import person_of, token_hash
from amity.people.rules import WORKS
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.prepared import Prepared, many

USUAL_DAYS: Final = 3
_ABLE: Final = Q(mail__isnull=False) & has_role_for(WORKS)


def people_by_discipline() -> tuple[Choices, dict[int, int]]:
    """Return the people who can be asked for hours, and the discipline of each.

    They do the work and can receive the link by email. If nobody can, everyone is offered.
    """
    people = Person.objects.filter(is_active=True).select_related("discipline").order_by("name", "pk")
    everyone = list(people.annotate(is_able=ExpressionWrapper(_ABLE, BooleanField())))
    found = [one for one in everyone if one.is_able] or everyone
    named = [(one.pk, f"{one.name}, {one.discipline.name}" if one.discipline else one.name) for one in found]
    return named, {one.pk: one.discipline_id for one in found if one.discipline_id}


def asked_seen_by(by: Actor, hours_request_id: int) -> HoursAsked:
    """Return a request for hours: of a brief the actor can see, or addressed to them. Raises `NotSeen`."""
    asked = _asked().filter(pk=hours_request_id).first()
    if asked is not None and not policy.may_answer(person_of(by), asked) and not seen_ids(by, [asked.line.brief_id]):
        asked = None
    if asked is None:
        raise NotSeen(_("Question not found. It may have been withdrawn, or you don’t have access."))
    return asked


def asked_by_link(token: str) -> HoursAsked | None:
    """Return the request of an emailed link, or None where there is none or the person has left."""
    return _asked().filter(token_hash=token_hash(token), person__is_active=True).first()


def asked_of(person: Person) -> QuerySet[HoursAsked]:
    """Return the unanswered requests to someone or to those they cover for today, soonest first."""
    return _asked().filter(addressed_to(person), answered_at=None, withdrawn_at=None).order_by("due_on", "pk")


def requests_of(person: Person) -> QuerySet[HoursAsked]:
    """Return the requests that someone answers or made, without withdrawn ones."""
    return _asked().filter(addressed_to(person) | Q(asked_by=person), withdrawn_at=None)


def addressed_to(person: Person) -> Q:
    """Return the condition that a request is to someone, or to a project manager whose stand-in they are today."""
    condition = Q(person=person)
    for of_covered in hooks.of_covered:
        condition |= of_covered(person, "person")
    return condition


def questions_about(rows: Collection[int]) -> Sequence[HoursAsked]:
    """Return the requests for hours of some lines, oldest first."""
    return OF_LINES.rows({"line_id": rows})


def _asked() -> QuerySet[HoursAsked]:
    return HoursAsked.objects.select_related("person", "discipline", "asked_by", "line__line", "line__brief__account")


OF_LINES: Final = Prepared(lambda: _asked().filter(many("line_id"), withdrawn_at=None).order_by("asked_at", "pk"))


def usual_due_date(today: date) -> date:
    """Return the date that is proposed for an answer: in three days, or the first working day after them."""
    first = today + timedelta(days=USUAL_DAYS)
    return next(working_days(agency().country, first, first + WEEK), first)
