"""Invoices, their lines and their payments, and who sees them."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.agreements.models import Agreement
from amity.invoicing.rules import CREDIT_NOTE, INVOICE, ISSUED, KINDS, STATUSES
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import MoneyRight

OPEN = Q(status=ISSUED) & ~Q(total=F("paid"))
"""Issued, and not settled: something is to be paid, or to be set off."""
OWED = Q(status=ISSUED, total__gt=F("paid"))
"""Open invoices on which the client owes something."""


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Queries for invoices, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return invoices of accounts the person manages, or all by role. Without the right to fees there are none."""
        if person.money_right < MoneyRight.FEE:
            return self.none()
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        return self.filter(of_managed_accounts(person))


class Invoice(models.Model):
    """An invoice or a credit note as imported. Amounts are minor units of `currency`; a credit note's are below 0.

    `paid` is the sum of its payments. `settled_on` is the date of the payment that settled it, NULL where it is open or
    the date isn't known. `read_at` is when a file last contained it.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("account"))
    agreement = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("agreement")
    )
    kind = models.CharField(_("kind"), max_length=12, default=INVOICE)
    number = models.CharField(_("number"), max_length=80)
    reference = models.CharField(_("reference"), max_length=200, default="", blank=True)
    status = models.CharField(_("status"), max_length=8, default=ISSUED)
    issued_on = models.DateField(_("date"))
    due_on = models.DateField(_("due date"), null=True)
    currency = models.CharField(_("currency"), max_length=3)
    net = models.BigIntegerField(_("net amount"))
    tax = models.BigIntegerField(_("tax"))
    total = models.BigIntegerField(_("total"))
    paid = models.BigIntegerField(_("amount paid"), default=0)
    settled_on = models.DateField(_("settled"), null=True)
    read_at = models.DateTimeField(_("read"))

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        indexes = [
            models.Index(fields=["account", "issued_on"], name="invoicing_of_account"),
            models.Index(fields=["due_on"], condition=OWED, name="invoicing_owed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "number"], name="invoicing_number_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="invoicing_kind"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="invoicing_status"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def unpaid(self) -> int:
        """Return what is still to be paid, in minor units: 0 unless it is issued."""
        return self.total - self.paid if self.status == ISSUED else 0

    @property
    def is_credit(self) -> bool:
        """Return whether it is a credit note."""
        return self.kind == CREDIT_NOTE


class InvoiceLine(models.Model):
    """A line of an invoice. `line` is the quoted line it bills; `placed_by` chose it by hand, "" where the file did."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines", verbose_name=_("invoice"))
    position = models.PositiveIntegerField(_("position"))
    text = models.TextField(_("text"), default="", blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=8, null=True)
    unit_price = models.DecimalField(_("unit price"), max_digits=20, decimal_places=8, null=True)
    net = models.BigIntegerField(_("net amount"))
    tax = models.BigIntegerField(_("tax"))
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("quoted line"))
    placed_by = models.CharField(_("chosen by"), max_length=200, default="", blank=True)

    class Meta:
        verbose_name = _("invoice line")
        constraints = [models.UniqueConstraint(fields=["invoice", "position"], name="invoicing_position_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Payment(models.Model):
    """Money received for an invoice. `reference` identifies it in the program it comes from."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="payments", verbose_name=_("invoice"))
    paid_on = models.DateField(_("payment date"), null=True)
    amount = models.BigIntegerField(_("amount"))
    reference = models.CharField(_("reference"), max_length=200, default="", blank=True)

    class Meta:
        verbose_name = _("payment")

    def __str__(self) -> str:
        return f"{self.amount} on {self.paid_on}"
