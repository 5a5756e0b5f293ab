"""Assessments of a request. Rows are only added: the newest one applies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.lines.models import Line
from amity.people.models import Discipline, Person
from amity.scope import rules


class Assessment(models.Model):
    """What a request would take. `price` is in minor units, None where an hour of it has no rate."""

    request = models.ForeignKey(
        "scope.Request", on_delete=models.CASCADE, related_name="assessments", verbose_name=_("request")
    )
    seconds = models.PositiveBigIntegerField(_("hours"))
    price = models.BigIntegerField(_("price"), null=True)
    currency = models.CharField(_("currency"), max_length=3)
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("line"))
    proposal = models.CharField(_("proposal"), max_length=12)
    sentence = models.CharField(_("reason for the proposal"), max_length=300, default="", blank=True)
    assessed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )
    assessed_at = models.DateTimeField(_("assessed"))

    class Meta:
        indexes = [models.Index(fields=["request", "-id"], name="scope_newest_assessment")]
        constraints = [models.CheckConstraint(condition=Q(proposal__in=rules.DECISIONS), name="scope_proposal")]

    def __str__(self) -> str:
        return self.proposal


class AssessedHours(models.Model):
    """The hours of one discipline in an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="hours")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline"))
    seconds = models.PositiveBigIntegerField(_("hours"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "discipline"], name="scope_discipline_once")]

    def __str__(self) -> str:
        return f"{self.seconds} s of {self.discipline_id}"
