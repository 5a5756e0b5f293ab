"""Briefs with their lines and roles, requests for hours, and line templates."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact, EvidenceColumns
from amity.accounts.of_person import of_managed_accounts
from amity.agency.models import Service
from amity.agreements.models import Agreement
from amity.gate.models import Item
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Discipline, Person
from amity.shared.rows.versions import Versioned
from amity.strategy.models import Goal


class BriefQuerySet(models.QuerySet["Brief"]):
    """Queries for briefs, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return briefs of the person's accounts and of work they will run, or all of them where their role allows."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        return self.filter(Q(manager=person) | Q(account_manager=person) | of_managed_accounts(person))


class Brief(EvidenceColumns, Versioned):
    """A client's request with its price. Amounts are minor units of `currency`.

    `client_words` is the need in the client's words, with its source, date and place. `retainer` makes it a request on
    a retainer, `agreement` is the result. `size` is as of the last change, and commands recalculate it.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="briefs", verbose_name=_("account"))
    title = models.CharField(_("title"), max_length=200)
    door = models.CharField(_("origin"), max_length=10, default="asked")
    source = models.CharField(_("source of the new business"), max_length=200, default="", blank=True)
    state = models.CharField(_("state"), max_length=12, default="draft", db_index=True)
    size = models.CharField(_("size"), max_length=5, default="short", db_index=True)
    new_kind = models.BooleanField(_("this kind of work is new to us"), default=False)
    goal = models.ForeignKey(
        Goal, null=True, on_delete=models.PROTECT, related_name="briefs", verbose_name=_("client goal")
    )
    measure = models.CharField(_("success measure"), max_length=300, default="", blank=True)
    baseline = models.CharField(_("baseline"), max_length=200, default="", blank=True)
    target = models.CharField(_("target"), max_length=200, default="", blank=True)
    audience = models.TextField(_("audience"), default="", blank=True)
    constraints = models.TextField(_("constraints"), default="", blank=True)
    exclusions = models.TextField(_("out of scope"), default="", blank=True)
    done_when = models.TextField(_("definition of done"), default="", blank=True)
    approver = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("approver at the client")
    )
    account_manager = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account manager")
    )
    manager = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="briefs_to_run", verbose_name=_("project manager")
    )
    currency = models.CharField(_("currency"), max_length=3)
    budget_kind = models.CharField(_("budget"), max_length=6, default="", blank=True)
    budget_low = models.BigIntegerField(_("from"), null=True)
    budget_high = models.BigIntegerField(_("amount"), null=True)
    wanted_from = models.DateField(_("earliest start"), null=True)
    wanted_on = models.DateField(_("wanted by"), null=True)
    retainer = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="called_off", verbose_name=_("retainer")
    )
    agreement = models.OneToOneField(
        Agreement, null=True, on_delete=models.PROTECT, related_name="brief", verbose_name=_("agreement")
    )
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = BriefQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "-stated_on", "-id"], name="briefs_requested_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_low=None) | Q(budget_high=None) | Q(budget_low__lte=F("budget_high")),
                name="briefs_budget_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """A change of a brief's status. If the client was involved: who, when, and where it is recorded.

    `account` is the brief's, `outgoing` the email with which it left through the gate.
    """

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="steps")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact at the client")
    )
    stated_on = models.DateField(_("date"), null=True)
    stated_in = models.CharField(_("source"), max_length=200, default="", blank=True)
    note = models.TextField(_("note"), default="", blank=True)
    outgoing = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["account", "-stated_on", "-id"], name="briefs_step_by_date")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class Role(models.Model):
    """A role in the work, of a contact or a colleague."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="roles")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact")
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    part = models.CharField(_("role"), max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact=None, person__isnull=False) | Q(contact__isnull=False, person=None),
                name="briefs_role_on_one_side",
            ),
        ]

    def __str__(self) -> str:
        return self.part


class BriefLine(Versioned):
    """A line in the estimate of a brief. `basis` is the source of its hours, with `stated_by` and `stated_on`.

    `price` is a fixed price in minor units. None means its hours at the rate card.
    """

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="brief_lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="briefed")
    position = models.PositiveIntegerField()
    basis = models.CharField(_("confidence"), max_length=10, default="typed")
    stated_by = models.CharField(_("who said so"), max_length=200, default="", blank=True)
    stated_on = models.DateField(_("date"), null=True)
    price = models.BigIntegerField(_("line price"), null=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.line_id)


class HoursAsked(models.Model):
    """A request for one discipline's hours on a line, to a colleague who would do the work.

    Only the hash of the emailed link is stored, with its last day. Answering in Amity needs no link.
    """

    line = models.ForeignKey(BriefLine, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hours_asked", verbose_name=_("person"))
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline"))
    question = models.CharField(_("background"), max_length=500, default="", blank=True)
    due_on = models.DateField(_("due date"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, unique=True)
    link_until = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(_("answered by"), max_length=200, default="", blank=True)
    seconds = models.PositiveBigIntegerField(_("time"), null=True)
    note = models.CharField(_("basis for the estimate"), max_length=500, default="", blank=True)
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "answered_at"], name="briefs_asked_of_person")]

    def __str__(self) -> str:
        return f"hours of {self.line_id} asked of {self.person_id}"

    @property
    def answerer(self) -> str:
        """Return the name of whoever answered: the person who was asked, or their stand-in."""
        return self.answered_by or self.person.name


class Template(models.Model):
    """The usual lines of a service, to start an estimate."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class TemplateLine(models.Model):
    """One line of a template."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=300)
    phase = models.CharField(_("phase"), max_length=120, default="", blank=True)
    revision_rounds = models.PositiveSmallIntegerField(_("revision rounds"), null=True)
    acceptance = models.TextField(_("accepted when"), default="", blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class TemplateHours(models.Model):
    """Seconds of one discipline on a line of a template."""

    line = models.ForeignKey(TemplateLine, on_delete=models.CASCADE, related_name="hours")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline"))
    seconds = models.PositiveBigIntegerField(_("time"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "discipline"], name="briefs_template_hours_once")]

    def __str__(self) -> str:
        return f"{self.seconds} s of {self.discipline_id}"
