"""The lines of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.lines.models import Line


class AgreementLine(models.Model):
    """A line of an agreement. Its number is unique there."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="agreement_lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="placement")
    number = models.CharField(_("number"), max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreements_line_number_once")]

    def __str__(self) -> str:
        return self.number
