"""The country of a client's calendar, and the days on which a contact is away."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.mailbox.models import Message


class ClientCalendar(models.Model):
    """The country whose weekends and public holidays a client has, and its time zone. What is blank is the agency's.

    A country with one time zone needs none here.
    """

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="client_calendar", verbose_name=_("account")
    )
    country = models.CharField(_("country of the client"), max_length=2, default="", blank=True)
    time_zone = models.CharField(_("time zone of the client"), max_length=60, default="", blank=True)

    def __str__(self) -> str:
        return self.country


class Absence(models.Model):
    """Days on which a contact is away, both ends included. They don't count in the clock of a report.

    `message` is the automatic reply that states them, None where a person recorded them.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="absences", verbose_name=_("contact"))
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    source = models.CharField(_("source"), max_length=120, default="", blank=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="contact_reports_absence_has_days"),
        ]
        indexes = [models.Index(fields=["contact", "last_on"])]

    def __str__(self) -> str:
        return f"{self.contact_id}, {self.first_on} to {self.last_on}"
