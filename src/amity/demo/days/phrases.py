"""Notes on time entries, by discipline. `{task}` is the work item, `{who}` a contact."""

from dataclasses import dataclass
from random import Random
from typing import Final

from amity.demo.book.people import OFFICE, TABLES
from amity.shared.stories import read

HOLIDAY: Final = "Holiday"
SICK: Final = "Sick"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases for account service, the agency's own time and pitches, and for work by discipline."""

    service: tuple[str, ...]
    inside: tuple[str, ...]
    office_work: tuple[str, ...]
    pitches: tuple[str, ...]
    with_task: dict[str, tuple[str, ...]]
    plain: dict[str, tuple[str, ...]]


PHRASES: Final = read(TABLES / "phrases.toml", Phrases)


def note(random: Random, discipline: str, task: str, who: str) -> str:
    """Return a note, about the work item where there is one. Sometimes it is blank."""
    if random.random() < 0.04:
        return ""
    phrases = PHRASES.with_task.get(discipline) if task else None
    return random.choice(phrases or PHRASES.plain[discipline]).format(task=task, who=who)


def internal_note(random: Random, discipline: str) -> str:
    """Return a note on the agency's own time."""
    inside = PHRASES.inside
    return random.choice(PHRASES.office_work + inside[:4] if discipline == OFFICE else inside)
