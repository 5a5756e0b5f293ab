"""Frozen versions, what was recorded as done elsewhere, and the files of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agreements.models.agreement import Agreement
from amity.files.models import StoredFile


class AgreementVersion(models.Model):
    """An agreement as it was sent into review, to the client, or signed: never changed. `sha256` is of `content`.

    `skipped` names the roles whose review fell away because the only holder drafted it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("contents"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    skipped = models.JSONField(default=list)
    frozen_at = models.DateTimeField()
    frozen_by_id = models.BigIntegerField()
    frozen_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreements_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"


class Recorded(models.Model):
    """A step that happened outside Amity, as the person who did it recorded it: who, when, and the paper."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="recorded")
    version = models.ForeignKey(AgreementVersion, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=12)
    happened_on = models.DateField(_("date"))
    client = models.CharField(_("contact at the client"), max_length=200, default="", blank=True)
    agency = models.CharField(_("person on our team"), max_length=200, default="", blank=True)
    note = models.CharField(_("details"), max_length=500, default="", blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("document")
    )
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} on {self.happened_on}"


class AgreementFile(models.Model):
    """A file kept with an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file.name
