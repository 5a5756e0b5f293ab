"""Threads, messages, whom they name, and their attachments."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

import amity.mailbox.connections.models
import amity.mailbox.registrations.models
import amity.mailbox.to_clear.models
import amity.mailbox.to_gate.models
import amity.mailbox.uploads.models  # noqa: F401 - Django finds the tables of a part through this module
from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_managed_accounts
from amity.files.models import StoredFile
from amity.mailbox.rules import KINDS, MOST_ID, MOST_SUBJECT, PLACES, SOURCES, WAYS
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.rows.versions import Versioned


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Queries for threads, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return threads with a message that the person can see."""
        return self.filter(Exists(Message.objects.visible_to(person).filter(thread=OuterRef("pk"))))


class Thread(Versioned):
    """Messages that answer each other. `subject` is without Re, AW and their like."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="mail_threads", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="mail_threads", verbose_name=_("project")
    )
    subject = models.CharField(_("subject"), max_length=MOST_SUBJECT, default="", blank=True)
    last_at = models.DateTimeField(_("last email"))

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "-last_at", "-id"], name="mailbox_threads_by_time"),
            models.Index(fields=["account", "subject"], name="mailbox_threads_by_subject"),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))


class MessageQuerySet(models.QuerySet["Message"]):
    """Queries for messages, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return messages of accounts the person answers for, of their projects, and those that name them.

        A thread with a project is for its manager, one without for the managers of the account's open projects. A role
        alone opens no email.
        """
        project = Project.objects.filter(manager=person, pk=OuterRef("thread__project_id"))
        running = Project.objects.filter(manager=person, account=OuterRef("account_id")).exclude(status__in=OVER)
        named = MessageAddress.objects.filter(message=OuterRef("pk"), person=person)
        of_project = Q(Exists(project)) | Q(Exists(running), thread__project=None)
        return self.filter(of_managed_accounts(person) | of_project | Q(Exists(named)))


class Message(models.Model):
    """One email, whichever mailboxes have it.

    The Message-ID and the digest of headers and content name it. `reply` is what its author wrote, without what they
    quote; `html` is sanitised. With `headers_only`, its text wasn't read. `faults` are codes of what couldn't be read.
    `vouched`: the mailbox's provider confirmed the sender's domain. `emptied_at`: its text and attachments were
    deleted, as the agency's rule says.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages", verbose_name=_("thread"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="messages", verbose_name=_("account"))
    upload = models.ForeignKey(
        "mailbox.Upload", null=True, on_delete=models.SET_NULL, related_name="messages", verbose_name=_("upload")
    )
    direction = models.CharField(_("direction"), max_length=3)
    kind = models.CharField(_("kind"), max_length=9, default="ordinary")
    source = models.CharField(_("source"), max_length=8)
    message_id = models.CharField(max_length=MOST_ID, default="", blank=True)
    digest = models.CharField(max_length=64)
    headers_digest = models.CharField(max_length=64)
    in_reply_to = models.CharField(max_length=MOST_ID, default="", blank=True)
    subject = models.CharField(_("subject"), max_length=MOST_SUBJECT, default="", blank=True)
    sent_at = models.DateTimeField(_("sent"))
    reply = models.TextField(_("text"), default="", blank=True)
    text = models.TextField(_("whole email"), default="", blank=True)
    html = models.TextField(default="", blank=True)
    vouched = models.BooleanField(default=False)
    headers_only = models.BooleanField(_("headers only"), default=False)
    faults = models.JSONField(default=list)
    taken_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "-sent_at", "-id"], name="mailbox_messages_by_time"),
            models.Index(fields=["account", "direction", "-sent_at", "-id"], name="mailbox_messages_by_way"),
            models.Index(fields=["thread", "sent_at", "id"], name="mailbox_messages_of_thread"),
            models.Index(fields=["message_id", "headers_digest"], name="mailbox_messages_by_headers"),
            models.Index(fields=["emptied_at", "sent_at"], name="mailbox_messages_to_empty"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["message_id", "digest"], name="mailbox_message_once"),
            models.CheckConstraint(condition=Q(direction__in=WAYS), name="mailbox_message_direction"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="mailbox_message_kind"),
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="mailbox_message_source"),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))


class MessageAddress(models.Model):
    """Someone whom an email names, as sender or recipient: a contact, a colleague, or only an address."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="addresses", verbose_name=_("email"))
    place = models.CharField(max_length=4)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200, default="", blank=True)
    address = models.CharField(_("email address"), max_length=254, default="", blank=True)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="emails", verbose_name=_("contact")
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="emails", verbose_name=_("colleague")
    )

    class Meta:
        indexes = [
            models.Index(fields=["address"], condition=Q(contact=None, person=None), name="mailbox_address_unknown")
        ]
        constraints = [
            models.UniqueConstraint(fields=["message", "place", "position"], name="mailbox_address_once"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="mailbox_address_place"),
            models.CheckConstraint(condition=Q(contact=None) | Q(person=None), name="mailbox_address_one_side"),
        ]

    def __str__(self) -> str:
        return self.name or self.address


class MessageReference(models.Model):
    """A Message-ID that an email refers to, its own included: emails that share one are of one thread."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="references")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=MOST_ID)

    class Meta:
        indexes = [models.Index(fields=["value", "account"], name="mailbox_references_by_value")]
        constraints = [models.UniqueConstraint(fields=["message", "value"], name="mailbox_reference_once")]

    def __str__(self) -> str:
        return self.value


class MessageFile(models.Model):
    """An attachment. Without `file` it wasn't stored, for the reason in `refusal`."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files", verbose_name=_("email"))
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    file = models.OneToOneField(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    refusal = models.CharField(max_length=8, default="", blank=True)
    in_text = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "position"], name="mailbox_file_once")]

    def __str__(self) -> str:
        return self.name


class Removal(models.Model):
    """The digest of an email that someone removed, so that no mailbox brings it back. It holds nothing of the email."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name=_("account"))
    key = models.CharField(max_length=64, unique=True)
    removed_by = models.CharField(max_length=200)
    removed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
