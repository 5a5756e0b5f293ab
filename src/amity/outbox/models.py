"""Messages and their delivery states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One email to one address. `secret` is the link of a single-use email. It is deleted once the email is sent."""

    audience = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    to = models.EmailField(_("recipient"))
    name = models.CharField(max_length=200, default="")
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField()
    secret = models.TextField(default="")
    state = models.CharField(_("state"), max_length=10, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"
