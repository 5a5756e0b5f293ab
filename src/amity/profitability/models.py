"""Figures frozen at month end, and finance's confirmations. Figures of open months are never stored."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import amity.profitability.finished_items.models
import amity.profitability.forecast.models  # noqa: F401


class Closing(models.Model):
    """A closing of a month. If the month is reopened the closing stays as history, with who, when and why."""

    month = models.IntegerField(_("month"))
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.CharField(max_length=200, default="", blank=True)
    reason = models.TextField(_("reason"), default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(superseded_at=None), name="profitability_one_closing_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} closed by {self.closed_by}"


class FrozenRevenue(models.Model):
    """Recognised revenue of an agreement in a closed month, in its currency, or NULL with the reason if unknown.

    `inputs` are the figure's inputs, the terms and the month's measures as they were used. `rest` is what can't be
    assigned to a project. Ids are plain numbers, as in the sums.
    """

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="revenues")
    agreement_id = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    revenue = models.BigIntegerField(null=True)
    why_not = models.CharField(max_length=40, default="", blank=True)
    bound = models.CharField(max_length=10, default="exact")
    rest = models.BigIntegerField(default=0)
    inputs = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "agreement_id"], name="profitability_frozen_revenue_once")
        ]

    def __str__(self) -> str:
        return f"agreement {self.agreement_id}"


class FrozenPart(models.Model):
    """The share of one project in an agreement's revenue of a closed month."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="parts")
    agreement_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    revenue = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "agreement_id", "project_id"], name="profitability_frozen_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"project {self.project_id}"


class FrozenLine(models.Model):
    """The share of one line of a project in a closed month. Line 0 is time on no line."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="lines")
    project_id = models.BigIntegerField()
    line_id = models.BigIntegerField()
    revenue = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "project_id", "line_id"], name="profitability_frozen_line_once")
        ]

    def __str__(self) -> str:
        return f"line {self.line_id} of project {self.project_id}"


class FrozenRate(models.Model):
    """An exchange rate used in a closing: units of the agency's currency for one unit of another."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8)

    def __str__(self) -> str:
        return f"{self.currency} {self.rate}"


class FrozenAccount(models.Model):
    """An account's figures in a closed month, in the agency's currency, or NULL with the reason if unknown."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="accounts")
    account_id = models.BigIntegerField()
    revenue = models.BigIntegerField(null=True)
    pass_through = models.BigIntegerField(default=0)
    agi = models.BigIntegerField(null=True)
    agi_bound = models.CharField(max_length=10, default="exact")
    expenses = models.BigIntegerField(null=True)
    service_cost = models.BigIntegerField(default=0)
    margin = models.IntegerField(null=True)
    bound = models.CharField(max_length=10, default="exact")
    why_not = models.CharField(max_length=40, default="", blank=True)
    seconds = models.BigIntegerField(default=0)
    uncosted_seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "account_id"], name="profitability_frozen_account_once")
        ]

    def __str__(self) -> str:
        return f"account {self.account_id}"


class MonthEnd(models.Model):
    """A month's payroll in the agency's currency, entered by finance, and when people were reminded of missing time."""

    month = models.IntegerField(primary_key=True)
    payroll = models.BigIntegerField(_("payroll for the month"), null=True)
    currency = models.CharField(_("currency"), max_length=3, default="", blank=True)
    payroll_by = models.CharField(max_length=200, default="", blank=True)
    payroll_at = models.DateTimeField(null=True)
    reminded_by = models.CharField(max_length=200, default="", blank=True)
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.month)


class LeftPoint(models.Model):
    """A point of the month end that finance accepted. It is accepted as long as its measure does not grow."""

    month = models.IntegerField(_("month"))
    point = models.CharField(_("point"), max_length=40)
    measure = models.BigIntegerField()
    reason = models.TextField(_("reason"))
    left_by = models.CharField(max_length=200)
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "point"], name="profitability_point_left_once")]

    def __str__(self) -> str:
        return f"{self.point} of {self.month}"
