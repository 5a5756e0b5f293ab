"""The watch of a new agency, and what the gate would have done with each item."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.gate.watch.rules import OUTCOMES
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class Watch(Versioned):
    """A time in which the gate only watches. It lasts until someone decides, even past `ends_at`."""

    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    outcome = models.CharField(max_length=6, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("watch")
        constraints = [
            models.UniqueConstraint(fields=["outcome"], condition=Q(outcome=""), name="gate_one_open_watch"),
            models.CheckConstraint(condition=Q(outcome__in=("", *OUTCOMES)), name="gate_watch_outcome"),
        ]

    def __str__(self) -> str:
        return str(_("First weeks of Going out"))


class Watched(models.Model):
    """What the checks found in an item that went out in the lane *watch*. `stopped`: one would have blocked it.

    In the first weeks of an agency (`watch`), `lane` is the one that the gate would have chosen. Later, what blocked is
    shown to the account manager until someone has read it.
    """

    watch = models.ForeignKey(Watch, null=True, on_delete=models.PROTECT, related_name="watched")
    item = models.OneToOneField("gate.Item", on_delete=models.CASCADE, related_name="watched")
    lane = models.CharField(max_length=8)
    stopped = models.BooleanField(default=False)
    found = models.JSONField(default=list)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))

    class Meta:
        indexes = [
            models.Index(
                fields=["item"], condition=models.Q(watch=None, stopped=True, read_at=None), name="gate_watched_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"watched {self.item_id}"
