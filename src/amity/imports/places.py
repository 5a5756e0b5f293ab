"""Places of imports on other pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.imports import policy, queries
from amity.imports.models import Batch
from amity.jobs.models import Job
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.timesheets.models import Entry
from amity.ui.formats import number
from amity.ui.links import Link
from amity.ui.shell.notices import Notice


def may_see(actor: Actor, _subject: Any) -> bool:
    """Return whether the actor can open the imports page."""
    try:
        return bool(policy.may_import(person_of(actor)))
    except Refused:
        return False


def is_first_page(actor: Actor) -> bool:
    """Return whether the actor should start with an import: they can, and the agency has no data yet."""
    return may_see(actor, None) and is_agency_empty()


def beginning(actor: Actor) -> Link | None:
    """Return the link to the first import, for someone who should start with it."""
    return Link(_("Import a file"), reverse("imports:imports"), False) if is_first_page(actor) else None


def is_agency_empty() -> bool:
    """Return whether there is no account, project or time at all."""
    return not any(model._default_manager.exists() for model in (Account, Project, Entry))


def may_read_file(actor: Actor, file_id: int) -> bool:
    """Return whether the actor can read an imported file: the person who uploaded it, while they can import."""
    batch = Batch.objects.filter(file=file_id).first()
    if batch is None or not may_see(actor, None):
        return False
    return batch.person_id == actor.person_id


def running_note(actor: Actor) -> Notice | None:
    """Return the notice while an import writes: sums are still growing, with its progress."""
    batch = queries.running()
    if batch is None:
        return None
    url = reverse("imports:batch", args=[batch.pk]) if may_see(actor, None) else ""
    if batch.state == "stopped" or queries.is_interrupted(batch):
        return Notice(_("An import stopped part-way, so figures include only part of it."), url)
    job = Job.objects.filter(pk=batch.job_id or 0).first()
    if job is not None and job.of:
        words = {"done": number(job.done), "of": number(job.of)}
        if batch.state == "undoing":
            return Notice(_("An import is being undone, %(done)s of %(of)s: figures are still moving.") % words, url)
        return Notice(_("Import running, %(done)s of %(of)s rows: figures are still growing.") % words, url)
    return Notice(_("Import running: figures are still moving."), url)
