"""Models of retainers: terms, top-ups and deliveries, in addition to the agreement's own columns."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.gate.models import Item
from amity.people.models import Person
from amity.retainers.client_balance.models import ClientBalance

__all__ = [
    "ClientBalance",
    "Delivery",
    "OverDecision",
    "RetainerTerms",
    "SentNote",
    "TopUp",
]


class RetainerTerms(models.Model):
    """Terms of a retainer from a period on. Rows are only added. Of two for one period the later one applies.

    `included` is for a whole period: seconds, minor units or units of work, depending on `kind`. `fee` is for a month,
    None for the agreement's. `cap` is in basis points of `included`, None for no limit. `expiry` is in periods, None
    for never.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="period_terms", verbose_name=_("agreement")
    )
    valid_from = models.DateField(_("effective from"))
    period_months = models.PositiveSmallIntegerField(_("period length"), default=1)
    kind = models.CharField(_("retainer type"), max_length=10)
    included = models.BigIntegerField(_("included"), null=True)
    rollover = models.CharField(_("rollover"), max_length=10, default="none")
    cap = models.PositiveIntegerField(_("rollover limit"), null=True)
    expiry = models.PositiveSmallIntegerField(_("periods until expiry"), null=True)
    counted = models.CharField(_("what counts as used"), max_length=10, default="all")
    fee = models.BigIntegerField(_("monthly fee"), null=True)
    overage_rate = models.DecimalField(_("overage rate"), max_digits=12, decimal_places=4, null=True)
    tier_above = models.BigIntegerField(_("first step up to"), null=True)
    overage_rate_above = models.DecimalField(_("rate above the first step"), max_digits=12, decimal_places=4, null=True)
    over = models.CharField(_("overage billing"), max_length=10, default="billed")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from}"


class TopUp(models.Model):
    """A top-up bought in addition to what is included: `amount` in the unit of the retainer, `price` in minor units."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="top_ups", verbose_name=_("agreement")
    )
    amount = models.BigIntegerField(_("amount"))
    price = models.BigIntegerField(_("total price"))
    valid_from = models.DateField(_("valid from"))
    expires_on = models.DateField(_("expiry date"), null=True)
    note = models.CharField(_("note"), max_length=200, default="", blank=True)
    bought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="retainers_top_up_of_something"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("valid_from")), name="retainers_top_up_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.note or f"top-up from {self.valid_from}"


class Delivery(models.Model):
    """Units delivered on a day."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("agreement")
    )
    delivered_on = models.DateField(_("delivery date"))
    units = models.PositiveIntegerField(_("number of units"))
    what = models.CharField(_("description"), max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return self.what or f"{self.units} on {self.delivered_on}"


class OverDecision(models.Model):
    """A decision on a period's overage: `given` was written off, the rest is billed."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="over_decisions", verbose_name=_("agreement")
    )
    period = models.DateField(_("period"))
    given = models.BigIntegerField(_("amount written off"))
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "period"], name="retainers_decided_once")]

    def __str__(self) -> str:
        return f"{self.period}"


class SentNote(models.Model):
    """A note sent to the client about a period: its text, its recipient, who sent it, and when.

    `outgoing` is its email if it left through the gate.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="sent_notes", verbose_name=_("agreement")
    )
    period = models.DateField(_("period"))
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    text = models.TextField(_("text of the note"))
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    outgoing = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["agreement", "sent_at"], name="retainers_note_sent")]

    def __str__(self) -> str:
        return f"{self.period}"
