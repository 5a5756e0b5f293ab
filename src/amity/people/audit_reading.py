"""Access to details in the audit log: people see those of objects they can open."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet, Value

from amity.people import rules
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused

SETTINGS_AND_PEOPLE: Final = frozenset({"people", "agency"})
"""Parts whose records are visible in full to every reader of the audit log."""


def opened_by(actor: Actor, subjects: Mapping[str, Collection[int]]) -> dict[str, Collection[int] | None]:
    """Return which of these objects, by kind, the actor may open: None for a kind that belongs to no client.

    Deleted objects, and those without a client, are only for roles that see every account. One query for all kinds.
    """
    whole = {kind: ids for kind, ids in subjects.items() if kind.partition(".")[0] in SETTINGS_AND_PEOPLE}
    try:
        person = person_of(actor)
    except Refused:
        return {kind: whole.get(kind, ()) for kind in subjects}
    asked = {kind: _answers(kind, ids, person) for kind, ids in subjects.items() if kind not in whole}
    queries = [query for query in asked.values() if query is not None]
    opened: defaultdict[str, set[int]] = defaultdict(set)
    if person.has_role(*rules.SEES_EVERY_ACCOUNT):
        opened.update({kind: set(subjects[kind]) for kind in asked})
    for kind, number, may_open in queries[0].union(*queries[1:], all=True) if queries else ():
        (opened[kind].add if may_open else opened[kind].discard)(number)
    return {**whole, **{kind: None if query is None else opened[kind] for kind, query in asked.items()}}


def _answers(kind: str, ids: Collection[int], person: Person) -> QuerySet[Any, Any] | None:
    """Return rows of kind, number and whether the person may open it, or None for a kind that belongs to no client."""
    part, _dot, name = kind.partition(".")
    try:
        model = apps.get_model(part, name)
    except LookupError:
        return None
    seen = _narrowed(model, person)
    if seen is None:
        return None
    rows: QuerySet[Any] = model._default_manager.filter(pk__in=ids).order_by()
    answer = Exists(seen.filter(pk=OuterRef("pk")))
    found: QuerySet[Any, Any] = rows.annotate(of_kind=Value(kind), may_open=answer)
    return found.values_list("of_kind", "pk", "may_open")


def _narrowed(model: type[Model], person: Person) -> QuerySet[Any] | None:
    """Return the rows a person can see, by the model's own rule or by that of the object they belong to."""
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
