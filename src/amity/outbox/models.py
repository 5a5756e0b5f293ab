"""Messages and their delivery states."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.files.models import StoredFile
from amity.outbox import rules


class Message(models.Model):
    """One email to one address. `secret` is the link of a single-use email. It is deleted once the email is sent.

    Email to a client belongs to a release of the gate. `message_id` was made when its content was frozen, and each try
    uses it. `shown` are the headers that name all recipients. `sender` is the address of the mailbox by whose server it
    leaves, or "" for the agency's server. Its release is three facts: claimed, accepted with the server's `reply`, and
    filed in a Sent folder. Once it is accepted, `next_try_at` is that of its filing, and `filing_fault` is why the last
    try of that failed.
    """

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
    release_id = models.BigIntegerField(null=True)
    message_id = models.CharField(max_length=120, default="")
    shown = models.JSONField(default=dict)
    sender = models.EmailField(default="")
    files = models.ManyToManyField(StoredFile, related_name="+")
    reply = models.CharField(max_length=300, default="")
    filing = models.CharField(max_length=10, default="")
    filing_tries = models.PositiveSmallIntegerField(default=0)
    filing_fault = models.CharField(max_length=40, default="")
    filed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["release_id"], condition=Q(release_id__isnull=False), name="outbox_of_release"),
            models.Index(fields=["id"], condition=Q(state="sent", filing="", audience="client"), name="outbox_to_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="client", release_id__isnull=False) | ~Q(audience="client"),
                name="outbox_client_needs_release",
            ),
        ]

    @property
    def has_bounced(self) -> bool:
        """Return whether the server accepted it, and it came back later."""
        return self.state == rules.FAILED and self.sent_at is not None

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"
