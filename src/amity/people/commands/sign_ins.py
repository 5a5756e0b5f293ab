"""Audit records of sign-ins: done, failed, a new password requested, a token refused."""

from datetime import datetime

from amity.audit import trail
from amity.people import queries, tokens
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def record_sign_in(*, person_id: int, address: str, now: datetime) -> None:
    """Record that a person signed in, and from which network address."""
    person = Person.objects.get(pk=person_id)
    by = queries.actor_for(person, "page")
    trail.record("sign_in.done", subject=person, by=by, at=now, changes={"address": address})


@command
def record_failed_sign_in(*, person_id: int, address: str, now: datetime) -> None:
    """Record that someone entered a wrong password for a person."""
    _of_stranger("sign_in.failed", person_id, address, now)


@command
def record_reset_request(*, person_id: int, address: str, now: datetime) -> None:
    """Record that someone requested a new password for a person."""
    _of_stranger("sign_in.reset_requested", person_id, address, now)


@command
def record_refused_token(*, token_id: int, now: datetime) -> None:
    """Record that someone used a token that no longer works."""
    token = tokens.token_to_change(token_id)
    changes = {"name": token.name, "person_id": token.person_id}
    trail.record("token.refused", subject=token, by=Actor.stranger("rest"), at=now, changes=changes)


def _of_stranger(action: str, person_id: int, address: str, now: datetime) -> None:
    person = Person.objects.get(pk=person_id)
    trail.record(action, subject=person, by=Actor.stranger("page"), at=now, changes={"address": address})
