"""What someone believed when they returned an item."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Preference
from amity.gate.beliefs.rules import OUTCOMES
from amity.people.models import Person


class Belief(models.Model):
    """A return on the ground *I believe they will dislike it*. Its author alone sees and sets the outcome.

    `preference` is the assumption that everyone working for the client sees. Older beliefs have none.
    """

    item = models.ForeignKey("gate.Item", on_delete=models.CASCADE, related_name="beliefs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    preference = models.ForeignKey(
        Preference, null=True, on_delete=models.PROTECT, related_name="beliefs", verbose_name=_("assumption")
    )
    words = models.CharField(_("words"), max_length=500)
    at = models.DateTimeField()
    outcome = models.CharField(_("outcome"), max_length=6, default="", blank=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at", "-id"], name="gate_beliefs_of_person")]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=("", *OUTCOMES)), name="gate_belief_outcome")]

    def __str__(self) -> str:
        return self.words
