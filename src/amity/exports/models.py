"""An export: which list, as which file, and with which rights it was made."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.files.models import StoredFile
from amity.people.models import Person


class ExportQuerySet(models.QuerySet["Export"]):
    """Reads of exports, limited to a person's own."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the person."""
        return self.filter(person=person)


class Export(models.Model):
    """A file made from a list. `path` and `query` are its address; `file` is empty until it is made.

    `money_right` and `roles` are those of the person when it was made: with less, they can't download it any more.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    title = models.CharField(_("list"), max_length=200)
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=1500)
    kind = models.CharField(_("file type"), max_length=4)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("file"))
    money_right = models.PositiveSmallIntegerField(default=0)
    roles = models.JSONField(default=list)
    asked_at = models.DateTimeField(_("requested"))
    made_at = models.DateTimeField(_("ready"), null=True)
    job_id = models.BigIntegerField(default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        indexes = [models.Index(fields=["person", "-id"], name="exports_newest")]

    def __str__(self) -> str:
        return self.title
