"""Audit log labels for backups."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Named
from amity.backups import policy
from amity.backups.models import Backup, Schedule


def backups_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return backups by the name of their file, with their page."""
    page = reverse("backups:backups")
    found = Backup.objects.filter(pk__in=ids).values_list("pk", "path")
    return {pk: Named(path.rpartition("/")[2], page) for pk, path in found}


def schedules_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the schedule, with its page."""
    page = reverse("backups:backups")
    return {
        pk: Named(_now("Nightly backups"), page)
        for pk in Schedule.objects.filter(pk__in=ids).values_list("pk", flat=True)
    }


words.thing("backups.backup", _("backup"), backups_named, policy.may_manage)
words.thing("backups.schedule", _("backup schedule"), schedules_named, policy.may_manage)
words.acts(
    "backup",
    _("backups"),
    {
        "backup.made": _("%(who)s made the backup %(what)s"),
        "backup.failed": _("%(who)s couldn’t make the backup %(what)s"),
        "backup.schedule_changed": _("%(who)s changed the schedule of backups"),
    },
)
words.call(words.of(Schedule, "folder", "hour", "keep_days") | words.of(Backup, "size"))
