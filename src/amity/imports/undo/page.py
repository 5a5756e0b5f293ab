"""Values for the records an import created, and those its undo left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.growth.models import Opportunity
from amity.imports.expenses.rules.rows import ExpenseRow
from amity.imports.labels import KEPT, MADE, THINGS
from amity.imports.models import Batch, HeldExpense
from amity.invoicing.models import Invoice
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Milestone, Project, TeamMember, WorkItem
from amity.shared.actor import Actor
from amity.timesheets.models import Entry
from amity.timesheets.queries import entries_seen_by

MOST = 200
SOME = 5


@dataclass(frozen=True)
class LeftRecord:
    """A record that was not undone."""

    kind: str
    name: str
    why: str


def made_of(by: Actor, batch: Batch) -> list[tuple[str, int, list[str]]]:
    """Return the records a batch created besides time: the kind, their number, and some names."""
    ids: dict[str, list[int]] = {}
    for kind, made in batch.made.order_by("pk").values_list("kind", "made_id"):
        ids.setdefault(kind, []).append(made)
    return [
        (str(MADE[kind]), len(found), list(_names(by, kind, found[:SOME]).values()))
        for kind, found in ids.items()
        if kind in MADE
    ]


def left_records(by: Actor, batch: Batch) -> list[LeftRecord]:
    """Return the records that the undo of a batch left, at most 200."""
    left = batch.counts.get("undone", {}).get("kept", [])[:MOST]
    names = {kind: _names(by, kind, [one["id"] for one in left if one["kind"] == kind]) for kind in THINGS}
    return [
        LeftRecord(
            str(THINGS.get(one["kind"], one["kind"])),
            names.get(one["kind"], {}).get(one["id"], f"{one['id']}"),
            str(KEPT.get(one["reason"], one["reason"])),
        )
        for one in left
    ]


def _names(by: Actor, kind: str, ids: Iterable[int]) -> dict[int, str]:
    wanted = list(ids)
    if not wanted:
        return {}
    if kind == "entry":
        entries = entries_seen_by(by).filter(pk__in=wanted).select_related("person", "project")
        return {entry.pk: _entry(entry) for entry in entries}
    if kind == "line":
        return {one.pk: f"{one.number} {one.title}" for one in Line.objects.filter(pk__in=wanted)}
    if kind == "member":
        members = TeamMember.objects.filter(pk__in=wanted).select_related("person", "project")
        return {one.pk: f"{one.person.name} · {one.project.name}" for one in members}
    if kind in {"expense", "spent"}:
        held = HeldExpense.objects.filter(pk__in=wanted)
        return {one.pk: ExpenseRow.from_json(one.body).label for one in held}
    if kind not in _CALLED:
        return {}
    model, name = _CALLED[kind]
    return dict(model._default_manager.filter(pk__in=wanted).values_list("pk", name))


_CALLED: Mapping[str, tuple[type[Model], str]] = {
    "person": (Person, "name"),
    "client": (Account, "name"),
    "project": (Project, "name"),
    "contact": (Contact, "name"),
    "task": (WorkItem, "title"),
    "plan": (WorkItem, "title"),
    "finished": (WorkItem, "title"),
    "milestone": (Milestone, "name"),
    "met": (Milestone, "name"),
    "agreement": (Agreement, "title"),
    "deal": (Opportunity, "title"),
    "redeal": (Opportunity, "title"),
    "invoice": (Invoice, "number"),
    "reinvoice": (Invoice, "number"),
}


def _entry(entry: Entry) -> str:
    on = f" · {entry.project.name}" if entry.project else ""
    return f"{entry.work_date.isoformat()} · {entry.person.name}{on} · {entry.text[:60]}"
