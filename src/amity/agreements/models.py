"""Agreements and the lines they hold."""

from django.db import models

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.shared.versions import Versioned


class Agreement(Versioned):
    """One agreement. Which columns count follows from the fee model; amounts are minor units of `currency`."""

    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(max_length=40, default="", blank=True)
    title = models.CharField(max_length=200)
    fee_model = models.CharField(max_length=20, default="unknown")
    currency = models.CharField(max_length=3)
    fee = models.BigIntegerField(null=True)
    discount = models.BigIntegerField(default=0)
    cap = models.BigIntegerField(null=True)
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    overage_rate = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    included_seconds = models.BigIntegerField(null=True)
    included_pieces = models.PositiveIntegerField(null=True)
    piece_price = models.BigIntegerField(null=True)
    bought_seconds = models.BigIntegerField(null=True)
    counted = models.CharField(max_length=10, default="all")
    completion_basis = models.CharField(max_length=10, default="cost")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class AgreementLine(models.Model):
    """A line as it stands in an agreement; its number is unique there."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="agreement_lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="placement")
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreements_line_number_once")]

    def __str__(self) -> str:
        return self.number
