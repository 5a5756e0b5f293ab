"""Risks and blockers, client input with reminders, and links from expectations to projects."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_managed_accounts
from amity.expectations.models import Conflict, Expectation
from amity.files.models import StoredFile
from amity.gate.models import Item
from amity.lines.models import Line
from amity.monitoring.rules import ENTRY_STATES, INPUT_STATES, KINDS, SIDES, WAITED_FOR, days_late
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Milestone, Project
from amity.shared.rows.versions import Versioned


def _watched_by(person: Person) -> Q:
    """Return a filter for rows of the person's accounts, of projects they see, and of those they own."""
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return Q()
    project = Project.objects.visible_to(person).filter(pk=OuterRef("project_id"))
    return of_managed_accounts(person) | Q(Exists(project)) | Q(owner=person)


def is_late(today: date) -> Q:
    """Return a filter for input that the client is late with, as `rules.days_late` counts."""
    return Q(asked_on__lt=today, due_on__lt=today)


class RegisterQuerySet(models.QuerySet["RegisterEntry"]):
    """Queries for risks and blockers, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the entries the person can see."""
        return self.filter(_watched_by(person))


class InputQuerySet(models.QuerySet["ClientInput"]):
    """Queries for client input, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the inputs the person can see."""
        return self.filter(_watched_by(person))

    def late(self, today: date) -> Self:
        """Return the inputs that the client owes and is late with."""
        return self.filter(is_late(today), state__in=WAITED_FOR)


class RegisterEntry(Versioned):
    """A risk, an issue, a roadblock or a conflict. Effects are 0 (none) to 5 (worst) on each side.

    `waiting` is who waits, and `waits_since` since when, if anyone does. `raised_by` is the contact who raised it.
    `origin` is the reference of the object it was raised in, such as a hand-off, or "" if it was raised here. A
    conflict belongs to an expectation: its row follows `conflict` and is changed only there.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="register", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="register", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=10)
    side = models.CharField(_("side"), max_length=8)
    title = models.CharField(_("what is it"), max_length=500)
    detail = models.TextField(_("more"), default="", blank=True)
    client_effect = models.PositiveSmallIntegerField(_("effect on the client"), default=0)
    agency_effect = models.PositiveSmallIntegerField(_("effect on us"), default=0)
    severity = models.PositiveSmallIntegerField(_("severity"))
    waiting = models.CharField(_("who waits"), max_length=120, default="", blank=True)
    waits_since = models.DateField(_("since"), null=True)
    raised_by_client = models.BooleanField(_("the client raised it first"), default=False)
    raised_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("raised first by")
    )
    raised_on = models.DateField()
    state = models.CharField(_("state"), max_length=12, default="open")
    response = models.TextField(_("response"), default="", blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    due_on = models.DateField(_("due date"), null=True)
    outcome = models.TextField(_("outcome"), default="", blank=True)
    conflict = models.OneToOneField(Conflict, null=True, on_delete=models.PROTECT, related_name="entry")
    origin = models.CharField(max_length=80, default="", blank=True, db_index=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = RegisterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "state"]),
            models.Index(fields=["account", "state"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["severity", "id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="monitoring_kind"),
            models.CheckConstraint(
                condition=Q(kind="conflict", conflict__isnull=False) | ~Q(kind="conflict") & Q(conflict=None),
                name="monitoring_conflict_of_expectation",
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="monitoring_side"),
            models.CheckConstraint(condition=Q(state__in=ENTRY_STATES), name="monitoring_entry_state"),
            models.CheckConstraint(
                condition=Q(client_effect__lte=5, agency_effect__lte=5), name="monitoring_effects_to_five"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(project__isnull=False), name="monitoring_entry_somewhere"
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(outcome=""), name="monitoring_closed_outcome"),
        ]

    def __str__(self) -> str:
        return self.title


class RegisterStep(models.Model):
    """One change of an entry: its status before and after, and the note."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(db_index=True)
    by_label = models.CharField(max_length=200)
    before = models.CharField(max_length=12, default="", blank=True)
    after = models.CharField(max_length=12)
    note = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class ClientInput(Versioned):
    """Input needed from the client: from whom, by when, and the milestone or line it holds up.

    `asked_on` is empty until the client was asked. `due_on` is the requested date, `promised_on` the client's. A late
    one has its cause, and `moved_to` is the new date of what it holds up; `moved_from` is the date promised before.
    `outgoing` is the email that brought the request to the client, if it left through the gate.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="inputs", verbose_name=_("account"))
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="inputs", verbose_name=_("project")
    )
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.PROTECT, related_name="inputs", verbose_name=_("milestone held up")
    )
    line = models.ForeignKey(
        Line, null=True, on_delete=models.PROTECT, related_name="inputs", verbose_name=_("line held up")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="inputs", verbose_name=_("from whom")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("follow-up owner"),
    )
    what = models.CharField(_("what we need"), max_length=200)
    detail = models.TextField(_("more"), default="", blank=True)
    asked_on = models.DateField(
        _("asked on"), null=True, help_text=_("Leave blank if the client hasn’t been asked yet.")
    )
    due_on = models.DateField(_("due date"))
    promised_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    state = models.CharField(_("state"), max_length=8, default="asked")
    cause = models.CharField(_("why it is late"), max_length=300, default="", blank=True)
    moved_from = models.DateField(null=True)
    moved_to = models.DateField(_("new date for what it holds up"), null=True)
    outgoing = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = InputQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "state"]),
            models.Index(fields=["account", "state"]),
            models.Index(fields=["account", "-asked_on", "-id"], name="monitoring_input_by_date"),
            models.Index(fields=["due_on", "id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=INPUT_STATES), name="monitoring_input_state"),
            models.CheckConstraint(condition=~Q(state="late") | ~Q(cause=""), name="monitoring_late_with_cause"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_to_ask(self) -> bool:
        """Return whether the client hasn't been asked yet for something that is still needed."""
        return self.asked_on is None and self.state in WAITED_FOR

    def late_on(self, day: date) -> int:
        """Return the days by which the client was or is late on a day."""
        return days_late(self.state, self.asked_on, self.due_on, self.received_on, day)


class InputStep(models.Model):
    """One change of a client input: its status before and after, the date, and the note. `account` is the input's."""

    input = models.ForeignKey(ClientInput, on_delete=models.CASCADE, related_name="steps")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)
    by_label = models.CharField(max_length=200)
    before = models.CharField(max_length=8, default="", blank=True)
    after = models.CharField(max_length=8)
    named_on = models.DateField(null=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at", "-id"], name="monitoring_step_by_time"),
            models.Index(fields=["account", "-named_on", "-id"], name="monitoring_step_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class InputFile(models.Model):
    """A file that a contact sent for an input on the client's pages."""

    input = models.ForeignKey(ClientInput, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact"))
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file.name


class InputChase(models.Model):
    """A reminder for a client input. `account` is the input's, `outgoing` its email if it left through the gate."""

    input = models.ForeignKey(ClientInput, on_delete=models.CASCADE, related_name="chases")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    chased_on = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=8)
    note = models.CharField(_("what they said"), max_length=200, default="", blank=True)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()
    outgoing = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["account", "-chased_on", "-id"], name="monitoring_chase_by_time")]

    def __str__(self) -> str:
        return str(self.chased_on)


class ProjectExpectation(models.Model):
    """The project of an expectation. Expectations are below projects, so the link is stored here."""

    expectation = models.OneToOneField(Expectation, on_delete=models.CASCADE, related_name="place")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="expected")

    def __str__(self) -> str:
        return f"{self.expectation_id} on {self.project_id}"
