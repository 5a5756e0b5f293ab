"""Accounts of other people: copies of all that a scene has on its accounts, in any number, held by other people.

A page for one person must not read more with them. The database writes the rows itself, in a statement for each table.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any, Final, cast

from django.apps import apps
from django.db import connection, transaction
from django.db.models import CharField, F, ForeignKey, Model, TextField, UniqueConstraint
from django.utils import timezone

from amity.accounts.models import Account
from amity.people.models import HeldRole, Person
from amity.waiting.kinds import kinds

APART: Final = 1_000_000
"""The ids of a copy are this much higher than those of the copy before it."""
OTHERS: Final = 500_000
"""The ids of the other people are at least this much higher than those of the scene's."""
TEN: Final = 10
EACH: Final = 1_000
"""So many copies belong to the same other people, whose ids are this much higher than those of the ones before."""
PEOPLE: Final = (Person, HeldRole)
TEXTS: Final = (CharField, TextField)
Columns = list[Any]


def add_strangers(anyone: Person, first: int, last: int) -> None:
    """Copy each account of the scene with all that belongs to it, as the copies with these numbers.

    Their people have the roles of the scene's. The copies come in tens. `anyone` can have any role.
    """
    models = copied_models(anyone)
    left_out = _left_out(models)
    with transaction.atomic():
        for of_people in PEOPLE:
            _copy(of_people, models, set(), first, last)
        for model in models:
            _copy(model, models, left_out[model], first, last)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copied_models(anyone: Person) -> Collection[type[Model]]:
    """Return accounts, what waits for someone, and all that refers to these."""
    today = anyone.day_of(timezone.now())
    ways = [way for kind in kinds() for way in (kind.candidates, kind.rows, kind.awaited_rows) if way]
    found = {Account, *(rows.model for way in ways if hasattr(rows := way(anyone, today), "model"))} - {*PEOPLE}
    every = [model for model in apps.get_models(include_auto_created=True) if model not in PEOPLE]
    while more := ({model for model in every if _references(model, found)} | _referred_to_once(found)) - found:
        found |= more
    while alone := {model for model in found if not all(map(partial(_can_vary, found), _unique_together(model)))}:
        found -= alone
    return found


def _referred_to_once(models: Collection[type[Model]]) -> set[type[Model]]:
    """Return what only one row can refer to, such as a file, so that each copy needs its own."""
    unique = (field for model in models for field in _columns(model) if field.unique and field.related_model)
    return {field.related_model for field in unique if field.related_model not in PEOPLE}


def _can_vary(models: Collection[type[Model]], fields: Columns) -> bool:
    """Return whether these columns, unique together, differ between copies. A week of a person is there once."""
    return any(field.related_model in models or _is_text(field) for field in fields)


def _columns(model: type[Model]) -> Columns:
    return [field for field in model._meta.local_concrete_fields if field.column]


def _references(model: type[Model], to: Collection[type[Model]]) -> Columns:
    return [field for field in _columns(model) if field.related_model in to]


def _left_out(models: Collection[type[Model]]) -> dict[type[Model], set[Any]]:
    """Return the rows of the scene that belong to no account, such as defaults, and those that refer to them."""
    found: dict[type[Model], set[Any]] = {model: set() for model in models}
    rows = {}
    for model in models:
        if references := _references(model, models):
            names = [field.attname for field in references]
            rows[model] = references, list(model._base_manager.values_list("pk", *names))
            found[model] = {pk for pk, *ids in rows[model][1] if ids.count(None) == len(ids)}
    while True:
        count = sum(map(len, found.values()))
        for model, (references, known) in rows.items():
            found[model] |= {
                pk
                for pk, *ids in known
                if any(one in found[field.related_model] for field, one in zip(references, ids, strict=True))
            }
        if count == sum(map(len, found.values())):
            return found


def _copy(
    model: type[Model], models: Collection[type[Model]], left_out: Collection[Any], first: int, last: int
) -> None:
    """Insert copies of the scene's rows of a table: ids and references are higher, and what is unique stays so."""
    quote, fields = connection.ops.quote_name, _columns(model)
    varied = set(_varied(model, models))
    values = ", ".join(_value(field, models, is_varied=field in varied) for field in fields)
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    known = [field for field in fields if _is_id(field, models)]
    own = [f"({quote(field.column)} IS NULL OR {quote(field.column)} < {OTHERS})" for field in known]
    if left_out:
        own.append(f"{quote(str(model._meta.pk.column))} NOT IN ({', '.join(['%s'] * len(left_out))})")
    if model in PEOPLE:
        own.append(f"n %% {TEN} = 1")
    numbers = "WITH RECURSIVE copies(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM copies WHERE n < %s)"
    where = " AND ".join(own) or "1 = 1"
    sql = f"INSERT INTO {table} ({names}) {numbers} SELECT {values} FROM {table}, copies WHERE {where}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [first, last, *left_out])


def _value(field: Any, models: Collection[type[Model]], *, is_varied: bool) -> str:
    column = connection.ops.quote_name(field.column)
    if field.related_model is Person or (field.model in PEOPLE and field.primary_key) or field.name.endswith("_by_id"):
        return f"{column} + {OTHERS} + (n - 1) / {TEN} * {EACH}"
    if _is_id(field, models):
        return f"{column} + n * {APART}"
    if field.name.endswith("_by") and isinstance(field, TEXTS):
        return f"CASE WHEN {column} = '' THEN '' ELSE 'Another ' || {column} END"
    if not is_varied:
        return column
    text, most = f"CAST({column} AS TEXT) || '~' || CAST(n AS TEXT)", field.max_length or 1000
    longest = "GREATEST" if connection.vendor == "postgresql" else "MAX"
    return f"CASE WHEN {column} = '' THEN '' ELSE SUBSTR({text}, {longest}(LENGTH({text}) - {most} + 1, 1)) END"


def _is_id(field: Any, models: Collection[type[Model]]) -> bool:
    """Return whether a column is the id of a copied row, its own or another's."""
    if isinstance(field, ForeignKey):
        return field.related_model in models or field.related_model is Person
    return field.primary_key and "Auto" in field.get_internal_type()


def _varied(model: type[Model], models: Collection[type[Model]]) -> Iterator[Any]:
    """Yield the texts that must differ from one copy to the next."""
    for fields in _unique_together(model):
        if not any(field.related_model in models for field in fields):
            yield from (field for field in fields if _is_text(field))


def _unique_together(model: type[Model]) -> list[Columns]:
    constraints = [one for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    names = [*model._meta.unique_together, *(one.fields or _named(one.expressions) for one in constraints)]
    alone = [[field] for field in _columns(model) if field.unique and "Auto" not in field.get_internal_type()]
    return [*alone, *([model._meta.get_field(name) for name in own] for own in names)]


def _named(expressions: Iterable[Any]) -> list[str]:
    parts = (one for expression in expressions for one in expression.flatten())
    return [cast(Any, one).name for one in parts if isinstance(one, F)]


def _is_text(field: Any) -> bool:
    """Return whether a column is a text that can be anything, unlike a state."""
    return isinstance(field, TEXTS) and (field.max_length or 1000) >= 20
