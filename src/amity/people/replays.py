"""Repeated requests: a stored response is returned again only while rights and assignments are unchanged."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from amity.audit.models import Record
from amity.people.models import Person, Token
from amity.shared.refs import Ref

OF_THE_PERSON: Final = ("person.roles_changed", "person.money_right_set")
_assignments: set[str] = set()


def end_with(*actions: str) -> None:
    """Name the actions that assign clients' work. After one by someone else, no stored response is returned."""
    _assignments.update(actions)


def rights_changed_since(token_id: int, since: datetime) -> bool:
    """Return whether the rights of a token's person, or anyone's assignments, changed since a moment."""
    person_id = Token.objects.values_list("person_id", flat=True).get(pk=token_id)
    kind = Ref.to(Person(pk=person_id)).kind
    own = Q(action__in=OF_THE_PERSON, subject_kind=kind, subject_id=person_id)
    assigned = Q(action__in=_assignments) & ~Q(actor_kind="person", actor_id=person_id)
    return Record.objects.filter(own | assigned, at__gte=since).exists()
