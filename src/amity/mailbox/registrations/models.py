"""App registrations at Google, Microsoft or another provider, and the agency's rule for reading."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections import rules
from amity.shared.rows.versions import Versioned

ONLY: Final = 1


class Registration(Versioned):
    """The agency's app at a provider. Its secret is sealed. Another provider needs its own addresses and scope."""

    provider = models.CharField(_("provider"), max_length=10, unique=True)
    client_id = models.CharField(_("client ID"), max_length=191)
    client_secret = models.TextField(_("client secret"))
    tenant = models.CharField(_("tenant ID"), max_length=100, default="", blank=True)
    authorize_url = models.CharField(_("authorization address"), max_length=300, default="", blank=True)
    token_url = models.CharField(_("token address"), max_length=300, default="", blank=True)
    scope = models.CharField(_("scope"), max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(provider__in=rules.PROVIDERS), name="mailbox_registration_provider")
        ]

    def __str__(self) -> str:
        return self.provider


class ReadingRule(Versioned):
    """The agency's rule: what is read of an email, and how far back a new mailbox is read. One row."""

    bodies = models.CharField(
        _("what is read"), max_length=8, default=rules.WHOLE,
        choices={rules.WHOLE: _("whole emails"), rules.HEADERS: _("headers, and the text when someone asks for it")},
    )  # fmt: skip
    days_back = models.PositiveSmallIntegerField(_("days read back"), default=rules.DAYS_BACK)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=ONLY), name="mailbox_one_reading_rule"),
            models.CheckConstraint(condition=Q(bodies__in=rules.BODIES), name="mailbox_reading_rule_bodies"),
        ]

    def __str__(self) -> str:
        return self.bodies
