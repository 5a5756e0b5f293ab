"""Recorded steps outside Amity."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agreements.versions.models import AgreementVersion
from amity.files.models import StoredFile
from amity.gate.models import Item

RETURNED: Final = "returned"
"""The client asks for changes, or someone of the agency took it back from them."""
DECLINED: Final = "declined"
NOT_SIGNED: Final = (RETURNED, DECLINED)
"""What a client answers instead of a signature."""


class Recorded(models.Model):
    """A step of an agreement with names, date and document, recorded by the person who took it elsewhere.

    `outgoing` is the email with which it left or was signed.
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="recorded")
    version = models.ForeignKey(AgreementVersion, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=12)
    happened_on = models.DateField(_("date"))
    client = models.CharField(_("contact at the client"), max_length=200, default="", blank=True)
    agency = models.CharField(_("person on our team"), max_length=200, default="", blank=True)
    how = models.CharField(_("how"), max_length=120, default="", blank=True)
    note = models.CharField(_("details"), max_length=500, default="", blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("document")
    )
    outgoing = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("email"))
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} on {self.happened_on}"
