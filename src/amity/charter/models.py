"""Charters with the duties changed by hand, skipped steps, and joint objectives with their readings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.charter.duties import rules as duties
from amity.charter.objectives import rules as objectives
from amity.people.models import Person
from amity.shared.refs import Ref
from amity.shared.rows.versions import Versioned


class Charter(Versioned):
    """The three answers: the agency's default (no account), or an account's own. "" leaves the default's answer."""

    account = models.OneToOneField(
        Account, null=True, on_delete=models.CASCADE, related_name="charter", verbose_name=_("account")
    )
    is_default = models.BooleanField(default=False)
    preset = models.CharField(_("leads day to day"), max_length=10, default="", blank=True)
    writes = models.CharField(_("the project manager writes"), max_length=10, default="", blank=True)
    extra = models.CharField(_("approves extra work"), max_length=10, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="charter_one_default"),
            models.CheckConstraint(
                condition=Q(is_default=True, account=None) | Q(is_default=False, account__isnull=False),
                name="charter_of_an_account_or_default",
            ),
        ]

    def __str__(self) -> str:
        return f"charter of {self.account or 'the agency'}"


class DutyChange(models.Model):
    """A duty that someone changed by hand. Without one, the duty results from the three answers."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="changes")
    duty = models.CharField(_("duty"), max_length=30)
    kind = models.CharField(_("kind"), max_length=10)
    role = models.CharField(_("accountable on our side"), max_length=20)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("accountable, by name")
    )
    also = models.CharField(_("shared with"), max_length=20, default="", blank=True)
    also_person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("shared with, by name")
    )
    client = models.CharField(_("at the client"), max_length=20, default="", blank=True)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact by name")
    )
    rule = models.CharField(_("rule for sharing"), max_length=300, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charter", "duty"], name="charter_duty_once")]

    def __str__(self) -> str:
        return f"{self.duty} of {self.charter_id}"

    def as_duty(self) -> duties.Duty:
        """Return the change as a rule value."""
        return duties.Duty(
            self.role, self.client, self.kind, self.also, self.rule, True, self.person_id, self.also_person_id,
            self.contact_id,
        )  # fmt: skip


class SkippedStep(models.Model):
    """A step that was not done because the giver and the taker are one person."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="skipped_steps", verbose_name=_("account")
    )
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    step = models.CharField(_("step"), max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_id", "step"], name="charter_skip_once")]

    def __str__(self) -> str:
        return f"{self.step} skipped for {self.about_kind} {self.about_id}"

    @property
    def about(self) -> Ref:
        """Return the object that the step belongs to."""
        return Ref(self.about_kind, self.about_id)


class Objective(Versioned):
    """An objective shared by the account and the project managers. `unit` is that of target and readings."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("account"))
    kind = models.CharField(_("kind"), max_length=20)
    statement = models.CharField(_("what you both want"), max_length=200)
    unit = models.CharField(_("unit"), max_length=20, default="", blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True)
    baseline = models.DecimalField(_("starting value"), max_digits=14, decimal_places=2, null=True)
    due_on = models.DateField(_("due date"), null=True)
    set_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(_("reason"), max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(dropped_at=None) & ~Q(kind=objectives.CLIENT_GOAL),
                name="charter_objective_once",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class Reading(models.Model):
    """The value of an objective on a date, and its source."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(_("current value"), max_digits=14, decimal_places=2)
    read_on = models.DateField(_("date"))
    stated_by = models.CharField(_("source"), max_length=200)
    note = models.CharField(_("note"), max_length=300, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objective", "read_on"], name="charter_reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.value} on {self.read_on}"
