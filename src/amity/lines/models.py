"""Lines, their terms, and who is to work how long on them."""

from django.db import models

from amity.accounts.models import Account
from amity.agency.models import Service
from amity.people.models import Discipline


class Line(models.Model):
    """One thing that was quoted. Time, requests and invoices point here, whatever happens to its terms."""

    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="lines")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    phase = models.CharField(max_length=120, default="", blank=True)
    finished_at = models.DateTimeField(null=True)
    asked_not_yet_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Terms(models.Model):
    """What a line promised from a day on. Append-only: a change order adds a row that replaces an older one."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="terms")
    source = models.CharField(max_length=12)
    source_label = models.CharField(max_length=200, default="", blank=True)
    valid_from = models.DateField()
    signed_on = models.DateField(null=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    discipline = models.ForeignKey(Discipline, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=5, default="hour")
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    rate = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, default="")
    planned_seconds = models.BigIntegerField(null=True)
    planned_cost = models.BigIntegerField(null=True)
    revision_rounds = models.PositiveSmallIntegerField(null=True)
    acceptance = models.TextField(default="", blank=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["line", "valid_from", "id"])]

    def __str__(self) -> str:
        return f"terms of {self.line_id} from {self.valid_from}"


class HoursByDiscipline(models.Model):
    """Seconds that terms plan for one discipline. Append-only, as the terms they belong to."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="hours")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+")
    seconds = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "discipline"], name="lines_hours_once")]

    def __str__(self) -> str:
        return f"{self.seconds} s of {self.discipline_id}"
