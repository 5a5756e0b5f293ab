"""Background work on exports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.exports import commands
from amity.jobs.registry import Progress, every, task
from amity.shared.actor import Actor


def _page(arguments: Mapping[str, Any]) -> str:
    return reverse("exports:export", args=[arguments["export_id"]])


@task(commands.JOB, label=lazy("Exporting a list"), page=_page)
def make(progress: Progress, *, by: Actor, now: datetime, export_id: int) -> Mapping[str, Any]:
    """Make an export. Run again, it starts from the beginning."""
    export = commands.make_export(by=by, export_id=export_id, now=now, progress=progress)
    return {"rows": export.rows}


@every("exports.forget", "40 3 * * *")
def forget(now: datetime) -> None:
    """Delete old exports. It runs every night."""
    commands.forget_old(now)
