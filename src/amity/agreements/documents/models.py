"""Files of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.files.models import StoredFile


class AgreementFile(models.Model):
    """A file attached to an agreement."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file.name
