"""Signatures of clients."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Contact
from amity.agreements.versions.models import AgreementVersion
from amity.gate.models import Item


class ClientSignature(models.Model):
    """A contact's signature of one version: the typed name, the address that got the code, and the email's digest.

    It never changes. `item` is the email with the document, `digest` covers its text and files.
    """

    agreement = models.OneToOneField(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="signature", verbose_name=_("agreement")
    )
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name=_("email"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact"))
    name = models.CharField(_("typed name"), max_length=80)
    address = models.EmailField(_("email address"))
    digest = models.CharField(_("digest"), max_length=64)
    signed_at = models.DateTimeField(_("signed"))

    def __str__(self) -> str:
        return f"{self.name} on version {self.version_id}"
