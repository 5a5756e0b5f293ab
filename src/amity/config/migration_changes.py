"""Limit migrations to changes of the database, without labels of fields."""

from typing import Any

from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector

WORDS = frozenset({"verbose_name", "help_text"})


class Autodetector(MigrationAutodetector):
    """Finds changes of models. A changed label changes no table, and needs no migration either."""

    def deep_deconstruct(self, obj: Any) -> Any:
        """Return the values by which two fields are compared."""
        found = super().deep_deconstruct(obj)
        if isinstance(obj, models.Field):
            path, arguments, named = found
            return path, arguments, {name: value for name, value in named.items() if name not in WORDS}
        return found
