"""Connected mailboxes, the folders read in them, and where each email is."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts, of_managed_accounts
from amity.mailbox.connections import rules
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class ConnectionQuerySet(models.QuerySet["Connection"]):
    """Queries for connected mailboxes, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return a person's own mailboxes, and the shared ones of accounts they answer for."""
        return self.filter(Q(account=None, person=person) | of_managed_accounts(person))

    def handled_by(self, person: Person) -> Self:
        """Return the mailboxes that wait for a person when they can't be read."""
        return self.filter(Q(account=None, person=person) | of_handled_accounts(person))


class Connection(Versioned):
    """A mailbox that is read: a person's own, or an account's shared one, which `person` connected.

    `secret` is the sealed password or refresh token. Nothing ever shows it. One mailbox can be that of *Going out*,
    from `gate_since` on: what colleagues write to it becomes an item.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mailboxes", verbose_name=_("person"))
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="mailboxes", verbose_name=_("account")
    )
    address = models.EmailField(_("email address"), max_length=254, unique=True)
    provider = models.CharField(
        _("provider"), max_length=10,
        choices={rules.GOOGLE: "Google Workspace", rules.MICROSOFT: "Microsoft 365", rules.OTHER: _("another one")},
    )  # fmt: skip
    method = models.CharField(
        _("sign-in"), max_length=10, default=rules.PASSWORD,
        choices={rules.PASSWORD: _("password"), rules.OAUTH: _("consent at the provider")},
    )  # fmt: skip
    user = models.CharField(_("user name"), max_length=254)
    secret = models.TextField()
    imap_host = models.CharField(_("IMAP server"), max_length=253)
    imap_port = models.PositiveIntegerField(_("IMAP port"))
    imap_security = models.CharField(
        _("IMAP encryption"), max_length=8,
        choices={rules.TLS: "TLS", rules.STARTTLS: "STARTTLS", rules.PLAIN: _("none")},
    )  # fmt: skip
    smtp_host = models.CharField(_("SMTP server"), max_length=253)
    smtp_port = models.PositiveIntegerField(_("SMTP port"))
    smtp_security = models.CharField(
        _("SMTP encryption"), max_length=8,
        choices={rules.TLS: "TLS", rules.STARTTLS: "STARTTLS", rules.PLAIN: _("none")},
    )  # fmt: skip
    days_back = models.PositiveSmallIntegerField(_("days read back"), default=rules.DAYS_BACK)
    more_folders = models.TextField(_("other folders to read"), default="", blank=True)
    connected_at = models.DateTimeField(_("connected"))
    paused_at = models.DateTimeField(_("paused"), null=True)
    gate_since = models.DateTimeField(_("Going out mailbox"), null=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(provider__in=rules.PROVIDERS), name="mailbox_connection_provider"),
            models.CheckConstraint(condition=Q(method__in=rules.METHODS), name="mailbox_connection_method"),
            models.UniqueConstraint(
                models.Value(1), condition=Q(gate_since__isnull=False), name="mailbox_connection_one_gate"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Reading(models.Model):
    """How reading a mailbox goes, and which process reads it. Apart from the connection, so that no form goes stale.

    A process holds its `token` while `beat_at` is recent. `asked_at`: someone asked to read now. `sending_fault` is why
    its SMTP server couldn't be used at `sending_tried_at`, "" if the login worked.
    """

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(_("state"), max_length=12, default=rules.NEW, db_index=True)
    fault = models.CharField(max_length=12, default="", blank=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    refused_since = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(_("last read"), null=True)
    seen = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    sending_fault = models.CharField(max_length=12, default="", blank=True)
    sending_tried_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=32, default="", blank=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="mailbox_reading_state"),
            models.CheckConstraint(condition=Q(fault__in=rules.FAULTS), name="mailbox_reading_fault"),
            models.CheckConstraint(condition=Q(sending_fault__in=rules.FAULTS), name="mailbox_sending_fault"),
        ]

    def __str__(self) -> str:
        return f"reading of {self.connection_id}"


class ReadFolder(models.Model):
    """A folder and how far it was read. Another `uidvalidity` means that the server has numbered its emails afresh."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=255)
    role = models.CharField(max_length=5)
    uidvalidity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "name"], name="mailbox_folder_once"),
            models.CheckConstraint(condition=Q(role__in=rules.ROLES), name="mailbox_folder_role"),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """Where a message is: mailbox, folder, UIDVALIDITY and UID. `text_asked_at`: someone asked for its text."""

    message = models.ForeignKey("mailbox.Message", on_delete=models.CASCADE, related_name="places")
    folder = models.ForeignKey(ReadFolder, on_delete=models.CASCADE, related_name="places")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    text_asked_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folder", "uidvalidity", "uid"], name="mailbox_place_once")]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.uidvalidity}/{self.uid}"
