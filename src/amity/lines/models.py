"""Lines, their terms, and planned hours by discipline."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.agency.models import Service
from amity.people.models import Discipline


class Line(models.Model):
    """Something that was quoted. Time, requests and invoices refer to it, whatever happens to its terms."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="lines", verbose_name=_("account")
    )
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    phase = models.CharField(_("phase"), max_length=120, default="", blank=True)
    finished_at = models.DateTimeField(null=True)
    asked_not_yet_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Terms(models.Model):
    """Terms of a line from a date. Append-only: a change order adds a row that replaces an older one."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="terms", verbose_name=_("line"))
    source = models.CharField(_("from"), max_length=12)
    source_label = models.CharField(_("named"), max_length=200, default="", blank=True)
    valid_from = models.DateField(_("from"))
    signed_on = models.DateField(null=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline")
    )
    unit = models.CharField(_("unit"), max_length=5, default="hour")
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, null=True)
    rate = models.DecimalField(_("rate"), max_digits=12, decimal_places=4, null=True)
    currency = models.CharField(_("currency"), max_length=3, default="")
    planned_seconds = models.BigIntegerField(_("planned hours"), null=True)
    planned_cost = models.BigIntegerField(_("planned cost"), null=True)
    revision_rounds = models.PositiveSmallIntegerField(_("revision rounds"), null=True)
    acceptance = models.TextField(_("accepted when"), default="", blank=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["line", "valid_from", "id"])]

    def __str__(self) -> str:
        return f"terms of {self.line_id} from {self.valid_from}"


class HoursByDiscipline(models.Model):
    """Planned seconds of one discipline in some terms. Append-only, as the terms they belong to."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="hours")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline"))
    seconds = models.PositiveBigIntegerField(_("time"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "discipline"], name="lines_hours_once")]

    def __str__(self) -> str:
        return f"{self.seconds} s of {self.discipline_id}"
