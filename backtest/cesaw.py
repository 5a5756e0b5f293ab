"""The finished projects of CESAW, cut into packages of an agency's size.

A package is a parent project's work elements in order of first work, about 250 planned hours each, at most twelve a
parent. Its lines are the elements, its work items the tasks under them.
"""

import csv
import lzma
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

HOURS, MOST_PACKAGES = 250, 12
FORMAT = "%m/%d/%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Task:
    """A finished task with its element, its plan in seconds, and the seconds of work on it by time."""

    name: str
    element: str
    planned: float
    finished_at: datetime
    work: tuple[tuple[datetime, float], ...]

    @property
    def used(self) -> float:
        """The seconds it took."""
        return sum(seconds for _at, seconds in self.work)


@dataclass(frozen=True, slots=True)
class Package:
    """Part of a parent project: its tasks, with their plan as the budget."""

    parent: str
    tasks: tuple[Task, ...]

    @property
    def budget(self) -> float:
        """The planned seconds."""
        return sum(task.planned for task in self.tasks)

    @property
    def final(self) -> float:
        """The seconds it took in the end."""
        return sum(task.used for task in self.tasks)


def packages(folder: Path) -> list[Package]:
    """Return all packages, those of a parent in order."""
    return [package for parent, tasks in _tasks(folder).items() for package in _cut(parent, tasks)]


def parents(folder: Path) -> list[Package]:
    """Return each parent project as a whole, at least as large as one package."""
    whole = [Package(parent, tuple(tasks)) for parent, tasks in _tasks(folder).items()]
    return [package for package in whole if package.budget >= HOURS * 3600]


def _cut(parent: str, tasks: list[Task]) -> Iterator[Package]:
    elements: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        elements[task.element].append(task)
    first = {element: min(at for task in own for at, _seconds in task.work) for element, own in elements.items()}
    held: list[Task] = []
    count = 0
    for element in sorted(elements, key=lambda one: (first[one], one)):
        held += elements[element]
        if sum(task.planned for task in held) >= HOURS * 3600:
            yield Package(parent, tuple(held))
            held, count = [], count + 1
        if count == MOST_PACKAGES:
            return


@cache
def _tasks(folder: Path) -> dict[str, list[Task]]:
    """Return the finished tasks of each parent that have work. Rows without a date that can be read are left out."""
    work: dict[tuple[str, str], list[tuple[datetime, float]]] = defaultdict(list)
    for row in _rows(folder / "CESAW_time_fact.csv.xz"):
        if (at := _at(row["time_log_start_date"])) is not None:
            work[row["project_key"], row["plan_item_key"]].append((at, 60 * float(row["time_log_delta_minutes"])))
    facts: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows(folder / "CESAW_task_fact.csv.xz"):
        facts[row["project_key"], row["plan_item_key"]].append(row)
    found: dict[str, list[Task]] = defaultdict(list)
    for (project, item), rows in facts.items():
        ends = [_at(row["task_actual_complete_date"]) for row in rows]
        own = tuple(sorted(work.get((project, item), ())))
        if own and None not in ends:
            planned = sum(60 * float(row["task_plan_time_minutes"]) for row in rows)
            finished_at = max(own[-1][0], *(at for at in ends if at is not None))
            found[project].append(Task(item, rows[0]["wbs_element_key"], planned, finished_at, own))
    return found


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with lzma.open(file, "rt", encoding="ascii", newline="") as text:
        yield from csv.DictReader(text)


@cache
def _at(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, FORMAT)  # noqa: DTZ007 - the file states no zone
    except ValueError:
        return None
