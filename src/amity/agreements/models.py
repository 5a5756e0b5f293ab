"""Agreements and the dates they warned of. The tables of each noun are in its folder."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a part through this module.
import amity.agreements.deliverables.models
import amity.agreements.documents.models
import amity.agreements.library.models
import amity.agreements.lines.models
import amity.agreements.named_people.models
import amity.agreements.orders.models
import amity.agreements.review.models
import amity.agreements.sections.models
import amity.agreements.signatures.models
import amity.agreements.steps.models
import amity.agreements.terms.models
import amity.agreements.versions.models  # noqa: F401
from amity.accounts.models import Account
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class Agreement(Versioned):
    """An agreement. Its fee model decides which columns apply; amounts are minor units of `currency`.

    `taken_over` marks a record of an agreement made elsewhere: in force, and correctable until its signature is
    recorded. `price_change` and `ends_changed` are the changes by signed orders to the price and the end; the
    agreement's own columns stay as they were signed.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("account")
    )
    number = models.CharField(_("number"), max_length=40, default="", blank=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, default="sow")
    state = models.CharField(_("state"), max_length=12, default="in_force", db_index=True)
    taken_over = models.BooleanField(_("pre-existing"), default=True)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("parent agreement")
    )
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="supersedes")
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="drafted_agreements")

    fee_model = models.CharField(_("fee model"), max_length=20, default="unknown")
    currency = models.CharField(_("currency"), max_length=3)
    fee = models.BigIntegerField(_("fee"), null=True)
    discount = models.BigIntegerField(_("overall discount"), default=0)
    cap = models.BigIntegerField(_("cap"), null=True)
    hourly_rate = models.DecimalField(_("hourly rate"), max_digits=12, decimal_places=4, null=True)
    overage_rate = models.DecimalField(_("hourly rate for overage"), max_digits=12, decimal_places=4, null=True)
    included_seconds = models.BigIntegerField(_("included hours"), null=True)
    included_units = models.PositiveIntegerField(_("included units per month"), null=True)
    unit_price = models.BigIntegerField(_("unit price"), null=True)
    bought_seconds = models.BigIntegerField(_("hours bought"), null=True)
    counted = models.CharField(_("what counts as used"), max_length=10, default="all")
    completion_basis = models.CharField(_("a fixed fee is earned by"), max_length=10, default="cost")
    price_change = models.BigIntegerField(default=0)

    starts_on = models.DateField(_("starts"), null=True)
    ends_on = models.DateField(_("ends"), null=True)
    ends_changed = models.DateField(null=True)
    signed_on = models.DateField(_("signed"), null=True)
    renewal = models.CharField(_("renewal"), max_length=10, default="none")
    renews_on = models.DateField(_("renewal date"), null=True)
    notice_on = models.DateField(_("notice by"), null=True)
    client_signer = models.CharField(_("client signatory"), max_length=200, default="", blank=True)
    order_number = models.CharField(_("client PO number"), max_length=60, default="", blank=True)
    reason = models.TextField(_("reason"), default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["notice_on"], name="agreements_notice"),
            models.Index(fields=["renews_on"], name="agreements_renews"),
            models.Index(fields=["account", "state"], name="agreements_of_account"),
            models.Index(fields=["drafted_by", "state"], name="agreements_of_drafter"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class DayWarned(models.Model):
    """A warning of an agreement's coming date, stored so that it is sent once: which date, and how many days before."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=12)
    on = models.DateField()
    step = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "what", "on", "step"], name="agreements_day_warned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.on}, {self.step} days ahead"
