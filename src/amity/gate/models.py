"""Items with their recipients, files, history, readers and overruled checks; and the lanes that were set."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a part through this module.
import amity.gate.beliefs.models
import amity.gate.edits.models
import amity.gate.email_templates.models
import amity.gate.lane_offers.models
import amity.gate.quiet.models
import amity.gate.standards.models
import amity.gate.watch.models  # noqa: F401
from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_handled_accounts, of_managed_accounts
from amity.files.models import StoredFile
from amity.gate import rules
from amity.gate.lanes.rules import AUTHORS, LANES
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import Given
from amity.shared.rows.versions import Versioned


class ItemQuerySet(models.QuerySet["Item"]):
    """Queries for items, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the items that a person can read: what they know of, without what is concealed from them."""
        hidden = concealed_from(person)
        return self.known_to(person) if hidden is None else self.known_to(person).filter(~hidden)

    def shown_to(self, person: Person) -> Self:
        """Return the items of which a person knows that they exist, each with `is_concealed` and `shown_subject`."""
        hidden = concealed_from(person)
        concealed = Value(False) if hidden is None else ExpressionWrapper(hidden, output_field=BooleanField())
        return self.known_to(person).annotate(is_concealed=concealed, shown_subject=shown_subject(person))

    def known_to(self, person: Person) -> Self:
        """Return the person's own items, and those of their accounts that aren't drafts. Some may be concealed.

        Roles that see every account see what went out there. What is made to name prices is for those who see fees.
        """
        own = Q(author=person) | Q(asked_again=person)
        priced = Q(kind__in=rules.PRICED) if person.money_right < MoneyRight.FEE else Q(pk=None)
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self.filter(own | ~Q(state__in=(*rules.OF_AUTHOR, rules.WITHDRAWN)) & ~priced)
        return self.filter(own | of_managed_accounts(person) & ~Q(state__in=(rules.DRAFT, rules.WITHDRAWN)) & ~priced)

    def waiting_for(self, person: Person, now: datetime | Given) -> Self:
        """Return what waits for the person's decision: of accounts they manage or cover, or were asked about."""
        late = Q(clear_by__lt=now) & of_managed_accounts(person)
        return self.filter(of_handled_accounts(person) | late | Q(asked_again=person), state__in=rules.WAITING)


def concealed_from(person: Person) -> Q | None:
    """Return which items a person knows of but can't read, or None: texts with a price, of accounts they don't manage.

    Only roles that see every account know of them. Colleagues of the account work with its prices.
    """
    if person.money_right >= MoneyRight.FEE or not person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return None
    asked = Q(asked_again__isnull=False) & Q(asked_again=person)
    return Q(names_price=True) & ~Q(author=person) & ~asked & Q(~of_managed_accounts(person))


def shown_subject(person: Person) -> F | Case:
    """Return the expression of the subject of an item as a person can read it: "" where the item is concealed."""
    hidden = concealed_from(person)
    return F("subject") if hidden is None else Case(When(hidden, Value("")), default="subject")


class Item(Versioned):
    """One thing for a client. `digest` is what was submitted; empty for a draft that never was. `erased_digest` names
    the same content since someone whom it names was erased. `bundle` is the item that carries this one. A bundle is an
    item of its own, and never part of another one.
    `known_message` is the newest message of the client that its author knew, `known_reply` the newest email of ours in
    the same conversation when they revised it. `was_read` flags a revision after someone had opened the item.
    `subject_kind` and `subject_id` refer to what the item is about, in `subject_version`.
    `closing` follows the text and asks for an answer. It has the place of the personal link.
    `sender` is the address of the author's mailbox by which it leaves, or "" for the agency's server.
    `asks_question` is true until someone answers.
    `names_price`: the text names an amount, or a document with it shows one. Who sees no fees doesn't read it.
    `is_concealed` is true in rows of `shown_to` whose text the person can't read.
    """

    is_concealed = False

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="outgoing", verbose_name=_("account"))
    kind = models.CharField(_("kind"), max_length=16, default=rules.EMAIL)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outgoing", verbose_name=_("author"))
    lane = models.CharField(_("lane"), max_length=8, default="", blank=True)
    lane_because = models.CharField(max_length=10, default="", blank=True)
    state = models.CharField(_("state"), max_length=12, default=rules.DRAFT)
    subject = models.CharField(_("subject"), max_length=rules.SUBJECT_MOST, default="", blank=True)
    body = models.TextField(_("text"), default="", blank=True)
    send_at = models.DateTimeField(
        _("send time"), null=True, help_text=_("Leave blank to send as soon as it is cleared.")
    )  # fmt: skip
    asks_approval = models.BooleanField(
        _("ask for an approval"), default=False,
        help_text=_("The email gets a personal link with Approve, Ask for changes and Question."),
    )  # fmt: skip
    asks_question = models.BooleanField(
        _("ask a question"), default=False,
        help_text=_("Your client finds it under “We need from you” until it is answered."),
    )  # fmt: skip
    closing = models.TextField(default="", blank=True)
    subject_kind = models.CharField(max_length=60, default="", blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_version = models.CharField(max_length=40, default="", blank=True)
    sender = models.EmailField(default="", blank=True)
    names_price = models.BooleanField(_("names a price"), default=False)
    known_message = models.CharField(max_length=200, default="", blank=True)
    known_reply = models.CharField(max_length=200, default="", blank=True)
    digest = models.CharField(_("digest"), max_length=64, default="", blank=True)
    erased_digest = models.CharField(max_length=64, default="", blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    was_read = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    clear_by = models.DateTimeField(_("clear by"), null=True)
    goes_at = models.DateTimeField(_("goes at"), null=True)
    asked_again = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("also asked")
    )
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(null=True)
    bundle = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="bundled", verbose_name=_("bundle")
    )  # fmt: skip
    message_id = models.CharField(max_length=120, default="", blank=True)
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        indexes = [
            models.Index(fields=["state", "goes_at"]),
            models.Index(fields=["account", "state"]),
            models.Index(fields=["author", "state"]),
            models.Index(fields=["account", "-sent_at", "-id"], name="gate_items_by_time"),
            models.Index(fields=["changed_at", "id"], name="gate_items_by_change"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="gate_items_by_message_id"),
            models.Index(
                fields=["subject_kind", "subject_id"], condition=~Q(subject_kind=""), name="gate_items_by_subject"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="gate_item_state"),
            models.CheckConstraint(condition=Q(kind__in=rules.KINDS), name="gate_item_kind"),
            models.CheckConstraint(condition=Q(lane__in=("", *LANES)), name="gate_item_lane"),
            models.CheckConstraint(
                condition=Q(state__in=(rules.DRAFT, rules.WITHDRAWN)) | ~Q(digest=""), name="gate_item_frozen"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("No subject"))


class Recipient(models.Model):
    """A contact who gets an item. `name` and `address` are frozen when it is submitted, as a salted block.

    `block` is stored beside them, and stays when they are erased together with the salt.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recipients")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="outgoing", verbose_name=_("recipient"))
    way = models.CharField(max_length=2, default=rules.TO)
    name = models.CharField(max_length=200, default="", blank=True)
    address = models.EmailField(default="", blank=True)
    salt = models.CharField(max_length=32)
    block = models.CharField(max_length=64, default="", blank=True)
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="gate_recipient")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "contact"], name="gate_recipient_once"),
            models.CheckConstraint(condition=Q(way__in=rules.WAYS), name="gate_recipient_way"),
        ]

    def __str__(self) -> str:
        return self.name or self.contact.name


class ItemFile(models.Model):
    """A document attached to an item, by its author or, `is_of_subject`, made by the part that it is about.

    A bundle has those of its items too.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    is_of_subject = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.file.name


class Frozen(models.Model):
    """The content of an item under one digest, so that a later one can be compared with it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="frozen")
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "digest"], name="gate_frozen_once")]

    def __str__(self) -> str:
        return self.digest


class Step(models.Model):
    """One step of an item: who did what, when, on which digest, on what ground and in which words."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=12)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    who = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, default="", blank=True)
    ground = models.CharField(_("ground"), max_length=12, default="", blank=True)
    ground_id = models.BigIntegerField(null=True)
    words = models.CharField(_("words"), max_length=rules.WORDS_MOST, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["item", "-id"])]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at}"


class Opened(models.Model):
    """Who opened an item last, and what they read."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="opened")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="gate_opened_once")]

    def __str__(self) -> str:
        return f"opened by {self.person_id}"


class Overruling(models.Model):
    """An answer to a warning or a block: a chip, or typed words."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="overrulings")
    finding = models.CharField(max_length=120)
    chip = models.CharField(max_length=12)
    words = models.CharField(_("reason"), max_length=rules.WORDS_MOST, default="", blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "finding"], name="gate_overruled_once")]

    def __str__(self) -> str:
        return self.finding


class LaneSetting(models.Model):
    """The lane of a kind of items by author, for an account or, without one, for the agency."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="lanes", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=16)
    author = models.CharField(_("author"), max_length=8)
    lane = models.CharField(_("lane"), max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "author"], name="gate_lane_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(lane__in=LANES, author__in=AUTHORS, kind__in=rules.KINDS), name="gate_lane_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.author}: {self.lane}"
