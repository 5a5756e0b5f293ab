"""A reference to an object without importing its part: the kind is the model's label, as in `timesheets.entry`."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object: the kind and id of a row in some part."""

    kind: str
    id: int

    @classmethod
    def to(cls, thing: Model) -> "Ref":
        """Return the reference to a saved row."""
        return cls(thing._meta.label_lower, int(thing.pk))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
