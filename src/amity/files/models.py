"""A stored file: its original name, its type, and where its content is stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file in the data folder. `path` is generated and does not reveal the name."""

    name = models.CharField(_("name"), max_length=255)
    purpose = models.CharField(max_length=60, default="")
    path = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField(_("size"))
    content_type = models.CharField(max_length=100)
    owner_id = models.BigIntegerField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
