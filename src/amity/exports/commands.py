"""Ask for an export, make it, and delete what is older than a week."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.exports import queries
from amity.exports.models import Export
from amity.files import commands as files
from amity.files.models import StoredFile
from amity.jobs import commands as jobs
from amity.jobs.registry import Progress
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refusal
from amity.ui import formats
from amity.ui.lists import ListPage
from amity.ui.lists.background import opened
from amity.ui.lists.files import CSV, KINDS, contents
from amity.ui.reader_format import in_their_ways

PURPOSE: Final = "export"
JOB: Final = "exports.make"
KEPT: Final = timedelta(days=7)
LARGEST: Final = 2_000_000_000
LONGEST_QUERY: Final = 1_500
STEP: Final = 500
"""Rows between two reports of progress."""


@command
def start_export(*, by: Actor, path: str, query: str, kind: str, now: datetime) -> Export:
    """Queue an export of a list. The same one that is still being made is returned instead of a second one."""
    if kind not in KINDS:
        raise Invalid(_("Choose CSV or XLSX."), "kind")
    person = person_of(by)
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("This view has too many filters to export."), "query")
    page = _list_at(path, query, kind, by, person)
    page.count_rows(1)
    same = Export.objects.filter(person=person, path=path, query=query, kind=kind, made_at=None)
    for running in same.order_by("-pk"):
        if queries.is_running(running):
            return running
    export = Export.objects.create(
        person=person, title=str(page.title), path=path, query=query, kind=kind, asked_at=now
    )
    export.job_id = jobs.start_job(by=by, kind=JOB, arguments={"export_id": export.pk}, now=now).pk
    export.save(update_fields=["job_id"])
    return export


def make_export(*, by: Actor, export_id: int, now: datetime, progress: Progress) -> Export:
    """Write the file of an export with the rights its person has now, and notify them."""
    export = queries.export_seen_by(by, export_id)
    try:
        return _finish(by=by, export_id=export_id, file=_write(by, export, now, progress), now=now)
    except Refusal as refusal:
        _refuse(export, refusal.sentence, now)
        raise


@command
def _finish(*, by: Actor, export_id: int, file: tuple[StoredFile, int], now: datetime) -> Export:
    person = person_of(by)
    export = queries.export_seen_by(by, export_id)
    export.file, export.rows = file
    export.made_at, export.money_right, export.roles = now, person.money_right, sorted(person.roles)
    export.save()
    trail.record("export.made", subject=export, by=by, at=now, changes={"path": export.path, "rows": export.rows})

    def text() -> str:
        words = {"list": export.title, "rows": formats.number(export.rows)}
        return _("Your export of %(list)s with %(rows)s rows is ready.") % words

    notify(person=person, kind=notices.EXPORT, text=text, path=reverse("exports:export", args=[export.pk]), now=now)
    return export


def _list_at(path: str, query: str, kind: str, by: Actor, person: Person) -> ListPage:
    page = opened(path, query, kind, by=by, user=person)
    if not isinstance(page, ListPage):
        raise NotSeen(_("List not found."))
    return page


def _refuse(export: Export, sentence: str, now: datetime) -> None:
    def text() -> str:
        return _("Your export of %(list)s failed: %(why)s") % {"list": export.title, "why": sentence}

    page = reverse("exports:export", args=[export.pk])
    notify(person=export.person, kind=notices.EXPORT, text=text, path=page, now=now)


def _write(by: Actor, export: Export, now: datetime, progress: Progress) -> tuple[StoredFile, int]:
    """Write the file, whole or not at all, and return it with its number of rows."""
    person, count = person_of(by), 0
    with in_their_ways(person):
        page = _list_at(export.path, export.query, export.kind, by, person)
        of = page.count_rows()
        progress.step(0, of)

        def counted(rows: Iterator[Any]) -> Iterator[Any]:
            nonlocal count
            for row in rows:
                count += 1
                if count % STEP == 0:
                    progress.step(count, max(of, count))
                yield row

        columns, rows = page.exported(export.kind)
        file = files.store(
            by=by, name=f"{page.key}.{export.kind}", chunks=contents(export.kind, columns, counted(rows)),
            limit=LARGEST, now=now, purpose=PURPOSE, looks_inside=export.kind != CSV,
        )  # fmt: skip
    return file, count


def forget_old(now: datetime) -> None:
    """Delete exports that are older than seven days, with their files."""
    for export in Export.objects.filter(asked_at__lt=now - KEPT).select_related("file"):
        file = export.file
        export.delete()
        if file is not None:
            files.remove(file)
