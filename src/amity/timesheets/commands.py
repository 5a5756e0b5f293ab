"""Log, edit and delete time. Close and open months. Each is one transaction with one audit record.

Lock order, in every command: month rows, projects, then the entry, then the sums' keys, so that no two writers wait in
a circle.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.lines.models import Line
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets import hooks, months, policy, queries, snapshots
from amity.timesheets.changes import EntryChanges, as_placed, place_for, put
from amity.timesheets.models import Entry, Month
from amity.timesheets.pricing import PriceList, put_price_on
from amity.timesheets.sums import rollups


@command
def log_entry(*, by: Actor, changes: EntryChanges, now: datetime, person_id: int | None = None) -> Entry:
    """Log time worked, priced at the rates of its date. Refused if its month is closed."""
    actor = person_of(by)
    whose = _person(person_id) if person_id else actor
    months.hold_open(changes.work_date)
    months.hold_projects(changes.project_id)
    place = place_for(actor, changes)
    policy.may_log(actor, whose=whose, project=place.project).or_refuse()
    _may_work(place.project, changes.seconds)
    check_time(actor, _id(place.line), _id(place.item), changes.seconds)
    entry = Entry(person=whose, logged_at=now)
    put(entry, as_placed(changes, place), place)
    put_price_on(entry, place.project)
    entry.save(force_insert=True)
    trail.record("entry.logged", subject=entry, by=by, at=now, changes=snapshots.of(entry), money=snapshots.MONEY)
    rollups.add(rollups.measures(entry))
    return entry


@command
def edit_entry(*, by: Actor, entry_id: int, version: int, changes: EntryChanges, now: datetime) -> Entry:
    """Change a logged entry. Refused if a month is closed, and stale if someone changed it since `version`."""
    actor = person_of(by)
    seen = queries.entry_seen_by(by, entry_id)
    policy.may_edit(actor, seen).or_refuse()
    months.hold_open(seen.work_date, changes.work_date)
    months.hold_projects(seen.project_id, changes.project_id)
    entry = queries.entry_seen_by(by, entry_id, lock=True)
    policy.may_edit(actor, entry).or_refuse()
    entry.expect(version)
    before, image = rollups.measures(entry), snapshots.of(entry)
    place = place_for(actor, changes)
    changes = as_placed(changes, place)
    _forget_file_prices(entry, changes)
    _may_work(place.project, changes.seconds - (entry.seconds if entry.project_id == changes.project_id else 0))
    same_work = (entry.line_id, entry.item_id) == (_id(place.line), _id(place.item))
    check_time(actor, _id(place.line), _id(place.item), changes.seconds - (entry.seconds if same_work else 0))
    put(entry, changes, place)
    put_price_on(entry, place.project)
    entry.save()
    trail.record(
        "entry.edited",
        subject=entry,
        by=by,
        at=now,
        changes={"before": image, "after": snapshots.of(entry)},
        money=snapshots.MONEY,
    )
    rollups.add(rollups.change(before, rollups.measures(entry)))
    return entry


@command
def delete_entry(*, by: Actor, entry_id: int, version: int, now: datetime) -> int:
    """Delete an entry. Its image in the audit log lets `undo_delete` restore it.

    Returns that record's id.
    """
    actor = person_of(by)
    months.hold_open(queries.entry_seen_by(by, entry_id).work_date)
    entry = queries.entry_seen_by(by, entry_id, lock=True)
    policy.may_edit(actor, entry).or_refuse()
    entry.expect(version)
    before, ref = rollups.measures(entry), Ref.to(entry)
    changes = snapshots.of(entry)
    record = trail.record("entry.deleted", subject=ref, by=by, at=now, changes=changes, money=snapshots.MONEY)
    entry.delete()
    rollups.add(rollups.change(before, rollups.measures(None)))
    return record.pk


@command
def undo_delete(*, by: Actor, entry_id: int, now: datetime) -> Entry:
    """Restore a deleted entry under its old id. Only for the person who deleted it, finance or a director.

    Raises `NotSeen` if there is nothing to restore, `Refused` if its project, line or item is gone. The entry follows a
    project that has moved to another account since.
    """
    actor = person_of(by)
    image, deleted_by = snapshots.last_deleted(entry_id)
    if image is None or Entry.objects.filter(pk=entry_id).exists():
        raise NotSeen(_("There is nothing to restore."))
    entry = snapshots.restored(entry_id, image)
    if deleted_by != actor.pk:
        policy.may_edit(actor, entry).or_refuse()
    months.hold_open(entry.work_date)
    months.hold_projects(entry.project_id)
    if not snapshots.fits(entry):
        raise Refused(_("The work this time was on has been deleted, so it can’t be restored."))
    if entry.project and entry.project.account_id != entry.account_id:
        entry.account_id = entry.project.account_id
        PriceList().put_value_on(entry)
    _may_work(entry.project, entry.seconds)
    check_time(actor, entry.line_id, entry.item_id, entry.seconds)
    entry.version += 1
    _insert_again(entry)
    trail.record("entry.restored", subject=entry, by=by, at=now, changes=snapshots.of(entry), money=snapshots.MONEY)
    rollups.add(rollups.measures(entry))
    return entry


@command
def lock_month(*, by: Actor, month: int, now: datetime) -> Month:
    """Close a month (YYYYMM): no time in it can be written, edited, deleted, imported or re-rated."""
    policy.may_close_months(person_of(by)).or_refuse()
    row = months.take_alone(month)
    if row.locked_at is not None:
        raise Refused(_("The month is already closed."))
    for ask in hooks.before_close:
        ask(month, by).or_refuse()
    row.locked_at, row.locked_by = now, by.label
    row.save()
    trail.record("month.locked", subject=row, by=by, at=now)
    for tell in hooks.on_closed:
        tell(month, by, now)
    return row


@command
def open_month(*, by: Actor, month: int, reason: str, now: datetime) -> Month:
    """Reopen a closed month, with a reason."""
    policy.may_close_months(person_of(by)).or_refuse()
    row = months.take_alone(month)
    if row.locked_at is None:
        raise Refused(_("The month is already open."))
    if not (why := " ".join(reason.split())):
        raise Invalid(_("Enter why you are reopening the month."), field="reason")
    row.locked_at, row.locked_by = None, ""
    row.save()
    trail.record("month.opened", subject=row, by=by, at=now, changes={"reason": why})
    for tell in hooks.on_opened:
        tell(month, by, now, why)
    return row


def check_time(person: Person, line_id: int | None, item_id: int | None, seconds: int) -> None:
    """Raise `Refused` if a guard refuses so many more seconds on a line and a work item."""
    if seconds > 0 and (line_id is not None or item_id is not None):
        for guard in hooks.before_time:
            guard(person, line_id, item_id, seconds).or_refuse()


def _id(row: Line | WorkItem | None) -> int | None:
    return row.pk if row is not None else None


def _may_work(project: Project | None, seconds: int) -> None:
    """Check guards before seconds are added to a project that waits for its hand-off. Other projects have no check."""
    if project is not None and seconds > 0 and project.waits_for_handoff:
        for guard in hooks.before_work:
            guard(project, seconds).or_refuse()


def _person(person_id: int) -> Person:
    return seen_or_missing(Person.objects, person_id, _("Person not found."))


def _insert_again(entry: Entry) -> None:
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        raise NotSeen(_("Someone has already restored it.")) from None


def _forget_file_prices(entry: Entry, changes: EntryChanges) -> None:
    """Drop file prices when the entry's time, project, line or billability changes. A new note doesn't drop them."""
    same_place = (entry.project_id, entry.line_id) == (changes.project_id, changes.line_id)
    if (
        not same_place
        or entry.seconds != changes.seconds
        or entry.billable != (changes.billable and not changes.courtesy)
    ):
        entry.cost_from_file = entry.value_from_file = False
