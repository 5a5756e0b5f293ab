"""Begin the rounds of a day, and set how often projects are asked about."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.outbox.queries import new_message_id
from amity.people.models import Person
from amity.people.queries import actor_for, person_of, token_hash
from amity.projects.models import Project
from amity.projects.queries import project_seen_by
from amity.projects.rules import STARTS
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen, Refused
from amity.shared.refs import Ref
from amity.shared.rows.lookup import only_row
from amity.shared.values import OneOf, Whole, tidied
from amity.status import policy
from amity.status.answers.commands import confirm_status
from amity.status.answers.prefill import prefills
from amity.status.answers.queries import latest_statuses
from amity.status.asks import mails, queries, rules
from amity.status.asks.activity import active_since, first_since
from amity.status.asks.closing import close_asks
from amity.status.asks.models import Ask, Rhythm
from amity.status.models import Status

AGENCY = Ref("agency.agency", 1)


@dataclass(frozen=True, slots=True)
class RhythmFields:
    """How often project managers are asked, and on which weekday. Monday is 0."""

    rhythm: Annotated[str, OneOf(rules.RHYTHMS)] = rules.WEEKLY
    weekday: Annotated[int, Whole(0, 6)] = rules.FRIDAY


@command
def begin_rounds(now: datetime) -> int:
    """Ask about the projects whose round begins today, one email a person. Return how many people were asked."""
    today = timezone.localdate(now)
    chosen = _to_ask(now, today)
    people: defaultdict[Person, list[Ask]] = defaultdict(list)
    for project, day in chosen.items():
        manager = project.manager
        if manager is not None:
            close_asks(project.pk, now, answered=False)
            people[manager].append(
                Ask(project=project, person=manager, round_on=day, asked_at=now, link_until=rules.link_until(day))
            )
    for person, asks in people.items():
        token = secrets.token_urlsafe(32)
        for ask in asks:
            ask.token_hash = token_hash(token)
        _email(person, asks, token, now)
    return len(people)


@command
def email_open_asks(*, by: Actor, now: datetime) -> int:
    """Email the actor the projects that wait for their status, with new links, and return how many these are.

    The links of an earlier email about these projects stop working.
    """
    person = person_of(by)
    if not person.mail:
        raise Refused(_("You have no email address in Amity. Ask an administrator to add one."))
    asks = list(queries.open_asks(person).select_for_update(of=("self",)))
    if not asks:
        raise Refused(_("No project waits for your status."))
    token, today = secrets.token_urlsafe(32), timezone.localdate(now)
    for ask in asks:
        ask.person, ask.token_hash = person, token_hash(token)
        ask.link_until = rules.link_until(today)
    _email(person, asks, token, now)
    return len(asks)


def _email(person: Person, asks: Sequence[Ask], token: str, now: datetime) -> None:
    """Save the asks with what their email lists, so that a reply answers what its author read."""
    known = prefills([ask.project for ask in asks], timezone.localdate(now))
    email_id = new_message_id(queries.OUR_EMAILS)
    for ask in asks:
        listed = known[ask.project_id]
        ask.email_id, ask.shown_digest = email_id, listed.rest_digest
        ask.shown_percent, ask.shown_to_go_seconds = listed.fields.percent, listed.fields.to_go_seconds
        ask.save()
    mails.ask_for_status(person, asks, known, link=token, email_id=email_id, now=now)


@command
def confirm_by_link(*, token: str, project_id: int, digest: str, now: datetime) -> Status:
    """Confirm a status from the email, without signing in. The link is for one person and one round."""
    ask = queries.ask_by_link(token, project_id, timezone.localdate(now))
    if ask is None or ask.person is None:
        raise NotSeen(_("This link no longer works."))
    if not queries.still_open([ask], timezone.localdate(now)):
        raise Refused(_("This project has been answered, or the link has expired. Sign in to change its status."))
    return confirm_status(by=actor_for(ask.person, "mail"), project_id=project_id, now=now, digest=digest)


@command
def set_agency_rhythm(*, by: Actor, version: int, fields: RhythmFields, now: datetime) -> Rhythm:
    """Set how often the agency's project managers are asked."""
    policy.may_set_agency_rhythm(by).or_refuse()
    row = only_row(Rhythm.objects.select_for_update().filter(project=None)) or Rhythm()
    return _set(row, version, fields, AGENCY, by, now)


@command
def set_project_rhythm(*, by: Actor, project_id: int, version: int, fields: RhythmFields, now: datetime) -> Rhythm:
    """Set how often a project is asked about, in place of the agency's rhythm."""
    project = project_seen_by(by, project_id)
    policy.may_set_rhythm(person_of(by), project).or_refuse()
    row = only_row(Rhythm.objects.select_for_update().filter(project=project)) or Rhythm(project=project)
    return _set(row, version, fields, Ref.to(project), by, now)


@command
def remove_project_rhythm(*, by: Actor, project_id: int, now: datetime) -> None:
    """Let a project follow the agency's rhythm again."""
    project = project_seen_by(by, project_id)
    policy.may_set_rhythm(person_of(by), project).or_refuse()
    row = only_row(Rhythm.objects.select_for_update().filter(project=project))
    if row is None:
        raise Refused(_("This project already follows the agency’s rhythm."))
    row.delete()
    trail.record("status.rhythm_removed", subject=project, by=by, at=now)


def _set(row: Rhythm, version: int, fields: RhythmFields, subject: Ref, by: Actor, now: datetime) -> Rhythm:
    row.expect(version)
    given = tidied(fields)
    row.rhythm, row.weekday = given.rhythm, given.weekday
    row.save()
    trail.record("status.rhythm_set", subject=subject, by=by, at=now, changes=asdict(given))
    return row


def _to_ask(now: datetime, today: date) -> Mapping[Project, date]:
    """Return the projects to ask about, with their round: those with activity that weren't asked in it yet."""
    rhythms = queries.rhythms()
    rows = Project.objects.filter(status__in=STARTS, is_internal=False, manager__is_active=True)
    rows = (
        rows.exclude(account=None).select_related("manager", "account", "agreement").order_by("account__name", "name")
    )
    begun = {
        project: day
        for project in rows
        if (day := rhythms.round_on(project.pk, today)) is not None and rules.begins(day, today)
    }
    if not begun:
        return {}
    asked = queries.asks_of([project.pk for project in begun], min(begun.values()))
    known = {(ask.project_id, ask.round_on) for ask in asked}
    due = {project: day for project, day in begun.items() if (project.pk, day) not in known}
    last = latest_statuses([project.pk for project in due])
    since = {one.pk: last[one.pk].answered_at if one.pk in last else first_since(now) for one in due}
    active = active_since(since)
    return {project: day for project, day in due.items() if project.pk in active}
