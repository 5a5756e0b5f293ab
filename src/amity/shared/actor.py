"""The actor of a command: a frozen value stored in the audit log without a foreign key."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "contact", "job", "stranger"]
Through = Literal["page", "rest", "mcp", "cli", "mail", "job"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The actor of a command and its channel. `on_behalf_of` names a person a job or stand-in acts for."""

    kind: Kind
    id: int
    label: str
    through: Through
    on_behalf_of: int | None = None

    @classmethod
    def stranger(cls, through: Through) -> "Actor":
        """Return the actor for someone who has not been identified: no rights, no name."""
        return cls(kind="stranger", id=0, label="", through=through)

    @property
    def person_id(self) -> int:
        """The id of the person whose rights apply, or 0 if the actor isn't a person."""
        if self.kind == "person":
            return self.id
        return self.on_behalf_of or 0
