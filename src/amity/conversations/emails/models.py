"""Words of an email, and the record they became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Contact, Preference
from amity.conversations.rules import POINT_MARKS
from amity.expectations.models import Expectation
from amity.mailbox.models import Message
from amity.monitoring.models import RegisterEntry


class EmailPoint(models.Model):
    """Words of an email, and the record they became. It goes with the email; the record stays."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="points", verbose_name=_("email"))
    mark = models.CharField(_("mark"), max_length=12)
    text = models.CharField(_("text"), max_length=500)
    stated_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who said so")
    )
    expectation = models.OneToOneField(
        Expectation, null=True, on_delete=models.PROTECT, related_name="email_point", verbose_name=_("expectation")
    )
    preference = models.OneToOneField(
        Preference, null=True, on_delete=models.PROTECT, related_name="email_point", verbose_name=_("preference")
    )
    action = models.OneToOneField(
        "conversations.Action", null=True, on_delete=models.PROTECT, related_name="email_point",
        verbose_name=_("action"),
    )  # fmt: skip
    request = models.ForeignKey(
        "scope.Request", null=True, on_delete=models.PROTECT, related_name="email_points",
        verbose_name=_("request"),
    )  # fmt: skip

    entry = models.OneToOneField(
        RegisterEntry, null=True, on_delete=models.PROTECT, related_name="email_point", verbose_name=_("risk")
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(mark__in=POINT_MARKS), name="conversations_email_point_mark")]

    def __str__(self) -> str:
        return self.text
