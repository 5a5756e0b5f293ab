"""Frozen versions of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementVersion(models.Model):
    """An agreement as it was sent into review, to the client, or signed. It never changes; `sha256` is of `content`.

    `skipped` names the roles whose review was skipped because the only holder drafted it.
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("contents"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    skipped = models.JSONField(default=list)
    frozen_at = models.DateTimeField()
    frozen_by_id = models.BigIntegerField()
    frozen_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreements_version_once")]
        indexes = [models.Index(fields=["frozen_by_id"], name="agreements_versions_of")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"
