"""Files of emails that people uploaded, with what was taken from each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.files.models import StoredFile
from amity.mailbox.rules import UPLOAD_STATES
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class Upload(Versioned):
    """A file of emails, and how many of them were taken.

    `account` is the one whose page it was uploaded on; emails of others are taken too. `known` were here before,
    `unmatched` are with no client. `problems` are the numbers of emails that couldn't be read, with the reason.
    `offset` is the byte after the last email read, where a stopped job continues.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="mail_uploads", verbose_name=_("account")
    )
    name = models.CharField(_("file"), max_length=255)
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(_("state"), max_length=8, default="reading")
    job_id = models.BigIntegerField(null=True)
    offset = models.BigIntegerField(default=0)
    read = models.PositiveIntegerField(_("emails read"), default=0)
    taken = models.PositiveIntegerField(_("imported"), default=0)
    known = models.PositiveIntegerField(_("already here"), default=0)
    unmatched = models.PositiveIntegerField(_("not with a client"), default=0)
    unreadable = models.PositiveIntegerField(_("couldn’t be read"), default=0)
    problems = models.JSONField(default=list)
    uploaded_at = models.DateTimeField(_("uploaded"))
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="mailbox_uploads_of_person")]
        constraints = [models.CheckConstraint(condition=Q(state__in=UPLOAD_STATES), name="mailbox_upload_state")]

    def __str__(self) -> str:
        return self.name
