"""Emailed codes, and the devices that are signed in by one."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.portal.visitors import rules


class Device(models.Model):
    """A browser signed in for one email address. Its cookie holds a token, of which only the hash is stored."""

    address = models.EmailField(_("email address"), db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("device"), max_length=60, default="", blank=True)
    network = models.CharField(_("network address"), max_length=45, default="", blank=True)
    opened_at = models.DateTimeField(_("signed in"))
    used_at = models.DateTimeField(_("last used"))
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name or self.address


class EmailedCode(models.Model):
    """A code for an email address, whether or not anyone has it. Only its hash is stored, once it is sent.

    `about` names what a fresh code confirms, on one `device`.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=8)
    address = models.EmailField()
    network = models.CharField(max_length=45, default="", blank=True)
    about = models.CharField(max_length=120, default="", blank=True)
    device = models.ForeignKey(Device, null=True, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address", "asked_at"]),
            models.Index(fields=["network", "asked_at"]),
            models.Index(fields=["id"], condition=Q(settled_at=None), name="portal_codes_to_send"),
        ]
        constraints = [models.CheckConstraint(condition=Q(purpose__in=rules.PURPOSES), name="portal_code_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.address}"
