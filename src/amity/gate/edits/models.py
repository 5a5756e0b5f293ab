"""Changes of clearers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.gate.edits.rules import BECOMES
from amity.gate.rules import SUBJECT_MOST
from amity.people.models import Person


class Edit(models.Model):
    """What someone changed when they cleared an item: the original and the cleared text. `became` is their answer."""

    item = models.ForeignKey("gate.Item", on_delete=models.CASCADE, related_name="edits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField()
    subject_before = models.CharField(_("subject"), max_length=SUBJECT_MOST)
    subject_after = models.CharField(_("subject"), max_length=SUBJECT_MOST)
    body_before = models.TextField(_("text"))
    body_after = models.TextField(_("text"))
    became = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(became__in=("", *BECOMES)), name="gate_edit_became")]

    def __str__(self) -> str:
        return self.subject_after
