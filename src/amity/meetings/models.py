"""Calendars of colleagues, and the meetings with clients that they have.

A meeting is one row, in however many calendars it is: the UID of its event and the recurrence it is identify it.
"""

from datetime import UTC, date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_managed_accounts
from amity.meetings.rules import ANSWERS, KINDS, NONE, STATES
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Queries for calendars, limited to one's own."""

    def visible_to(self, person: Person) -> Self:
        """Return the person's own calendars. No role sees those of others."""
        return self.filter(person=person)


class Calendar(Versioned):
    """A calendar that Amity reads for one person: uploaded files, a subscribed address, or one of a CalDAV server.

    Address, user and password are sealed. `host` names the server, which is all that pages show of them. `trouble` is
    the code of what went wrong since `trouble_since`, after so many `failures`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendars", verbose_name=_("colleague"))
    kind = models.CharField(_("kind"), max_length=10)
    name = models.CharField(_("name"), max_length=100)
    host = models.CharField(_("server"), max_length=260, default="", blank=True)
    sealed_address = models.TextField(default="", blank=True)
    sealed_user = models.TextField(default="", blank=True)
    sealed_password = models.TextField(default="", blank=True)
    is_paused = models.BooleanField(_("paused"), default=False)
    trouble = models.CharField(_("problem"), max_length=20, default="", blank=True)
    trouble_since = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_read_at = models.DateTimeField(_("last read"), null=True)
    next_read_at = models.DateTimeField(null=True)
    whole_read_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=300, default="", blank=True)
    last_modified = models.CharField(max_length=60, default="", blank=True)
    skipped = models.JSONField(default=dict)
    added_at = models.DateTimeField()

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="meetings_calendar_kind")]
        indexes = [models.Index(fields=["next_read_at", "id"], name="meetings_calendar_due")]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Queries for meetings, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the meetings the person is in, and those of accounts they answer for."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        part = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=person)
        return self.filter(of_managed_accounts(person) | Q(Exists(part)))


class Meeting(Versioned):
    """One occurrence of an event with someone at a client.

    An all-day meeting has the midnights in UTC of its first date and of the one after its last. `made_at` is the time
    stamp of the event it was read from: together with `sequence`, an older copy doesn't replace a newer one.
    """

    uid = models.CharField(max_length=500)
    recurrence = models.CharField(max_length=40, default="", blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("account"))
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    is_all_day = models.BooleanField(_("all day"), default=False)
    place = models.CharField(_("place"), max_length=300, default="", blank=True)
    join_link = models.CharField(_("join link"), max_length=1000, default="", blank=True)
    state = models.CharField(_("state"), max_length=10)
    sequence = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid", "recurrence"], name="meetings_meeting_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="meetings_meeting_state"),
            models.CheckConstraint(condition=Q(ends_at__gte=models.F("starts_at")), name="meetings_meeting_ends_later"),
        ]
        indexes = [
            models.Index(fields=["account", "-starts_at", "-id"], name="meetings_meeting_by_time"),
            models.Index(fields=["starts_at", "id"], name="meetings_meeting_by_start"),
        ]

    @property
    def first_date(self) -> date:
        """The first date of an all-day meeting, which begins at midnight UTC."""
        return self.starts_at.astimezone(UTC).date()

    @property
    def last_date(self) -> date:
        """The last date of an all-day meeting. It ends at the midnight after it."""
        return max(self.ends_at.astimezone(UTC).date() - timedelta(days=1), self.first_date)

    def __str__(self) -> str:
        return self.title


class MeetingPerson(models.Model):
    """Someone in a meeting: a colleague, a contact, or an address at the client's email domain that isn't a contact."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("colleague")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="meetings", verbose_name=_("client contact")
    )
    name = models.CharField(_("name"), max_length=200, default="", blank=True)
    mail = models.CharField(_("email address"), max_length=254, default="", blank=True)
    answer = models.CharField(_("answer"), max_length=10, default=NONE)
    is_organizer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="meetings_person_answer"),
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="meetings_colleague_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "contact"], condition=Q(contact__isnull=False), name="meetings_contact_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.mail


class CalendarEntry(models.Model):
    """A meeting as one calendar has it. `answer` is that of the calendar's owner."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="entries")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="entries")
    answer = models.CharField(max_length=10, default=NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "meeting"], name="meetings_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} in {self.calendar_id}"
