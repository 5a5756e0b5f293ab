"""Emails before calls that were sent, who wants none, and meetings that need no note."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.meetings.models import Meeting
from amity.people.models import Person


class CallMail(models.Model):
    """An email before a meeting, stored so that each colleague gets it once for each time the meeting starts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("colleague"))
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+", verbose_name=_("meeting"))
    starts_at = models.DateTimeField(_("start"))
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person", "starts_at"], name="conversations_call_mail_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} to {self.person_id}"


class EmailChoice(models.Model):
    """The emails a person wants. Without a row they get all of them."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="email_choice", verbose_name=_("person")
    )
    before_calls = models.BooleanField(_("before each call, 30 minutes ahead"), default=True)

    def __str__(self) -> str:
        return f"emails to {self.person_id}"


class NoNote(models.Model):
    """A meeting that needs no note, and who found so."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="no_note", verbose_name=_("meeting"))
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"none for {self.meeting_id}"
