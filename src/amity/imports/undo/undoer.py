"""Undo a batch, newest first: delete what it created, restore what it changed, keep what was edited since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Model, ProtectedError

from amity.accounts.models import Account, Contact
from amity.agency.queries import limit
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.imports.crm.deals import restore_deal, take_back_deals
from amity.imports.expenses.taker import take_back_expense
from amity.imports.invoices.taker import take_back_invoice
from amity.imports.models import Batch, Change, Choice, HeldRow, Made
from amity.imports.pace import Pace, paced
from amity.imports.source_file.options import Options
from amity.imports.structure import finishing, milestones
from amity.lines.models import Line, Terms
from amity.people.models import Person
from amity.projects.models import FinishedMark, Milestone, Project, TeamMember, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.refs import Ref
from amity.timesheets import months, snapshots
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.sums import rollups


@dataclass
class Undone:
    """The result of an undo. `kept` lists what was left and why: (kind, id, reason code)."""

    deleted: int = 0
    restored: int = 0
    removed: int = 0
    kept: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, other: "Undone") -> None:
        """Add a committed chunk to the totals."""
        self.deleted += other.deleted
        self.restored += other.restored
        self.removed += other.removed
        self.kept += other.kept

    def as_json(self) -> dict[str, Any]:
        """Return the result for the batch's row and `amity undo --json`."""
        left = [{"kind": kind, "id": thing, "reason": reason} for kind, thing, reason in self.kept]
        return {"deleted": self.deleted, "restored": self.restored, "removed": self.removed, "kept": left}


@dataclass
class Undoer:
    """Undoes one batch in chunks. Run again after a kill, it continues with what is left."""

    by: Actor
    batch: Batch
    now: datetime
    tell: Callable[[int], None] = lambda done: None

    def run(self) -> Undone:
        """Undo changes, then entries, then created records that nothing else needs."""
        undone = Undone()
        most = limit("import.chunk_rows")
        changes = Change.objects.filter(batch=self.batch).order_by("pk")
        created = HeldRow.objects.filter(created_in=self.batch).order_by("pk")
        made = Made.objects.filter(batch=self.batch).order_by("-pk")
        for put_back, rows, size in (
            (self._restore_chunk, changes, most), (self._delete_chunk, created, most), (self._remove_chunk, made, 200),
        ):  # fmt: skip
            for chunk in paced(_ids(rows), pace := Pace(100, size)):
                with pace:
                    part = put_back(chunk)
                undone.add(part)
                self.tell(undone.deleted + undone.restored)
        return undone

    @command
    def _restore_chunk(self, ids: list[int]) -> Undone:
        changes = list(Change.objects.filter(pk__in=ids).select_related("held").order_by("pk"))
        closed = months.hold(*_days(changes))
        entries = _locked(change.held.entry_id for change in changes)
        of_these = Change.objects.filter(held__in={change.held_id for change in changes})
        newest = dict(of_these.values_list("held").annotate(Max("pk")))
        done, left, restored, held = [], [], [], []
        for change in changes:
            entry = entries.get(change.held.entry_id or 0)
            later = newest.get(change.held_id) != change.pk
            reason = "imported_since" if later else _why_kept(change.held, entry, closed)
            if reason or entry is None:
                left.append(("entry", change.held.entry_id or 0, reason))
                continue
            before, version = rollups.measures(entry), entry.version + 1
            entry = snapshots.restored(entry.pk, change.entry_before)
            entry.version = version
            restored.append((before, entry))
            change.held.body, change.held.entry_version = change.body_before, version
            held.append(change.held)
            done.append(change.pk)
        bulk.write_entries(None, changed=restored)
        HeldRow.objects.bulk_update(held, ["body", "entry_version"], batch_size=200)
        _match_older_sources(changes, set(done))
        Change.objects.filter(pk__in=done).delete()
        return self._noted(Undone(restored=len(done), kept=left))

    @command
    def _delete_chunk(self, ids: list[int]) -> Undone:
        rows = list(HeldRow.objects.filter(pk__in=ids).order_by("pk"))
        closed = months.hold(*(row.work_date for row in rows))
        entries = _locked(row.entry_id for row in rows)
        replaced = _of_older_sources(rows)
        waiting = set(Change.objects.filter(batch=self.batch, held__in=ids).values_list("held", flat=True))
        gone, left, deleted = [], [], []
        for row in rows:
            entry = entries.get(row.entry_id or 0)
            if row.pk in waiting:
                continue  # why its entry was not restored is listed
            if row.entry_id in replaced:
                gone.append(row.pk)
                continue
            reason = _why_kept(row, entry, closed)
            if reason and entry is not None:
                left.append(("entry", entry.pk, reason))
                continue
            gone.append(row.pk)
            if entry is not None:
                deleted.append(entry)
        HeldRow.objects.filter(pk__in=gone).delete()
        bulk.write_entries(None, deleted=deleted)
        return self._noted(Undone(deleted=len(deleted), kept=left))

    def _noted(self, part: Undone) -> Undone:
        trail.record("import.undone", subject=Ref.to(self.batch), by=self.by, at=self.now, changes=part.as_json())
        return part

    @command
    def _remove_chunk(self, ids: list[int]) -> Undone:
        """Remove the records the batch created, newest first, unless something else refers to them."""
        part, rows = Undone(), list(Made.objects.filter(pk__in=ids).order_by("-pk"))
        deals = take_back_deals(rows)
        for made in rows:
            if why := deals[made.pk] if made.pk in deals else self._take_back(made):
                part.kept.append((made.kind, made.made_id, why))
            else:
                made.delete()
                part.removed += 1
        return self._noted(part)

    def _take_back(self, made: Made) -> str:
        """Undo one record the batch created or changed. Return the reason if it stays, otherwise ""."""
        if made.kind in {"expense", "spent"}:
            return take_back_expense(self.by, made, Options.from_json(self.batch.options), self.now)
        if made.kind in {"invoice", "reinvoice"}:
            return take_back_invoice(self.by, made, self.now)
        if made.kind == "finished":
            return finishing.take_back(made)
        if made.kind in {"milestone", "met"}:
            return milestones.take_back(made)
        if made.kind == "redeal":
            return restore_deal(self.by, made, self.now)
        if made.kind == "plan":
            put = WorkItem.objects.filter(pk=made.made_id)
            same = put.filter(planned_seconds=made.detail["seconds"])
            return "" if same.update(planned_seconds=None) or not put.exists() else "edited_since"
        return "" if remove(made.kind, made.made_id) else "in_use"


def remove(kind: str, thing_id: int) -> bool:
    """Delete one record a batch created. Returns False, and leaves it, when something refers to it."""
    thing: Any = _MODELS[kind]._default_manager.filter(pk=thing_id).first()
    if thing is None:
        return True
    if any(pointing.filter(**{name: thing_id}).exists() for pointing, name in _POINTING.get(kind, ())):
        return False
    try:
        if kind == "member" and Entry.objects.filter(project=thing.project, person=thing.person).exists():
            return False
        if kind == "terms" and Terms.objects.filter(replaces=thing_id).exists():
            return False
        if kind == "line":
            Terms.objects.filter(line=thing_id).delete()
            AgreementLine.objects.filter(line=thing_id).delete()
        if kind == "agreement":
            if Project.objects.filter(agreement=thing_id).count() > 1:
                return False
            Project.objects.filter(agreement=thing_id).update(agreement=None)
        thing.delete()
    except ProtectedError:
        return False
    Choice.objects.filter(kind=kind, target=thing_id, verdict="match").delete()
    return True


_MODELS: dict[str, type[Model]] = {
    "person": Person,
    "client": Account,
    "project": Project,
    "member": TeamMember,
    "task": WorkItem,
    "line": Line,
    "terms": Terms,
    "agreement": Agreement,
    "contact": Contact,
    "mark": FinishedMark,
}

_POINTING: dict[str, tuple[tuple[Any, str], ...]] = {
    "person": ((Person.objects.exclude(mail=None), "pk"), (TeamMember.objects.all(), "person")),
    "project": (
        (WorkItem.objects.all(), "project"),
        (Milestone.objects.all(), "project"),
        (TeamMember.objects, "project"),
        (Entry.objects, "project"),
    ),
    "task": ((FinishedMark.objects.all(), "item"), (Entry.objects, "item")),
    "line": ((FinishedMark.objects.all(), "line"), (Entry.objects, "line"), (WorkItem.objects, "line")),
    "agreement": ((AgreementLine.objects.all(), "agreement"), (Agreement.objects.filter(version__gt=1), "pk")),
    "contact": ((Contact.objects.filter(version__gt=1), "pk"), (Contact.objects.all(), "reports_to")),
    "client": ((Contact.objects.all(), "account"), (Project.objects, "account"), (Entry.objects, "account")),
}
"""Rows that cascade with a record although they mean that someone uses it. Protected ones block the deletion anyway."""


def _why_kept(row: HeldRow, entry: Entry | None, closed: frozenset[int]) -> str:
    if entry is None:
        return "deleted_since"
    if entry.version != row.entry_version:
        return "edited_since"
    return "month_locked" if month_of(entry.work_date) in closed else ""


def _match_older_sources(changes: list[Change], done: set[int]) -> None:
    """Mark rows of other sources with a restored entry as unchanged again, where they were before."""
    restored = {change.held.entry_id: change for change in changes if change.pk in done}
    own = [change.held_id for change in restored.values()]
    for row in HeldRow.objects.filter(entry__in=list(restored)).exclude(pk__in=own):
        change = restored[row.entry_id]
        if row.entry_version == change.entry_before["version"]:
            row.entry_version = change.held.entry_version
            row.save(update_fields=["entry_version"])


def _of_older_sources(rows: list[HeldRow]) -> set[int]:
    """Return the entries that existed before these rows replaced them. An undo leaves them."""
    oldest = HeldRow.objects.filter(entry__in=[row.entry_id for row in rows]).values("entry").annotate(first=Min("pk"))
    first = dict(oldest.values_list("entry", "first"))
    return {row.entry_id for row in rows if row.entry_id and first.get(row.entry_id, row.pk) < row.pk}


def _locked(ids: Any) -> dict[int, Entry]:
    wanted = sorted({entry_id for entry_id in ids if entry_id})
    entries = Entry.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    return {entry.pk: entry for entry in entries}


def _days(changes: list[Change]) -> Iterator[Any]:
    """Yield the dates an undo affects: the entry's current and its restored one."""
    for change in changes:
        yield change.held.work_date
        yield snapshots.restored(0, change.entry_before).work_date


def _ids(rows: Any) -> Iterator[int]:
    """Yield the ids of rows in order, read before any of them is deleted."""
    yield from list(rows.values_list("pk", flat=True))
