"""Filter migrations to changes of the database, without words of fields."""

from typing import Any

from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector

WORDS = frozenset({"verbose_name", "help_text"})


class Autodetector(MigrationAutodetector):
    """Finds changes of models. A word that changes on a page changes no table, and no history either."""

    def deep_deconstruct(self, obj: Any) -> Any:
        """Return what two fields are compared by."""
        found = super().deep_deconstruct(obj)
        if isinstance(obj, models.Field):
            path, arguments, named = found
            return path, arguments, {name: value for name, value in named.items() if name not in WORDS}
        return found
