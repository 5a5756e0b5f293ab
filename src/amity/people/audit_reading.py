"""Which details of the audit log somebody may read: those of what they may open."""

from collections.abc import Collection
from typing import Any, Final

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from amity.people import rules
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused

SETTINGS_AND_PEOPLE: Final = frozenset({"people", "agency"})
"""Parts whose records every reader of the audit log sees whole."""


def opened_by(actor: Actor, kind: str, ids: Collection[int]) -> Collection[int] | None:
    """Return which of these things the actor may open; None for a kind that belongs to no client.

    What is deleted, and what has no client, is only for roles that see every account.
    """
    part, _dot, name = kind.partition(".")
    if part in SETTINGS_AND_PEOPLE:
        return ids
    try:
        person, model = person_of(actor), apps.get_model(part, name)
    except Refused:
        return ()
    except LookupError:
        return None
    seen = _narrowed(model, person)
    if seen is None:
        return None
    opened = set(seen.filter(pk__in=ids).values_list("pk", flat=True))
    if person.has_role(*rules.SEES_EVERY_ACCOUNT):
        opened |= set(ids) - set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
    return opened


def _narrowed(model: type[Model], person: Person) -> QuerySet[Any] | None:
    """The rows that a person may see: by the model's own rule, else by that of what the rows belong to."""
    rows: Any = model._default_manager
    if hasattr(rows, "visible_to"):
        found: QuerySet[Any] = rows.visible_to(person)
        return found
    for field in model._meta.fields:
        owner = field.related_model
        if not isinstance(field, ForeignKey) or not isinstance(owner, type) or owner in {Person, model}:
            continue
        seen = _narrowed(owner, person)
        if seen is not None:
            orphan = Q(**{f"{field.name}__isnull": True}) if person.has_role(*rules.SEES_EVERY_ACCOUNT) else Q(pk=None)
            belongs: QuerySet[Any] = rows.filter(Q(**{f"{field.name}__in": seen.values("pk")}) | orphan)
            return belongs
    return None
