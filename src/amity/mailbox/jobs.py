"""Background work of the mailbox: read large files of emails, and delete texts when the agency's rule says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.jobs.registry import Progress, every, task
from amity.mailbox.messages import retention
from amity.mailbox.to_clear import commands as to_clear
from amity.mailbox.uploads import commands
from amity.shared.actor import Actor


def _page(arguments: Mapping[str, Any]) -> str:
    return reverse("mailbox:upload", args=[arguments["upload_id"]])


@task(commands.JOB, label=lazy("Importing emails"), page=_page)
def read_upload(progress: Progress, *, by: Actor, now: datetime, upload_id: int) -> Mapping[str, Any]:
    """Take the emails of a file. After a killed worker it continues behind the last portion."""
    upload = commands.read_upload(by=by, upload_id=upload_id, now=now, progress=progress)
    return {"taken": upload.taken, "known": upload.known}


@every("mailbox.retention", "50 3 * * *")
def keep_retention(now: datetime) -> None:
    """Delete texts and attachments that are older than the agency's rule."""
    retention.empty_old(now)


@every("mailbox.to_clear", "30 8 * * *")
def email_what_waits(now: datetime) -> None:
    """Email those who clear what waits for them."""
    to_clear.email_in_the_morning(now)


@every("mailbox.near", "*/5 * * * *")
def email_what_is_near(now: datetime) -> None:
    """Email those who clear what should be cleared within half an hour."""
    to_clear.email_before_its_time(now)
