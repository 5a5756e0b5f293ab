"""Labels of a model's columns, the only source for forms, lists, filters and the audit log."""

from typing import Any

from django.db.models import Model
from django.utils.text import capfirst


def word_of(model: type[Model], name: str) -> str:
    """Return a column's name within a sentence, translated when shown. `name` may end in `_id`."""
    column: Any = model._meta.get_field(name)
    word: str = column.verbose_name
    return word


def label_of(model: type[Model], name: str) -> str:
    """Return a column's name as a label, with a capital first letter."""
    return capfirst(word_of(model, name))


def has_column(model: type[Model], name: str) -> bool:
    """Return whether a model has a column of that name, or of that name without `_id`."""
    return any(name in (column.name, column.attname) for column in model._meta.concrete_fields)
