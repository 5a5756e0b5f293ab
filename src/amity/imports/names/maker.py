"""Create records that a file names and Amity lacks: accounts, people, projects, work items. Each can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from amity.accounts import commands as accounts
from amity.accounts.models import Account
from amity.audit import trail
from amity.imports.models import Batch, Made
from amity.imports.names.matcher import INSIDE
from amity.imports.pace import Pace, paced
from amity.imports.rules import name_key
from amity.imports.stage.stage import Stage
from amity.people.invitations import commands as invitation_commands
from amity.projects import commands as projects
from amity.projects.models import Project, TeamMember, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref

_TO_MAKE = {"create", "guess", INSIDE}
"""Results for which a record is created. An unconfirmed guess doesn't count, so its name gets a new record."""


@dataclass
class Maker:
    """Creates the records for a batch's new names and writes their ids to the stage.

    Run again after a kill it creates nothing twice, because names are matched with existing records again.
    """

    by: Actor
    batch: Batch
    stage: Stage
    now: datetime

    def make(self) -> None:
        """Create all records that incoming rows need, in order of dependency."""
        for kind in ("person", "client", "project"):
            used = self.stage.used_keys(kind)
            wanted = (n for n in self.stage.names(kind) if n["verdict"] in _TO_MAKE and n["key"] in used)
            self._clients = {client["key"]: client["target"] for client in self.stage.names("client")}
            for chunk in paced(wanted, pace := Pace(10, 100)):
                with pace:
                    made = self._make_chunk(kind, chunk)
                self.stage.made(kind, made)
        self._make_items()
        pace = Pace(250, 1000)
        for pairs in paced(iter(self._worked()), pace):
            with pace:
                self._put_on_projects(pairs)

    @command
    def _make_chunk(self, kind: str, names: list[dict[str, Any]]) -> list[tuple[str, int]]:
        make = {"person": self._person, "client": self._client, "project": self._project}[kind]
        made = [(name["key"], make(name)) for name in names]
        Made.objects.bulk_create([Made(batch=self.batch, kind=kind, made_id=target) for _key, target in made])
        return made

    def _person(self, name: dict[str, Any]) -> int:
        return invitation_commands.name_person(by=self.by, name=name["label"], now=self.now).pk

    def _client(self, name: dict[str, Any]) -> int:
        account = accounts.open_account(by=self.by, name=name["label"], now=self.now, currency=name["currency"])
        return account.pk

    def _project(self, name: dict[str, Any]) -> int:
        code = name["code"]
        account = self._clients.get(name["parent"]) or (name["account"] if name["chosen"] else 0)
        account = account or self._opened(self.batch.options.get("opens", {}).get(name["key"], ""))
        project = projects.open_project(
            by=self.by,
            fields=projects.ProjectFields(name["label"], "" if Project.objects.filter(code=code).exists() else code),
            account_id=account or None,
            is_internal=name["verdict"] == INSIDE,
            taken_over=name["verdict"] != INSIDE,
            now=self.now,
        )
        return project.pk

    def _opened(self, name: str) -> int:
        """Return the id of the account with that name, created once for all its projects, or 0 for no name."""
        if not name:
            return 0
        known = {name_key(account.name): account.pk for account in Account.objects.all()}
        if name_key(name) not in known:
            account = accounts.open_account(by=self.by, name=name, now=self.now)
            Made.objects.create(batch=self.batch, kind="client", made_id=account.pk)
            return account.pk
        return known[name_key(name)]

    def _make_items(self) -> None:
        used = self.stage.used_keys("task")
        projects_of = {name["key"]: name["target"] for name in self.stage.names("project")}
        wanted = (
            (key, projects_of[parent], label)
            for key, parent, label, target in self.stage.every_task()
            if not target and key in used and projects_of.get(parent)
        )
        for chunk in paced(wanted, pace := Pace(250, 1000)):
            with pace:
                made = self._make_item_chunk(chunk)
            self.stage.made("task", made)

    @command
    def _make_item_chunk(self, wanted: list[tuple[str, int, str]]) -> list[tuple[str, int]]:
        """Create work items in one statement, because a file may name thousands. Existing ones are used."""
        titles = {title for _key, _project, title in wanted}
        there = {
            (project, title): item
            for item, project, title in WorkItem.objects.filter(
                project__in={project for _key, project, _title in wanted}, title__in=titles
            ).values_list("pk", "project_id", "title")
        }
        new = {(project, title): WorkItem(project_id=project, title=title) for _key, project, title in wanted}
        items = WorkItem.objects.bulk_create([item for at, item in new.items() if at not in there], batch_size=500)
        Made.objects.bulk_create([Made(batch=self.batch, kind="task", made_id=item.pk) for item in items])
        changes = {"items": [{"id": item.pk, "project_id": item.project_id, "title": item.title} for item in items]}
        trail.record("import.items_made", subject=Ref.to(self.batch), by=self.by, at=self.now, changes=changes)
        there |= {(item.project_id, item.title): item.pk for item in items}
        return [(key, there[project, title]) for key, project, title in wanted]

    @command
    def _put_on_projects(self, pairs: list[tuple[int, int, str]]) -> None:
        """Add everyone with time on a project to its team, from their first day on it."""
        ids = {project for project, _person, _day in pairs}
        there = set(TeamMember.objects.filter(project__in=ids).values_list("project_id", "person_id"))
        new = [
            TeamMember(project_id=project, person_id=person, since=date.fromisoformat(day))
            for project, person, day in pairs
            if (project, person) not in there
        ]
        TeamMember.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
        wanted = {(member.project_id, member.person_id) for member in new}
        written = TeamMember.objects.filter(project__in=ids).values_list("pk", "project_id", "person_id")
        Made.objects.bulk_create(
            Made(batch=self.batch, kind="member", made_id=pk)
            for pk, project, person in written
            if (project, person) in wanted
        )

    def _worked(self) -> Iterator[tuple[int, int, str]]:
        people_of = {name["key"]: name["target"] for name in self.stage.names("person")}
        projects_of = {name["key"]: name["target"] for name in self.stage.names("project")}
        live = set(Project.objects.values_list("pk", flat=True))
        known = set(TeamMember.objects.values_list("project_id", "person_id"))
        for person, project, since in self.stage.pairs():
            found = (projects_of.get(project, 0), people_of.get(person, 0))
            if found[0] in live and found[1] and found not in known:
                yield found[0], found[1], since
