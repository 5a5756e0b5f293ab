"""Queries for what is passed on, as far as the actor can see it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agency import calendars
from amity.agency.editions.by_roles import rows_by_roles
from amity.agency.queries import agency, agency_zone
from amity.conversations import policy
from amity.conversations.models import Note, NotePoint, PassOn, PassOnQuerySet
from amity.conversations.passing import rules as passing
from amity.conversations.rules import ANSWERS, OPEN
from amity.mailbox.models import Message
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.along import without_account
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared, many

BESIDE = ("account__manager", "project", "stated_by", "colleague", "contact", "raised_by")


def with_people(rows: PassOnQuerySet) -> PassOnQuerySet:
    """Return rows with the related objects a page shows."""
    return rows.select_related(*BESIDE).prefetch_related(covers_along("account"))


def passed_on_seen_by(by: Actor) -> PassOnQuerySet:
    """Return what the actor can see, with the related objects a page shows."""
    return with_people(PassOn.objects.visible_to(person_of(by)))


def passed_seen_by(by: Actor, passed_id: int, *, lock: bool = False) -> PassOn:
    """Return one, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    sentence = _("Nothing found to pass on. It may have been deleted, or you don’t have access.")
    return seen_or_missing(passed_on_seen_by(by).select_related("entry"), passed_id, sentence, lock=lock)


def ids_seen_by(by: Actor, ids: Sequence[int]) -> frozenset[int]:
    """Return which of these the actor can see."""
    return frozenset(PassOn.objects.visible_to(person_of(by)).filter(pk__in=ids).values_list("pk", flat=True))


def open_on_project(by: Actor, project: Project) -> list[PassOn]:
    """Return what is open on a project, oldest first. Rows share the account that its page has read."""
    account = project.account
    given = {"project": project.pk}
    found: list[PassOn] = rows_by_roles("passed on in a project", by, timezone.localdate(), given, of_project)
    if account is not None:
        for row in found:
            row.account = account
    return found


def of_project(by: Actor) -> QuerySet[PassOn]:
    """Return what is open on a `Given` project, as far as the actor can see it."""
    return without_account(passed_on_seen_by(by).filter(project=PROJECT, state=OPEN).order_by("raised_at", "pk"))


def passed_on(account: Account, ids: Sequence[int]) -> list[PassOn]:
    """Return rows of one account by their ids. They share the object that a page has read, which checked the rights."""
    found = BY_IDS.rows({"pk": ids}) if ids else []
    for row in found:
        row.account = account
    return found


BY_IDS: Final = Prepared(lambda: without_account(with_people(PassOn.objects.filter(many("pk")))))


def answers_open_to(by: Actor, passed: PassOn) -> list[str]:
    """Return the answers that the actor can give now."""
    if passed.state != OPEN:
        return []
    person = person_of(by)
    return [answer for answer in ANSWERS[passed.direction] if policy.may_answer(person, passed, answer)]


def open_times(rows: Iterable[PassOn], now: datetime) -> dict[int, timedelta]:
    """Return for how much working time of the agency each row has been open, by id."""
    zone, country = agency_zone(), agency().country

    def works_on(moment: datetime) -> bool:
        return any(calendars.working_days(country, moment.date(), moment.date()))

    until = now.astimezone(zone)
    return {row.pk: passing.working_time(row.raised_at.astimezone(zone), until, works_on) for row in rows}


def point_seen_by(by: Actor, point_id: int) -> NotePoint:
    """Return a marked line of a note the actor can see."""
    seen = Note.objects.visible_to(person_of(by)).values("pk")
    found = NotePoint.objects.filter(note__in=seen).select_related("note__project", "action", "expectation")
    return seen_or_missing(found, point_id, _("Line not found. The note may have changed since you opened it."))


def note_seen_by(by: Actor, note_id: int, account: Account) -> Note:
    """Return a note of the account that the actor can see."""
    found = Note.objects.visible_to(person_of(by)).filter(account=account).select_related("project")
    return seen_or_missing(found, note_id, _("Note not found. It may have been deleted, or you don’t have access."))


def email_seen_by(by: Actor, email_id: int, account: Account) -> Message:
    """Return an email of the account that the actor can see."""
    found = Message.objects.visible_to(person_of(by)).filter(account=account).select_related("thread")
    gone = _("Email not found. It may have been removed, or you don’t have access.")
    return seen_or_missing(found.prefetch_related("addresses"), email_id, gone)


def may_answer(by: Actor, passed: PassOn, answer: str) -> None:
    """Raise `NotSeen` for an answer of the other direction, or `Refused` with the reason."""
    if answer not in ANSWERS[passed.direction]:
        raise NotSeen(_("Page not found."))
    policy.may_answer(person_of(by), passed, answer).or_refuse()


def can_answer(by: Actor, passed: PassOn, answer: str) -> bool:
    """Return whether the actor can give an answer, or take it back."""
    return bool(policy.may_answer(person_of(by), passed, answer))


def open_rows(direction: str) -> "QuerySet[PassOn]":
    """Return everything open in one direction, oldest first, for those who check permissions themselves."""
    return with_people(PassOn.objects.filter(direction=direction, state=OPEN)).order_by("raised_at", "pk")
