"""Import accounts, people, projects and work items from a file without time.

Existing records stay unchanged, except that a work item without a plan gets the file's estimate. New records are
created where the person chose so, and each is stored for the undo.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext as _

from amity.accounts import commands as accounts
from amity.accounts import rules as account_rules
from amity.accounts.models import Account
from amity.agency.queries import agency_day
from amity.audit import trail
from amity.imports.models import Batch, Made
from amity.imports.names.rules import Known, Match, Register, Verdict
from amity.imports.pace import Pace, paced
from amity.imports.readers.limited import kind as kind_of_file
from amity.imports.readers.limited import open_table, things_of_board, things_of_workspace
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason, name_key
from amity.imports.structure import finishing, milestones
from amity.imports.structure.rules import asana_tasks, clockify_projects, jira_issues
from amity.imports.structure.rules.things import Thing
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.people.invitations import commands as invitation_commands
from amity.people.models import Person
from amity.projects import commands as projects
from amity.projects import rules as project_rules
from amity.projects.models import FinishedMark, Project, TeamMember, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refusal
from amity.shared.refs import Ref

ESTIMATES_LISTED = 20
MOST_TITLE = 300
_NOT_YET = 0
"""The id of a record that a dry run would create."""

Ids = dict[tuple[str, str], int]


@contextmanager
def things_of(path: Path, limits: Limits, project: str = "") -> Iterator[Iterator[Thing | Rejected]]:
    """Return the records of a file, clients first. Raises `Unreadable` for another kind of file.

    `project` takes the cards of a board, and tasks without a project of their own.
    """
    if kind_of_file(path) == "json":
        with things_of_board(path, limits, project) as cards:
            yield cards
        return
    with things_of_workspace(path, limits) as things:
        if things is not None:
            yield things
            return
    with open_table(path, limits) as table:
        if asana_tasks.is_tasks(table.headers):
            yield asana_tasks.things_in(table.headers, table.records(), project)
            return
        if jira_issues.is_issues(table.headers):
            yield jira_issues.things_in(table.headers, table.records())
            return
        clockify_projects.project_columns(table.headers)
        yield clockify_projects.things_in(table.headers, table.records())


def project_named(asked: str) -> str:
    """Return the name of the project that someone chose by its code or name, or what they typed."""
    if not asked:
        return ""
    found = Project.objects.filter(Q(code__iexact=asked) | Q(name__iexact=asked)).order_by("pk").first()
    return found.name if found else asked


@dataclass
class StructureTaker:
    """Imports one file's records in chunks. Run again, it creates only what is missing."""

    by: Actor
    batch: Batch
    now: datetime
    create_missing: bool
    dry_run: bool = False
    _ids: Ids = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._registers = {
            "client": Register(Known(account.pk, account.name) for account in Account.objects.order_by("pk")),
            "person": Register(Known(one.pk, one.name, mail=one.mail or "") for one in Person.objects.order_by("pk")),
            "project": Register(
                Known(project.pk, project.name, parent=project.account_id or 0)
                for project in Project.objects.order_by("pk")
            ),
        }

    def take(self, things: Iterator[Thing | Rejected]) -> FileResult:
        """Import every record, or only report what would happen."""
        taken = FileResult()
        for chunk in paced(things, pace := Pace(20, 200)):
            with pace:
                part, ids = self._look_at(chunk) if self.dry_run else self._chunk(chunk)
            self._ids |= ids
            taken.add(part)
            taken.warnings += _estimates(chunk, ESTIMATES_LISTED - len(taken.warnings))
        return taken

    @command
    def _chunk(self, things: list[Thing | Rejected]) -> tuple[FileResult, Ids]:
        return self._look_at(things)

    def _look_at(self, things: Iterable[Thing | Rejected]) -> tuple[FileResult, Ids]:
        """Return the result of some records, and the ids of those that were found or created."""
        part, ids = FileResult(), dict[tuple[str, str], int]()
        for thing in things:
            part.rows += 1
            if isinstance(thing, Rejected):
                part.refuse(thing.number, thing.reasons)
                continue
            try:
                fate = self._one(thing, ids)
            except _Unknown as why:
                part.refuse(thing.number, [(thing.kind, why.reason)])
            except Refusal as refusal:
                part.rejected.append((thing.number, refusal.sentence))
            else:
                part.count(fate)
                part.tell(fate, thing.kind, thing.name, thing.project or thing.client)
        return part, ids

    def _one(self, thing: Thing, ids: Ids) -> str:
        if thing.kind == "member":
            return self._member(thing, ids)
        if thing.kind == "task":
            return self._task(thing, ids)
        if thing.kind == "milestone":
            project = self._project_of(thing, ids)
            return milestones.take(self.by, self.batch, project, thing, self.now, dry_run=self.dry_run)
        match = self._match(thing, ids)
        if match.verdict is Verdict.NONE:
            raise _Unknown(match.reason)
        if match.verdict is Verdict.MATCH:
            ids[_key(thing)] = match.key
            return "unchanged"
        if not self.create_missing:
            raise _Unknown(Reason(f"{thing.kind}_unknown", name=thing.name))
        ids[_key(thing)] = _NOT_YET if self.dry_run else self._made(thing.kind, self._make(thing, ids))
        return "created"

    def _match(self, thing: Thing, ids: Ids) -> Match:
        register = self._registers[thing.kind]
        if thing.kind != "project":
            return register.match(thing.name, mail=thing.mail)
        if not thing.client:
            return register.match(thing.name)
        account = self._found(("client", name_key(thing.client)), ids)
        if account is None:
            raise _Unknown(Reason("client_unknown", name=thing.client))
        under = register.match(thing.name, parent=account or -1)
        unplaced = register.match(thing.name, parent=0)
        return unplaced if under.verdict is Verdict.CREATE and unplaced.verdict is Verdict.MATCH else under

    def _make(self, thing: Thing, ids: Ids) -> int:
        if thing.kind == "person":
            return invitation_commands.name_person(by=self.by, name=thing.name, now=self.now).pk
        if thing.kind == "client":
            status = account_rules.DORMANT if thing.over else account_rules.ACTIVE
            return accounts.open_account(
                by=self.by, name=thing.name, now=self.now, currency=thing.currency, status=status
            ).pk
        account = self._found(("client", name_key(thing.client)), ids) if thing.client else None
        status = project_rules.CLOSED if thing.over else project_rules.ACTIVE
        return projects.open_project(
            by=self.by, fields=projects.ProjectFields(thing.name, starts_on=thing.starts_on), now=self.now,
            account_id=account or None, status=status, taken_over=True,
        ).pk  # fmt: skip

    def _task(self, thing: Thing, ids: Ids) -> str:
        project = self._project_of(thing, ids)
        title = thing.name[:MOST_TITLE]
        item = WorkItem.objects.filter(project=project, title=title).first() if project else None
        if item is None:
            if not self.dry_run:
                self._add_item(project, replace(thing, name=title))
            return "created"
        plans = item.planned_seconds is None and thing.planned is not None
        finishes = thing.over and item.finished_at is None
        if not self.dry_run and plans:
            self._plan(item, thing)
        if not self.dry_run and finishes:
            finishing.finish(self.by, self.batch, item, self.now)
        return "updated" if plans or finishes else "unchanged"

    def _add_item(self, project: int, thing: Thing) -> None:
        """Add a work item. One that is done in the tool is finished here, and undo removes the mark first."""
        item = WorkItem.objects.create(
            project_id=project, title=thing.name, planned_seconds=thing.planned,
            finished_at=self.now if thing.over else None,
        )  # fmt: skip
        self._made("task", item.pk)
        if thing.over:
            mark = FinishedMark(project_id=project, item=item, finished=True, by_label=self.by.label, at=self.now)
            mark.save(force_insert=True)
            self._made("mark", mark.pk)
        self._note_item(item)

    def _plan(self, item: WorkItem, thing: Thing) -> None:
        item.planned_seconds = thing.planned
        item.save(update_fields=["planned_seconds"])
        Made.objects.create(batch=self.batch, kind="plan", made_id=item.pk, detail={"seconds": thing.planned})
        self._note_item(item)

    def _note_item(self, item: WorkItem) -> None:
        values = {"id": item.pk, "project_id": item.project_id, "title": item.title, "planned": item.planned_seconds}
        changes = {"items": [values]}
        trail.record("import.items_made", subject=Ref.to(self.batch), by=self.by, at=self.now, changes=changes)

    def _member(self, thing: Thing, ids: Ids) -> str:
        project, person = self._project_of(thing, ids), self._found(_key(thing), ids)
        if person is None:
            raise _Unknown(Reason("person_unknown", name=thing.name))
        if project and person and TeamMember.objects.filter(project=project, person=person).exists():
            return "unchanged"
        if not self.dry_run:
            since = thing.starts_on or agency_day(self.now)
            member = TeamMember.objects.create(project_id=project, person_id=person, since=since)
            self._made("member", member.pk)
        return "created"

    def _project_of(self, thing: Thing, ids: Ids) -> int:
        found = self._found(("project", f"{name_key(thing.client)}\x1f{name_key(thing.project)}"), ids)
        if found is None:
            raise _Unknown(Reason("project_unknown", name=thing.project))
        return found

    def _found(self, key: tuple[str, str], ids: Ids) -> int | None:
        return ids.get(key, self._ids.get(key))

    def _made(self, kind: str, thing: int) -> int:
        Made.objects.create(batch=self.batch, kind=kind, made_id=thing)
        return thing


class _Unknown(Exception):
    """A record is missing and no one chose to create it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def _key(thing: Thing) -> tuple[str, str]:
    if thing.kind == "project":
        return "project", f"{name_key(thing.client)}\x1f{name_key(thing.name)}"
    kind = "person" if thing.kind == "member" else thing.kind
    return kind, name_key(thing.mail or thing.name)


def _estimates(things: Iterable[Thing | Rejected], most: int) -> list[str]:
    """Return notes on projects planned as a whole, because Amity plans only by quoted line and work item."""
    notes = [
        _(
            "“%(project)s” has a plan of %(hours)s h for the whole project, which wasn’t imported. Import it "
            "as quoted lines."
        )
        % {"project": thing.name, "hours": f"{thing.planned / 3600:.2f}"}
        for thing in things
        if isinstance(thing, Thing) and thing.kind == "project" and thing.planned
    ]
    return notes[: max(most, 0)]
