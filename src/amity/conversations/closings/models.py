"""Days that people closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person


class DayClosed(models.Model):
    """A day that someone closed, and what came of it. Closing it again counts again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="days_closed", verbose_name=_("person"))
    day = models.DateField(_("date"))
    closed_at = models.DateTimeField(_("closed"))
    notes = models.PositiveSmallIntegerField(_("notes"), default=0)
    promises = models.PositiveSmallIntegerField(_("promises"), default=0)
    requests = models.PositiveSmallIntegerField(_("requests"), default=0)
    preferences = models.PositiveSmallIntegerField(_("preferences"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="conversations_day_closed_once")]

    def __str__(self) -> str:
        return self.day.isoformat()
