"""Make what a file names and Amity does not know yet: accounts, people, projects, work items. Each is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from amity.accounts import commands as accounts
from amity.imports.matching import INSIDE
from amity.imports.models import Batch, Made
from amity.imports.stage import Stage
from amity.people import commands as people
from amity.projects import commands as projects
from amity.projects.models import Project, TeamMember
from amity.shared.actor import Actor
from amity.shared.command import command

ITEMS_A_CHUNK = 500
_TO_MAKE = {"create", "guess", INSIDE}
"""A guess that nobody pressed is made anew where unknown names are to be made: it never counts by itself."""


@dataclass
class Maker:
    """Makes the names of one batch and writes back onto the stage what they became.

    Run again after a kill it makes nothing twice: whatever was made is found by its name when names are matched anew.
    """

    by: Actor
    batch: Batch
    stage: Stage
    now: datetime

    def make(self) -> None:
        """Make everything that rows coming in stand under, in the order in which one needs the other."""
        for kind in ("person", "client", "project", "task"):
            used = self.stage.used_keys(kind)
            wanted = iter([n for n in self.stage.names(kind) if n["verdict"] in _TO_MAKE and n["key"] in used])
            while chunk := list(islice(wanted, ITEMS_A_CHUNK)):
                made = self._make_chunk(kind, chunk)
                self.stage.resolve(
                    ("match", target, name["reason"], name["chosen"], name["account"], kind, name["key"])
                    for name, target in made
                )
        self._put_people_on_projects()

    @command
    def _make_chunk(self, kind: str, names: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
        made = []
        for name in names:
            target = getattr(self, f"_{kind}")(name)
            if target:
                Made.objects.create(batch=self.batch, kind=kind, made_id=target)
                made.append((name, target))
        return made

    def _person(self, name: dict[str, Any]) -> int:
        return people.name_person(by=self.by, name=name["label"], now=self.now).pk

    def _client(self, name: dict[str, Any]) -> int:
        account = accounts.open_account(by=self.by, name=name["label"], now=self.now, currency=name["currency"])
        return account.pk

    def _project(self, name: dict[str, Any]) -> int:
        clients = {client["key"]: client["target"] for client in self.stage.names("client")}
        account = clients.get(name["parent"]) or (name["account"] if name["chosen"] else 0)
        project = projects.open_project(
            by=self.by,
            name=name["label"],
            code=name["code"],
            account_id=account or None,
            is_internal=name["verdict"] == INSIDE,
            now=self.now,
        )
        return project.pk

    def _task(self, name: dict[str, Any]) -> int:
        project = self._project_of(name["parent"])
        if not project:
            return 0
        return projects.add_work_item(by=self.by, project_id=project, title=name["label"], now=self.now).pk

    def _project_of(self, key: str) -> int:
        return next((name["target"] for name in self.stage.names("project") if name["key"] == key), 0)

    @command
    def _put_people_on_projects(self) -> None:
        """Whoever has time on a project is on its team, since the first day they worked on it."""
        known = set(TeamMember.objects.values_list("project_id", "person_id"))
        new = [
            TeamMember(project_id=project, person_id=person, since=since)
            for project, person, since in self._worked()
            if (project, person) not in known
        ]
        TeamMember.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)

    def _worked(self) -> Iterator[tuple[int, int, str]]:
        people_of = {name["key"]: name["target"] for name in self.stage.names("person")}
        projects_of = {name["key"]: name["target"] for name in self.stage.names("project")}
        live = set(Project.objects.filter(pk__in=set(projects_of.values())).values_list("pk", flat=True))
        for person, project, since in self.stage.pairs():
            found = (projects_of.get(project, 0), people_of.get(person, 0))
            if found[0] in live and found[1]:
                yield found[0], found[1], since
