"""The people an agreement names, on either side."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.agreements.named_people.rules import APPROVALS


class NamedPerson(models.Model):
    """A person named in an agreement, as text: they don't need to be a colleague or a contact.

    `is_key`: replaced only with the other side's consent, or as `rule` states. `approves` and
    `approves_up_to`, in minor units: what they can approve for the client.
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.CASCADE, related_name="named_people")
    side = models.CharField(_("side"), max_length=6)
    role = models.CharField(_("role"), max_length=120, help_text=_("For example, project manager."))
    name = models.CharField(_("name"), max_length=200)
    reach = models.CharField(_("email or phone"), max_length=200, default="", blank=True)
    is_key = models.BooleanField(_("key person: can only be replaced with the other side’s consent"), default=False)
    approves = models.CharField(
        _("can approve"), max_length=8, default="", blank=True,
        help_text=_("For the client. A price includes estimates of third parties."),
    )  # fmt: skip
    approves_up_to = models.BigIntegerField(
        _("approves up to"), null=True, help_text=_("Leave blank for no limit.")
    )  # fmt: skip
    rule = models.TextField(_("replacement rule"), default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(approves__in=("", *APPROVALS)), name="agreements_named_approves"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"
