"""Which columns may name a person, and how their rows belong to an account.

Found from the models, so that a part above, or a later one, is read without being known here.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import CharField, Field, ForeignKey, JSONField, Model, TextField

from amity.accounts.models import Account

UNREAD: Final = frozenset({"people", "agency", "audit", "backups"})
"""Parts about ourselves, and the audit log, which is erased in its own way."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The columns of a model that hold text, and the way from its rows to their account, None without one."""

    model: type[Model]
    columns: tuple[Field[Any, Any], ...]
    way: str | None


def every() -> Iterator[Texts]:
    """Yield the models of Amity that hold text."""
    for model in apps.get_models():
        if not model.__module__.startswith("amity.") or model._meta.app_label in UNREAD:
            continue
        columns = tuple(
            one for one in model._meta.concrete_fields if isinstance(one, CharField | TextField | JSONField)
        )
        if columns:
            yield Texts(model, columns, _way(model))


def _way(model: type[Model]) -> str | None:
    """Return the shortest way to the account, through keys that are never empty where there is one."""
    always = _shortest(model, nullable=False)
    return always if always is not None else _shortest(model, nullable=True)


def _shortest(model: type[Model], *, nullable: bool) -> str | None:
    waiting: deque[tuple[Any, tuple[str, ...]]] = deque([(model, ())])
    known = {model}
    while waiting:
        at, steps = waiting.popleft()
        if at is Account:
            return "__".join((*steps, "pk"))
        for key in at._meta.concrete_fields:
            there = key.related_model if isinstance(key, ForeignKey) and (nullable or not key.null) else None
            if there is not None and there not in known:
                known.add(there)
                waiting.append((there, (*steps, key.name)))
    return None
