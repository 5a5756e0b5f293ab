"""Email to administrators: a nightly backup failed, or none has succeeded for two days. Once for each fault."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.backups.models import Backup
from amity.outbox import commands as outbox
from amity.outbox import rules as mailing
from amity.outbox.letters import letter
from amity.people.queries import administrators_with_mail
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def notify_of_failure(backup: Backup, now: datetime) -> None:
    """Queue the emails about a nightly backup that failed."""

    def words() -> tuple[str, str, str]:
        values = {"day": formats.full_day(timezone.localdate(backup.started_at))}
        failed = _("The nightly backup failed on %(day)s.") % values
        return (
            _("Fix the nightly backup: it failed on %(day)s") % values,
            f"{failed} {backup.sentence}",
            _("Fix the cause, then choose “Back up now” on this page to check that backups work again:"),
        )

    _notify(words, now)


def notify_of_overdue(since: datetime, now: datetime) -> None:
    """Queue the emails about backups that are missing since a moment."""

    def words() -> tuple[str, str, str]:
        values = {"day": formats.full_day(timezone.localdate(since))}
        return (
            _("Make a backup: none has succeeded since %(day)s") % values,
            _(
                "No backup has succeeded since %(day)s. If the server fails, all work since then is lost. Run “amity "
                "doctor” on the server: it checks the worker, the disk and the database."
            )
            % values,
            _("Fix what it names, then choose “Back up now” on this page:"),
        )

    _notify(words, now)


def _notify(words: Callable[[], tuple[str, str, str]], now: datetime) -> None:
    """Queue an email to each administrator. `words` is called in their language, for subject, finding and next step."""
    for person in administrators_with_mail():
        with in_their_ways(person):
            subject, finding, step = words()
            outbox.queue(
                audience=mailing.STAFF,
                kind="backup_failed",
                to=person.mail or "",
                name=person.name,
                subject=subject,
                body=letter(
                    person.name,
                    finding,
                    step,
                    f"{settings.ENVIRONMENT.url}{reverse('backups:backups')}",
                    why=_("You received this email because you are an administrator. Each fault is emailed once."),
                ),
                now=now,
            )
