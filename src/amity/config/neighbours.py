"""Change tables with the models around them instead of all models.

Django builds classes for all models before and after each change, which takes a quarter of a second with those of every
part. The statements for a table depend on its own model and on those it has foreign keys to or from. Code in a
migration still gets all models.
"""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState, StateApps
from django.utils.functional import cached_property

Key = tuple[str, str]
"""The label of a part and the name of a model in lower case."""


def narrowed(migration: Migration) -> Migration:
    """Return the migration with operations that build classes for the models they need only."""
    narrow = copy.copy(migration)
    vars(narrow)["operations"] = [Narrow(one) for one in migration.operations]
    return narrow


def neighbours(own: Collection[Key], state: ProjectState) -> set[Key]:
    """Return some models, those that refer to them, and all that either refer to."""
    refers_to = defaultdict(set)
    for target, sources in state.relations.items():
        for source in sources:
            refers_to[source].add(target)
    found = {key for one in own if one in state.models for key in (one, *_referring(one, state))}
    waiting = list(found)
    while waiting:
        new = refers_to[waiting.pop()] - found
        found |= new
        waiting += new
    return found & state.models.keys()


def _referring(key: Key, state: ProjectState) -> Iterator[Key]:
    """Yield the models that refer to one, and those that refer to its key by theirs."""
    for source, fields in state.relations.get(key, {}).items():
        yield source
        if any(field.primary_key for field in fields.values()):
            yield from _referring(source, state)


class _Apps(StateApps):
    """Classes of models that forget what Django knows of all classes once they are built, not with each of them."""

    def clear_cache(self) -> None:
        """Forget it, unless more are to come."""
        if self.ready:
            super().clear_cache()


class _State(ProjectState):
    """A state that builds classes when they are needed: of the neighbours of some models, or of all without them."""

    def __init__(self, state: ProjectState, own: Collection[Key]) -> None:
        super().__init__(state.models, state.real_apps)
        self._own = own

    @cached_property
    def apps(self) -> StateApps:
        """Build the classes."""
        found = neighbours(self._own, self) if self._own else self.models.keys()
        return _Apps(list(self.real_apps), {key: model for key, model in self.models.items() if key in found})


class Narrow(Operation):
    """An operation that gets few models, if it changes a table."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        own = vars(self)
        own["atomic"], own["reversible"] = operation.atomic, operation.reversible

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the models."""
        self.operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        """Change the tables."""
        self.operation.database_forwards(app_label, editor, *self.near(app_label, before, after))

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        """Change the tables back."""
        near_after, near_before = self.near(app_label, after, before)
        self.operation.database_backwards(app_label, editor, near_before, near_after)

    def near(self, app_label: str, without: ProjectState, applied: ProjectState) -> tuple[ProjectState, ProjectState]:
        """Return the models around the operation's, without it and with it applied."""
        own = [(app_label, name.lower()) for name in _names(self.operation)]
        return _State(without, own), _State(applied, own)


def _names(operation: Operation) -> set[str]:
    """Return the name of the model that an operation changes, and the one it gets."""
    if isinstance(operation, ModelOperation):
        return {operation.name, getattr(operation, "new_name", operation.name)}
    return {vars(operation)["model_name"]} if isinstance(operation, FieldOperation | IndexOperation) else set()
