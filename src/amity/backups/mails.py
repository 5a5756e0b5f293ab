"""Email to administrators: a nightly backup failed, or none has succeeded for two days. Once for each fault."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.backups.models import Backup
from amity.people.mails import Letter, mail_person
from amity.people.queries import administrators_with_mail
from amity.ui import formats


def notify_of_failure(backup: Backup, now: datetime) -> None:
    """Queue the emails about a nightly backup that failed."""

    def write() -> Letter:
        values = {"day": formats.full_day(timezone.localdate(backup.started_at))}
        failed = _("The nightly backup failed on %(day)s.") % values
        return _letter(
            _("Fix the nightly backup: it failed on %(day)s") % values,
            f"{failed} {backup.sentence}",
            _("Fix the cause, then choose “Back up now” on this page to check that backups work again:"),
        )

    _notify(write, now)


def notify_of_overdue(since: datetime, now: datetime) -> None:
    """Queue the emails about backups that are missing since a moment."""

    def write() -> Letter:
        values = {"day": formats.full_day(timezone.localdate(since))}
        return _letter(
            _("Make a backup: none has succeeded since %(day)s") % values,
            _(
                "No backup has succeeded since %(day)s. If the server fails, all work since then is lost. Run “amity "
                "doctor” on the server: it checks the worker, the disk and the database."
            )
            % values,
            _("Fix what it names, then choose “Back up now” on this page:"),
        )

    _notify(write, now)


def _letter(subject: str, finding: str, step: str) -> Letter:
    page = f"{settings.ENVIRONMENT.url}{reverse('backups:backups')}"
    why = _("You received this email because you are an administrator. Each fault is emailed once.")
    return Letter(subject, (finding, step, page), why)


def _notify(write: Callable[[], Letter], now: datetime) -> None:
    for person in administrators_with_mail():
        mail_person(person, "backup_failed", write, now=now)
