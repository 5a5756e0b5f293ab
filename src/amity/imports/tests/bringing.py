"""Import files in tests like the command line does, and read the results."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amity.accounts.models import Account
from amity.imports import cli
from amity.imports.models import Change, HeldExpense, HeldRow, Made
from amity.projects.models import Project, TeamMember, WorkItem
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ItemTotal, PersonDay, ProjectMonth, WorkMonth

HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Billable Amount,"
    "Cost Rate,Cost Amount,Currency\n"
)


@dataclass(frozen=True)
class Answer:
    """The output and exit code of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The object it printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    def __getitem__(self, name: str) -> Any:
        return self.json[name]


def amity(capsys: Any, *words: object) -> Answer:
    """Run a command of this part in this process."""
    parser = argparse.ArgumentParser()
    cli.add_to(parser.add_subparsers(required=True))
    chosen = parser.parse_args([str(word) for word in words])
    capsys.readouterr()
    code = chosen.run(chosen)
    out, err = capsys.readouterr()
    return Answer(code, out, err)


def left_over() -> list[str]:
    """Return what remains of everything an import makes, and of the sums of time: nothing once all is undone."""
    made = (Entry, Account, Project, WorkItem, TeamMember, HeldRow, HeldExpense, Made, Change)
    found = [model.__name__ for model in made if model._default_manager.exists()]
    sums = (ProjectMonth, WorkMonth, ItemTotal, PersonDay)
    return found + [model.__name__ for model in sums if model._default_manager.exclude(seconds=0).exists()]


def harvest_row(day: str = "2026-11-02", hours: str = "1", text: str = "Work", **cells: str) -> str:
    """Return one row of Harvest's export."""
    given = {
        "client": "Osprey",
        "project": "Site",
        "task": "Design",
        "first": "Tim",
        "last": "Berg",
        "rate": "50",
    } | cells
    return (
        f"{day},{given['client']},{given['project']},,{given['task']},{text},{hours},Yes,{given['first']},"
        f"{given['last']},{given['rate']},,0.0,0.0,Euro - EUR\n"
    )


def harvest_file(folder: Path, *rows: str, name: str = "export.csv") -> Path:
    """Return a file in Harvest's layout."""
    path = folder / name
    path.write_text(HARVEST + "".join(rows))
    return path


def csv_file(folder: Path, text: str, name: str = "time.csv") -> Path:
    """Return a file with this content."""
    path = folder / name
    path.write_text(text)
    return path
