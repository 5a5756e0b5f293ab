"""REST operations for people. All callers see names; email, roles and hours are limited."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.people import policy, queries

router = Router(tags=["People"])


class PersonShape(Answered):
    """A person at the agency. Only the person and administrators see email, roles, hours and the right to money."""

    id: Id
    name: str
    is_active: bool
    discipline_id: Id | None
    mail: str | None = None
    roles: list[str] = []
    weekly_seconds: int = 0
    money_right: str = ""


@reads(router, "/people", Page[PersonShape])
def list_people(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the active people. Administrators also see those who have left."""
    by = asker(request)
    everything = bool(policy.may_look_after_people(by))
    return page(queries.colleagues(everything), asked, lambda one: _shown(one, everything, by.person_id))


@reads(router, "/people/me", PersonShape)
def read_me(request: HttpRequest) -> Mapping[str, Any]:
    """Return the person who owns the token."""
    me = queries.person_of(asker(request))
    return _shown(me, whole=True, me=me.pk)


@reads(router, "/people/{int:person_id}", PersonShape)
def read_person(request: HttpRequest, person_id: Path[Id]) -> Mapping[str, Any]:
    """Return one person."""
    by = asker(request)
    everything = bool(policy.may_look_after_people(by))
    return _shown(queries.colleague(person_id, everything), everything, by.person_id)


def _shown(person: Any, whole: bool, me: int) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": person.pk,
        "name": person.name,
        "is_active": person.is_active,
        "discipline_id": person.discipline_id,
    }
    if whole or person.pk == me:
        payload |= {
            "mail": person.mail,
            "roles": sorted(person.roles),
            "weekly_seconds": person.weekly_seconds,
            "money_right": person.money_right.name.lower(),
        }
    return payload
