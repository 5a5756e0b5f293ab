"""Answers to items."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_handled_accounts
from amity.gate.models import Item
from amity.mailbox.models import Message
from amity.people.models import Person
from amity.portal.answers import rules
from amity.portal.links.models import AnswerLink
from amity.shared.rows.among import any_of
from amity.shared.rows.versions import Versioned


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Queries for answers, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the answers to items that the person can see."""
        return self.filter(Exists(Item.objects.visible_to(person).filter(pk=OuterRef("item_id"))))

    def waiting_for(self, person: Person) -> Self:
        """Return unread answers to the person's own items, and to those of accounts they manage or cover."""
        return any_of(self.filter(seen_at=None), Q(item__author=person), of_handled_accounts(person))


class Answer(Versioned):
    """What a contact answered to an item under a digest. `name` is what they typed, `outcome` why it had no effect.

    `seen_at`: someone on our team has read it, or answered it if it is a question.
    `confirmed`: a code to the contact's address, or their provider for a reply, shows that it is theirs.
    `receipt`: the email that confirms a signature to the contact who gave it.
    `held_at`: after approving, the client asked to hold on, until someone here resumed.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers", verbose_name=_("email"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="answers", verbose_name=_("account"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="answers", verbose_name=_("contact"))
    link = models.ForeignKey(AnswerLink, null=True, on_delete=models.SET_NULL, related_name="answers")
    receipt = models.OneToOneField("outbox.Message", null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="answer")
    digest = models.CharField(max_length=64)
    choice = models.CharField(_("answer"), max_length=8)
    state = models.CharField(_("state"), max_length=8)
    way = models.CharField(_("channel"), max_length=8)
    words = models.TextField(_("in their words"), default="", blank=True)
    name = models.CharField(_("name or initials"), max_length=rules.NAME_MOST, default="", blank=True)
    outcome = models.CharField(_("outcome"), max_length=300, default="", blank=True)
    confirmed = models.BooleanField(default=False)
    at = models.DateTimeField()
    held_at = models.DateTimeField(_("on hold since"), null=True)
    held_words = models.CharField(_("reason for holding on"), max_length=500, default="", blank=True)
    resumed_at = models.DateTimeField(_("resumed"), null=True)
    resumed_by = models.CharField(max_length=200, default="", blank=True)
    seen_at = models.DateTimeField(_("read"), null=True)
    seen_by = models.CharField(max_length=200, default="", blank=True)

    objects = AnswerQuerySet.as_manager()

    @property
    def receipt_state(self) -> str:
        """Return the state of the email that confirms a signature, or "" for other answers."""
        return self.receipt.state if self.receipt else ""

    @property
    def is_of_anyone(self) -> bool:
        """Return whether anyone who has the contact's link may have sent it: no code has confirmed who it was."""
        return self.way == rules.LINK and not self.confirmed

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at", "-id"], name="portal_answers_by_time"),
            models.Index(fields=["account"], condition=Q(seen_at=None), name="portal_answers_unread"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "digest"], condition=Q(state=rules.DECIDED), name="portal_decided_once"
            ),
            models.CheckConstraint(condition=Q(choice__in=rules.EVERY_CHOICE), name="portal_answer_choice"),
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="portal_answer_state"),
            models.CheckConstraint(condition=Q(way__in=rules.WAYS), name="portal_answer_way"),
        ]

    def __str__(self) -> str:
        return f"{self.choice} by {self.contact_id}"

    @property
    def is_held(self) -> bool:
        """Return whether the client asked to hold on, and no one has resumed."""
        return self.held_at is not None and self.resumed_at is None
