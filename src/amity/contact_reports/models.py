"""Contact reports with their talks, people, points, versions and corrections; and the days of a client."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Django finds the tables of a part through this module.
import amity.contact_reports.client_days.models  # noqa: F401
from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.contact_reports import rules
from amity.conversations.models import Note, NotePoint
from amity.gate.models import Item
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.of_person import of_their_work
from amity.shared.rows.versions import Versioned


class ContactReportQuerySet(models.QuerySet["ContactReport"]):
    """Queries for contact reports, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the reports of the person's accounts and projects, those they wrote, and those they got.

        Colleagues on the distribution get a report once the client has it.
        """
        gets = Participant.objects.filter(report=OuterRef("pk"), person=person)
        sent = Q(sent_elsewhere_at__isnull=False) | Q(item__sent_at__isnull=False)
        has_left = Edition.objects.filter(sent, report=OuterRef("pk"))
        return self.filter(of_their_work(person) | Q(author=person) | Q(Exists(gets), Exists(has_left)))


class ContactReport(Versioned):
    """What one talk, or the talks of a week from `week_of` on, decided. `edition` is the version that is worked on.

    `due_at` is by when it goes out. The client confirmed it at `confirmed_at`, for the current edition.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="contact_reports", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="contact_reports", verbose_name=_("project")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    talk_kind = models.CharField(_("kind"), max_length=8)
    held_at = models.DateTimeField(_("date of the talk"))
    week_of = models.DateField(_("week"), null=True)
    author = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="contact_reports", verbose_name=_("author")
    )
    addressee = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="contact_reports", verbose_name=_("addressee"),
        help_text=_("The report is in their language, and their absences pause its clock."),
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(pgettext_lazy("of a document", "version"), default=1)
    due_at = models.DateTimeField(_("send by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_in = models.CharField(_("source"), max_length=rules.SOURCE_MOST, default="", blank=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ContactReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact report")
        constraints = [
            models.UniqueConstraint(fields=["account", "year", "number"], name="contact_reports_number_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_by__isnull=False), name="contact_reports_confirmed_by_whom"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-held_at", "-id"], name="contact_reports_by_time"),
            models.Index(fields=["author", "due_at"], name="contact_reports_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class ReportTalk(models.Model):
    """A note that a report is about. A note is in one report."""

    report = models.ForeignKey(
        ContactReport, on_delete=models.CASCADE, related_name="talks", verbose_name=_("contact report")
    )
    note = models.OneToOneField(
        Note, on_delete=models.PROTECT, related_name="report_talk", verbose_name=_("note")
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.note_id} in {self.report_id}"


class Participant(models.Model):
    """A person on the distribution of a report, of either side. `superior_of` is the absent person they get it for."""

    report = models.ForeignKey(
        ContactReport, on_delete=models.CASCADE, related_name="participants", verbose_name=_("contact report")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact")
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("colleague")
    )
    presence = models.CharField(_("presence"), max_length=8)
    superior_of = models.CharField(_("superior of"), max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False, person=None) | Q(contact=None, person__isnull=False),
                name="contact_reports_one_side",
            ),
            models.CheckConstraint(condition=Q(presence__in=rules.PRESENCES), name="contact_reports_presence"),
            models.UniqueConstraint(fields=["report", "contact"], name="contact_reports_contact_once"),
            models.UniqueConstraint(fields=["report", "person"], name="contact_reports_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contact or self.person}"

    @property
    def name(self) -> str:
        """Return the person's name."""
        return str(self)


class ReportPoint(models.Model):
    """A lettered point. `source` is the line of the note and the record it became; `is_dropped` leaves it out."""

    report = models.ForeignKey(
        ContactReport, on_delete=models.CASCADE, related_name="points", verbose_name=_("contact report")
    )
    group = models.CharField(_("group"), max_length=9)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("text"), max_length=rules.TEXT_MOST)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner at the client")
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner on our team")
    )
    due_on = models.DateField(_("date"), null=True)
    wants_yes = models.BooleanField(_("ask for the client’s own yes"), default=False)
    is_dropped = models.BooleanField(_("left out"), default=False)
    source = models.ForeignKey(
        NotePoint, null=True, on_delete=models.SET_NULL, related_name="report_points", verbose_name=_("source")
    )

    class Meta:
        indexes = [models.Index(fields=["report", "group", "position"])]
        constraints = [
            models.CheckConstraint(condition=Q(group__in=rules.GROUPS), name="contact_reports_group"),
            models.CheckConstraint(condition=Q(person=None) | Q(contact=None), name="contact_reports_point_one_owner"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner(self) -> Person | Contact | None:
        """Return who does it, on either side."""
        return self.person or self.contact

    @property
    def needs_yes(self) -> bool:
        """Return whether silence never settles this point."""
        return self.wants_yes or rules.needs_yes(
            self.group, self.text, is_ours=self.person_id is not None, has_date=self.due_on is not None
        )


class Edition(models.Model):
    """A version of a report as it was submitted. `content` is what it was made from, for what the next one changes.

    With `agreement` and `silent_days`, silence makes it the working basis, never before `basis_stated_at`, the moment
    its text names. It was sent when its item was, or, by another way, at `sent_elsewhere_at`.
    """

    report = models.ForeignKey(
        ContactReport, on_delete=models.CASCADE, related_name="editions", verbose_name=_("contact report")
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a document", "version"))
    item = models.OneToOneField(
        Item, null=True, on_delete=models.PROTECT, related_name="report_edition", verbose_name=_("email")
    )
    content = models.JSONField(_("content"), default=dict)
    agreement = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("agreement")
    )
    silent_days = models.PositiveSmallIntegerField(_("working days"), null=True)
    basis_stated_at = models.DateTimeField(_("working basis from"), null=True)
    submitted_at = models.DateTimeField()
    sent_elsewhere_at = models.DateTimeField(_("sent"), null=True)
    sent_elsewhere_how = models.CharField(_("source"), max_length=rules.SOURCE_MOST, default="", blank=True)
    reminder = models.OneToOneField(
        Item, null=True, on_delete=models.PROTECT, related_name="reminded_edition", verbose_name=_("reminder")
    )
    reminded_at = models.DateTimeField(null=True)
    basis_at = models.DateTimeField(_("working basis since"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="contact_reports_edition_once"),
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(sent_elsewhere_at__isnull=False),
                name="contact_reports_sent_somehow",
            ),
            models.CheckConstraint(
                condition=Q(basis_at=None) | Q(silent_days__isnull=False), name="contact_reports_basis_by_silence"
            ),
        ]
        indexes = [
            models.Index(
                fields=["report"], condition=Q(silent_days__isnull=False, basis_at=None), name="contact_reports_running"
            ),
            models.Index(
                fields=["report"],
                condition=Q(basis_at=None, reminded_at__isnull=False),
                name="contact_reports_reminded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.number}"

    @property
    def sent_at(self) -> datetime | None:
        """Return when the client got it, or None."""
        return self.sent_elsewhere_at or (self.item.sent_at if self.item else None)


class Correction(models.Model):
    """What the client corrected, in their words. It is open until a changed version has it, at `answered_at`."""

    report = models.ForeignKey(
        ContactReport, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("contact report")
    )
    edition = models.PositiveSmallIntegerField(pgettext_lazy("of a document", "version"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", verbose_name=_("who corrected it"))
    words = models.CharField(_("in their words"), max_length=rules.WORDS_MOST)
    source = models.CharField(_("source"), max_length=rules.SOURCE_MOST, default="", blank=True)
    at = models.DateTimeField(_("date"))
    recorded_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["report", "answered_at"])]

    def __str__(self) -> str:
        return self.words


class NoReport(models.Model):
    """A note that needs no report, with the reason."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="no_report", verbose_name=_("note"))
    because = models.CharField(_("reason"), max_length=300)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.because
