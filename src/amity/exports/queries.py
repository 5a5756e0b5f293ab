"""Queries for a person's own exports."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from amity.exports.models import Export
from amity.jobs import rules as jobs
from amity.jobs.models import Job
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def export_seen_by(by: Actor, export_id: int) -> Export:
    """Return one of the actor's own exports, or raise `NotSeen`."""
    seen = exports_seen_by(by).select_related("file", "person")
    return seen_or_missing(seen, export_id, _("Export not found. Exports are deleted after seven days."))


def exports_seen_by(by: Actor) -> QuerySet[Export]:
    """Return the actor's own exports, each with `is_open`: whether it is still being made."""
    going = Job.objects.filter(pk=OuterRef("job_id"), state__in=jobs.OPEN)
    return Export.objects.visible_to(person_of(by)).annotate(is_open=Exists(going))


def is_running(export: Export) -> bool:
    """Return whether an export is still being made."""
    return Job.objects.filter(pk=export.job_id, state__in=jobs.OPEN).exists()


def may_read(by: Actor, file_id: int) -> bool:
    """Return whether the actor can download the file of an export: their own, with the rights it was made with."""
    export = Export.objects.filter(file=file_id, person_id=by.person_id).first()
    return export is not None and still_allowed(export, person_of(by))


def still_allowed(export: Export, person: Person) -> bool:
    """Return whether the person has at least the rights with which an export was made."""
    return person.money_right >= export.money_right and set(export.roles) <= person.roles
