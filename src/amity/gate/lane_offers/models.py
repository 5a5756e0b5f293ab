"""Offers of another lane on an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.gate.lane_offers.rules import ANSWERS, WHYS
from amity.gate.lanes.rules import AUTHORS, LANES
from amity.people.models import Person


class LaneOffer(models.Model):
    """A lane offered for a kind of emails by author on an account: from `before` to `after`, and why.

    Without an `answer` it is open. `item` is the email that gave the reason.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="lane_offers", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=16)
    author = models.CharField(_("author"), max_length=8)
    why = models.CharField(max_length=8)
    before = models.CharField(max_length=8)
    after = models.CharField(_("lane"), max_length=8)
    item = models.ForeignKey("gate.Item", on_delete=models.CASCADE, related_name="+", verbose_name=_("email"))
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("offer of another lane")
        indexes = [models.Index(fields=["account", "kind", "author", "-id"], name="gate_offers_of_account")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "author"], condition=Q(answer=""), name="gate_one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=("", *ANSWERS), why__in=WHYS, author__in=AUTHORS, before__in=LANES,
                            after__in=LANES),
                name="gate_offer_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} by {self.author}: {self.after}"
