"""Records of a tool besides time: clients, people, projects, work items and project members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

KINDS = ("client", "person", "project", "task", "milestone", "member")
"""The kinds in order of dependency."""
SUBTASK = " › "
"""Between the title of a task and that of its subtask, which is a work item of its own."""
MILESTONE_WORDS = frozenset({"milestone", "milestones", "meilenstein", "meilensteine", "jalon", "jalons"})
"""Types, tags, labels and sections that make a task a milestone."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One record of a file, by name. `number` is its record; `client` and `project` are its parents.

    `planned` is whole seconds (None = no estimate), and `over` means archived or done. For a `member`, `name` and
    `mail` are the person's. A `milestone` has the date by which it is due; `done_on` is when it was done.
    """

    number: int
    kind: str
    name: str
    client: str = ""
    project: str = ""
    mail: str = ""
    planned: int | None = None
    over: bool = False
    starts_on: date | None = None
    currency: str = ""
    due_on: date | None = None
    done_on: date | None = None


def in_order(things: Sequence[Thing]) -> list[Thing]:
    """Return every record once, clients first, so that parents precede what refers to them."""
    seen: dict[tuple[str, ...], Thing] = {}
    for thing in sorted(things, key=lambda thing: KINDS.index(thing.kind)):
        key = (thing.kind, thing.client.casefold(), thing.project.casefold(), thing.name.casefold(), thing.mail)
        seen.setdefault(key, thing)
    return list(seen.values())
