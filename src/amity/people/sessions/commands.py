"""End sessions: one's own, or a person's by an administrator."""

import uuid
from datetime import datetime

from amity.audit import trail
from amity.people import policy, queries
from amity.people.models import Person
from amity.people.sessions.models import Session
from amity.people.sessions.queries import open_sessions
from amity.people.sign_in import mails
from amity.people.sign_in.reasons import given_reason
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.rows.deleting import delete_in_steps


@command
def end_session(*, by: Actor, reference: uuid.UUID, now: datetime) -> bool:
    """End one of the actor's own sessions. Return False if it has already ended."""
    person = queries.person_to_change(queries.person_of(by).pk)
    ended, _rows = person.sessions.filter(reference=reference).delete()
    if ended:
        trail.record("session.ended", subject=person, by=by, at=now, changes={"sessions": 1})
    return bool(ended)


@command
def end_other_sessions(*, by: Actor, key: str | None, now: datetime) -> int:
    """End the actor's sessions except the one with this key. Return how many."""
    person = queries.person_to_change(queries.person_of(by).pk)
    ended, _rows = person.sessions.exclude(session_key=key).delete()
    if ended:
        trail.record("session.ended", subject=person, by=by, at=now, changes={"sessions": ended})
    return ended


@command
def end_sessions_of(*, by: Actor, person_id: int, reason: str, now: datetime) -> Person:
    """End all sessions of a person, as an administrator with a reason. The person is notified by email."""
    policy.may_look_after_people(by).or_refuse()
    person, why = queries.person_to_change(person_id), given_reason(reason)
    open_now = open_sessions(person.pk, now).count()
    close_sessions(person)
    changes = {"sessions": open_now, "reason": why}
    trail.record("person.sessions_ended", subject=person, by=by, at=now, changes=changes)
    mails.notify_of_ended_sessions(person, reason=why, by=by, now=now)
    return person


def close_sessions(person: Person) -> None:
    """End a locked person's sessions, and those a browser may hold elsewhere."""
    person.sessions.all().delete()
    person.session_round += 1
    person.save(update_fields=["session_round"])


def forget_expired_sessions(now: datetime) -> int:
    """Delete sessions that have expired, of people and of strangers. Return how many."""
    return delete_in_steps(Session.objects.filter(expire_date__lt=now))
