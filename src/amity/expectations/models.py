"""Expectations and their history."""

from collections.abc import Callable
from typing import Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, EvidenceColumns
from amity.expectations.rules import ANSWERS, KINDS, PROMISE, STATES
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.rows.versions import Versioned

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: further expectations a person can see, such as those of projects they work on."""


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    """Queries for expectations, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return expectations of accounts to which the person has full access, and those other parts add."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        seen = Q(Exists(Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))))
        for more in also_visible:
            seen |= more(person)
        return self.filter(seen)


class Expectation(EvidenceColumns, Versioned):
    """An expectation of a contact (`stated_by`), or a colleague's promise to them.

    The evidence is that of the current statement. A reset has its own evidence, and its step stores the former
    statement.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="expectations", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=8)
    statement = models.CharField(_("what they expect"), max_length=500)
    state = models.CharField(_("state"), max_length=8, default="open")
    line = models.ForeignKey(
        Line, null=True, on_delete=models.PROTECT, related_name="expectations", verbose_name=_("agreement line")
    )
    promised_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("promised by")
    )
    promised_until = models.DateField(_("due date"), null=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="expectations_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="expectations_state"),
            models.CheckConstraint(
                condition=~Q(kind=PROMISE) | Q(promised_by__isnull=False), name="expectations_promise_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class ExpectationStep(EvidenceColumns):
    """One change of an expectation: its state and text before and after, the reason, and the client's confirmation.

    `account` is the expectation's. `promised_until` is a promise's due date after the step.
    """

    expectation = models.ForeignKey(Expectation, on_delete=models.CASCADE, related_name="steps")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)
    by_label = models.CharField(max_length=200)
    before = models.CharField(max_length=8, default="", blank=True)
    after = models.CharField(max_length=8)
    statement_before = models.CharField(max_length=500, default="", blank=True)
    statement_after = models.CharField(max_length=500)
    promised_until = models.DateField(null=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["expectation", "at"]),
            models.Index(fields=["account", "-at", "-id"], name="expectations_step_by_time"),
            models.Index(fields=["account", "-stated_on", "-id"], name="expectations_step_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Conflict(Versioned):
    """A conflict of an expectation with what was agreed: both statements, the options, and the chosen one.

    `believed` is the expectation at that time. `speaker` informs the client by a date. An expectation can have one open
    conflict at a time. `account` is the expectation's.
    """

    expectation = models.ForeignKey(Expectation, on_delete=models.CASCADE, related_name="conflicts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    believed = models.CharField(_("what they expect"), max_length=500)
    agreed = models.TextField(_("what was agreed"))
    line = models.ForeignKey(
        Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("agreement line")
    )
    raised_by_client = models.BooleanField(_("the client raised it first"), default=False)
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=200)
    answer = models.CharField(_("response"), max_length=12, default="", blank=True)
    why = models.TextField(_("reason"), default="", blank=True)
    speaker = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who tells the client")
    )
    speak_by = models.DateField(_("due date"), null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, default="", blank=True)
    outcome = models.TextField(_("how it ended"), default="", blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-found_at", "-id"], name="expectations_conflict_found"),
            models.Index(fields=["account", "-closed_at", "-id"], name="expectations_conflict_closed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["expectation"], condition=Q(closed_at=None), name="expectations_one_open_conflict"
            ),
            models.CheckConstraint(condition=Q(answer__in=("", *ANSWERS)), name="expectations_conflict_answer"),
        ]

    def __str__(self) -> str:
        return self.believed


class ConflictOption(models.Model):
    """An option, with its effect on each side from -5 to 5."""

    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="options")
    answer = models.CharField(_("response"), max_length=12)
    client_effect = models.SmallIntegerField(_("effect on the client"))
    agency_effect = models.SmallIntegerField(_("effect on us"))
    note = models.CharField(_("what it takes"), max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conflict", "answer"], name="expectations_option_once"),
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="expectations_option_answer"),
        ]

    def __str__(self) -> str:
        return self.answer
