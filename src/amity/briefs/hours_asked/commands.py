"""Ask a colleague for a line's hours, answer by link or in Amity, and apply the answer."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency_day
from amity.audit import trail
from amity.briefs import policy
from amity.briefs.estimate.queries import ANSWER
from amity.briefs.hours_asked import mails, rules
from amity.briefs.hours_asked.queries import asked_by_link, asked_seen_by
from amity.briefs.lines.commands import line_now, set_estimate
from amity.briefs.lines.queries import line_seen_by
from amity.briefs.models import BriefLine, HoursAsked
from amity.briefs.sizes.commands import resize
from amity.people.models import Discipline, Person
from amity.people.queries import actor_for, person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.text.texts import within
from amity.shared.values import Text, tidied
from amity.ui import formats

MOST_SECONDS = 100_000 * 3600


@dataclass(frozen=True, slots=True)
class Asking:
    """A request for hours: the colleague, the discipline and the due date."""

    person_id: int
    discipline_id: int
    due_on: date
    question: Annotated[str, Text(500, lines=True)] = ""


@command
def ask_for_hours(*, by: Actor, line_id: int, asking: Asking, now: datetime) -> HoursAsked:
    """Ask a colleague for a line's hours. They get an email with a link for this one answer."""
    row = line_seen_by(by, line_id, lock=True)
    actor = person_of(by)
    policy.may_edit(actor, row.brief).or_refuse()
    person = Person.objects.filter(pk=asking.person_id, is_active=True).first()
    if person is None:
        raise Invalid(_("Choose a person from the list."), "person_id")
    if not Discipline.objects.filter(pk=asking.discipline_id).exists():
        raise Invalid(_("Choose from the list."), "discipline_id")
    if asking.due_on < timezone.localdate(now):
        raise Invalid(_("The date can’t be in the past."), "due_on")
    if HoursAsked.objects.filter(
        line=row, person=person, discipline=asking.discipline_id, answered_at=None, withdrawn_at=None
    ).exists():
        raise Refused(_("%(name)s has already been asked and hasn’t answered yet.") % {"name": person.name})
    asked = HoursAsked(
        line=row, person=person, discipline_id=asking.discipline_id, question=tidied(asking).question,
        due_on=asking.due_on, asked_by=actor, asked_at=now,
    )  # fmt: skip
    _mail_link(asked, now)
    changes = {"person_id": person.pk, "line_id": row.line_id, "due_on": asking.due_on, "question": asked.question}
    trail.record("brief.hours_asked", subject=row.brief, by=by, at=now, changes=changes)
    return asked


@command
def ask_again(*, by: Actor, hours_request_id: int, due_on: date, now: datetime) -> HoursAsked:
    """Repeat an unanswered request with a new due date. A new link replaces the old one."""
    asked = asked_seen_by(by, hours_request_id)
    row = line_seen_by(by, asked.line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    asked = _open(asked)
    if due_on < timezone.localdate(now):
        raise Invalid(_("The date can’t be in the past."), "due_on")
    if not asked.person.is_active:
        raise Refused(_("%(name)s no longer works here. Ask someone else.") % {"name": asked.person.name})
    asked.due_on = due_on
    _mail_link(asked, now)
    changes = {"person_id": asked.person_id, "line_id": row.line_id, "due_on": due_on}
    trail.record("brief.hours_asked_again", subject=row.brief, by=by, at=now, changes=changes)
    return asked


@command
def renew_link(*, token: str, now: datetime) -> HoursAsked:
    """Email a new link in place of an expired one. It goes only to the address of the person who was asked."""
    seen = _linked(token)
    asked = _open(seen)
    if rules.link_works(asked.link_until, timezone.localdate(now)):
        raise Refused(_("This link still works."))
    if not asked.person.mail:
        raise Refused(_("Amity has no email address for you. Sign in to answer."))
    _mail_link(asked, now)
    by = actor_for(asked.person, "mail")
    changes = {"person_id": asked.person_id, "line_id": asked.line.line_id}
    trail.record("brief.hours_link_renewed", subject=asked.line.brief, by=by, at=now, changes=changes)
    return asked


@command
def answer_hours(*, by: Actor, hours_request_id: int, seconds: int, now: datetime, note: str = "") -> HoursAsked:
    """Save the estimated hours as an answer next to the line; the estimator applies it. It can be sent once."""
    seen = asked_seen_by(by, hours_request_id)
    policy.may_answer(person_of(by), seen).or_refuse()
    return _answer(by, seen, seconds, note, now)


@command
def answer_by_link(*, token: str, seconds: int, now: datetime, note: str = "") -> HoursAsked:
    """Save an answer from the emailed link, without signing in.

    The link is for one person and one request, for a limited time.
    """
    seen = _linked(token)
    if seen.answered_at is None and not rules.link_works(seen.link_until, timezone.localdate(now)):
        raise Refused(_("This link has expired. Ask for a new one, or sign in to answer."))
    return _answer(actor_for(seen.person, "mail"), seen, seconds, note, now)


@command
def withdraw_question(*, by: Actor, hours_request_id: int, now: datetime) -> HoursAsked:
    """Withdraw an unanswered request. Its link then stops working."""
    asked = asked_seen_by(by, hours_request_id)
    policy.may_write(person_of(by), asked.line.brief).or_refuse()
    asked = _open(asked)
    asked.withdrawn_at = now
    asked.save(update_fields=["withdrawn_at"])
    trail.record(
        "brief.hours_withdrawn", subject=asked.line.brief, by=by, at=now, changes={"person_id": asked.person_id}
    )
    return asked


@command
def take_hours(*, by: Actor, hours_request_id: int, now: datetime) -> BriefLine:
    """Apply an answer as the line's hours of that discipline. They become known, with their source."""
    asked = asked_seen_by(by, hours_request_id)
    row = line_seen_by(by, asked.line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    asked = _held(asked)
    if asked.answered_at is None or asked.seconds is None:
        raise Refused(_("%(name)s hasn’t answered yet.") % {"name": asked.person.name})
    before = line_now(row, now)
    hours = dict(before.hours) | {asked.discipline_id: asked.seconds}
    row.basis, row.stated_by, row.stated_on = ANSWER, asked.answerer, agency_day(asked.answered_at)
    row.version += 1
    row.save()
    asked.taken_at = now
    asked.save(update_fields=["taken_at"])
    set_estimate(by, row, replace(before, hours=tuple(hours.items())), now)
    changes = {"person_id": asked.person_id, "line_id": row.line_id, "planned_seconds": asked.seconds}
    trail.record("brief.hours_taken", subject=row.brief, by=by, at=now, changes=changes)
    resize(row.brief, now)
    return row


def _answer(by: Actor, seen: HoursAsked, seconds: int, note: str, now: datetime) -> HoursAsked:
    asked = _open(seen)
    if not 0 < seconds <= MOST_SECONDS:
        raise Invalid(_("Enter the number of hours."), "hours")
    asked.answered_at, asked.seconds, asked.note = now, seconds, within(note, 500, "note")
    asked.answered_by = by.label if by.person_id != asked.person_id else ""
    asked.save(update_fields=["answered_at", "answered_by", "seconds", "note"])
    changes = {"line_id": asked.line.line_id, "planned_seconds": seconds, "note": asked.note}
    trail.record("brief.hours_answered", subject=asked.line.brief, by=by, at=now, changes=changes)
    mails.tell(asked, now)
    return asked


def _linked(token: str) -> HoursAsked:
    """Return the request of an emailed link, or raise `NotSeen`."""
    seen = asked_by_link(token)
    if seen is None:
        raise NotSeen(_("This link no longer works."))
    return seen


def _open(seen: HoursAsked) -> HoursAsked:
    """Lock the request and return it while it is open. Otherwise raise `Refused`."""
    asked = _held(seen)
    if asked.withdrawn_at is not None:
        raise Refused(_("This question has been withdrawn."))
    if asked.answered_at is not None:
        names = {"name": asked.answerer, "day": formats.full_day(timezone.localdate(asked.answered_at))}
        raise Refused(_("%(name)s already answered this on %(day)s.") % names)
    return asked


def _held(seen: HoursAsked) -> HoursAsked:
    """Lock the row until the transaction ends, and keep the related objects that were read."""
    asked = HoursAsked.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    asked.line, asked.person, asked.discipline, asked.asked_by = seen.line, seen.person, seen.discipline, seen.asked_by
    return asked


def _mail_link(asked: HoursAsked, now: datetime) -> None:
    """Create a new link for the request, save its hash, and email it."""
    token = secrets.token_urlsafe(32)
    asked.token_hash, asked.link_until = token_hash(token), rules.link_until(asked.due_on, timezone.localdate(now))
    asked.save()
    mails.ask(asked, token, now)
