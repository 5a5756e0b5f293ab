"""Expenses and their receipts."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.expenses.rules import DELIVERY, KINDS, PASSED_ON
from amity.files.models import StoredFile
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.rows.versions import Versioned


class ExpenseQuerySet(models.QuerySet["Expense"]):
    """Queries for expenses, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the person's own expenses, those of projects and accounts they manage, or all by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        project = Project.objects.run_by(person).filter(pk=OuterRef("project_id"))
        return self.filter(Q(person=person) | Q(person__lead=person) | Exists(project) | of_managed_accounts(person))


class Expense(Versioned):
    """Money spent on one date. `amount` is in `currency`, and `cost` is the same in the agency's currency.

    `cost` is NULL where no exchange rate was in force on the date. `billed` is in `billed_currency`, the agreement's,
    net of tax; NULL on a billable expense means unknown, and an expense that isn't billable has 0.
    """

    spent_on = models.DateField(_("date"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="expenses", verbose_name=_("paid by"))
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="expenses", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="expenses", verbose_name=_("project")
    )
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="expenses", verbose_name=_("line"))
    kind = models.CharField(_("kind"), max_length=12)
    supplier = models.CharField(_("supplier"), max_length=200, default="", blank=True)
    text = models.TextField(_("what for"), default="", blank=True)
    amount = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    cost = models.BigIntegerField(_("cost"), null=True)
    cost_currency = models.CharField(_("currency of cost"), max_length=3, default="", blank=True)
    billable = models.BooleanField(_("billed to the client"), default=False)
    billed = models.BigIntegerField(_("amount billed"), null=True)
    billed_currency = models.CharField(_("billed currency"), max_length=3, default="", blank=True)
    logged_at = models.DateTimeField()

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "spent_on"]),
            models.Index(fields=["account", "spent_on"]),
            models.Index(fields=["person", "spent_on"]),
            models.Index(fields=["spent_on", "id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="expenses_kind"),
            models.CheckConstraint(
                condition=Q(kind=DELIVERY) | Q(kind=PASSED_ON, account__isnull=False, project__isnull=False),
                name="expenses_passed_on_to_a_client",
            ),
            models.CheckConstraint(condition=Q(billable=True) | Q(billed=0), name="expenses_billed_when_billable"),
        ]

    def __str__(self) -> str:
        return self.supplier or self.text[:60] or str(self.spent_on)


class Receipt(models.Model):
    """A file that proves an expense."""

    expense = models.ForeignKey(Expense, on_delete=models.CASCADE, related_name="receipts")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.file)
