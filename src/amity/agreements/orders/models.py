"""The changes of a change order to the lines of its agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agency.models import Service
from amity.lines.models import Line
from amity.people.models import Discipline


class LineChange(models.Model):
    """One line added, changed or removed by a change order. The line itself stays unchanged until the order is signed.

    `line` is empty for an added line until the signature creates it. The columns are those of terms.
    """

    order = models.ForeignKey(
        "agreements.Agreement", on_delete=models.CASCADE, related_name="line_changes", verbose_name=_("change order")
    )
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("line"))
    act = models.CharField(_("type of change"), max_length=8)
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(_("unit"), max_length=5, default="hour")
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, null=True)
    rate = models.DecimalField(_("rate per unit"), max_digits=12, decimal_places=4, null=True)
    planned_seconds = models.BigIntegerField(_("planned hours"), null=True)
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline")
    )
    revision_rounds = models.PositiveSmallIntegerField(_("revision rounds"), null=True)
    acceptance = models.TextField(_("accepted when"), default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="agreements_line_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.number}"
