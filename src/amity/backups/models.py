"""The schedule of backups, and the result of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.backups.faults import sentence
from amity.shared.rows.versions import Versioned


class Schedule(Versioned):
    """When and where the worker makes backups, in the row with id 1. Blank folder: never."""

    folder = models.CharField(
        _("folder"), max_length=300, blank=True, default="",
        help_text=_("On the server, outside the data folder if possible. Leave blank to make no nightly backups."),
    )  # fmt: skip
    hour = models.PositiveSmallIntegerField(_("hour"), default=2, help_text=_("In the agency’s time zone."))
    keep_days = models.PositiveSmallIntegerField(
        _("days to keep"), default=14, help_text=_("Older nightly backups are deleted. The newest always stays.")
    )
    instance = models.CharField(_("instance"), max_length=8)
    changed_at = models.DateTimeField(null=True)
    overdue_mailed_at = models.DateTimeField(null=True)
    """When administrators last got the email that no backup has succeeded for two days."""

    class Meta:
        verbose_name = _("backup schedule")

    def __str__(self) -> str:
        return self.folder


class Backup(models.Model):
    """The result of one backup. `fault` is "" if it succeeded, otherwise a code of `faults.SENTENCES`."""

    kind = models.CharField(_("kind"), max_length=10)
    path = models.CharField(_("file"), max_length=500)
    size = models.BigIntegerField(_("size"), default=0)
    checked = models.CharField(_("check"), max_length=10, blank=True, default="")
    rows = models.BigIntegerField(_("rows"), default=0)
    files = models.PositiveIntegerField(_("files"), default=0)
    faulty_files = models.PositiveIntegerField(_("files missing or changed on the disk"), default=0)
    fault = models.CharField(_("reason"), max_length=20, blank=True, default="")
    detail = models.CharField(_("details"), max_length=300, blank=True, default="")
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"))

    class Meta:
        verbose_name = _("backup")
        indexes = [models.Index(fields=["-finished_at"])]

    def __str__(self) -> str:
        return self.path

    @property
    def sentence(self) -> str:
        """Return why the backup failed, in the reader's language."""
        return sentence(self.fault, self.detail)
