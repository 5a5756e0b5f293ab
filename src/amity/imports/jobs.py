"""Background jobs for the long steps of an import."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports import commands, queries, steps
from amity.imports.stage.cleanup import slim_stages
from amity.jobs.registry import Progress, every, task
from amity.shared.actor import Actor


def _page(arguments: Mapping[str, Any]) -> str:
    return reverse("imports:batch", args=[arguments["batch_id"]])


@task("imports.read", label=lazy("Reading a file"), page=_page)
def read(progress: Progress, *, by: Actor, now: datetime, batch_id: int) -> None:
    """Read a file onto its stage."""

    def tell(done: int, of: int) -> None:
        progress.step(done, of, _("Amity reads the rows, then compares them with existing records."))

    steps.read_quietly(by=by, batch_id=batch_id, tell=tell)


@task("imports.match", label=lazy("Comparing a file with what is here"), page=_page)
def match(progress: Progress, *, by: Actor, now: datetime, batch_id: int) -> None:
    """Match names and compare rows again."""
    commands.match_batch(by=by, batch_id=batch_id)


@task("imports.take", label=lazy("Importing contacts or lines"), page=_page)
def take(progress: Progress, *, by: Actor, now: datetime, batch_id: int) -> None:
    """Import a file of contacts or quoted lines. Running it again continues."""
    commands.take_file(by=by, batch_id=batch_id, now=now)


def _undo(*, by: Actor, now: datetime, batch_id: int) -> None:
    steps.undo(by=by, batch_id=batch_id, now=now)


@task("imports.apply", label=lazy("Importing a file"), on_killed="ask", undo=_undo, page=_page)
def apply(progress: Progress, *, by: Actor, now: datetime, batch_id: int) -> None:
    """Apply rows in chunks. If it is stopped, someone can resume or undo it."""
    commands.apply_batch(by=by, batch_id=batch_id, now=now, tell=progress.step)


@task("imports.undo", label=lazy("Undoing an import"), page=_page)
def undo(progress: Progress, *, by: Actor, now: datetime, batch_id: int) -> None:
    """Undo a batch."""
    counts = queries.batch_seen_by(by, batch_id).counts
    of = counts.get("created", 0) + counts.get("updated", 0)
    commands.undo_batch(by=by, batch_id=batch_id, now=now, tell=lambda done, _of: progress.step(min(done, of), of))


@every("imports.slim", "50 3 * * *")
def slim(now: datetime) -> None:
    """Delete the copies of rows that were imported long ago. It runs every night."""
    slim_stages(now=now)
