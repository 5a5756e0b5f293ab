"""Promises, requests and preferences suspected in emails."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact, Preference
from amity.conversations.rules import PREFERENCE, PROMISE, REQUEST
from amity.expectations.models import Expectation
from amity.mailbox.models import Message
from amity.people.models import Person
from amity.shared.rows.versions import Versioned

OPEN: Final = "open"
KEPT: Final = "kept"
DROPPED: Final = "dropped"
STATES: Final = (OPEN, KEPT, DROPPED)
SUSPECTED: Final = (PROMISE, REQUEST, PREFERENCE)


class SuspectedRecord(Versioned):
    """A sentence of an email that reads like a promise of ours, or like a client's request or preference.

    `asked` decides. `sender` is who would have promised it, `contact` to whom, or who at the client wrote. `skipped`
    is how often the day was closed without a decision.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="suspected", verbose_name=_("email"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    mark = models.CharField(_("kind of record"), max_length=12)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("text"), max_length=500)
    due_on = models.DateField(_("due date"), null=True)
    sender = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("promised by")
    )
    asked = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="suspected", verbose_name=_("person asked")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("contact")
    )
    state = models.CharField(_("state"), max_length=8, default=OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    skipped = models.PositiveSmallIntegerField(_("times skipped"), default=0)
    expectation = models.ForeignKey(
        Expectation, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("promise")
    )
    request = models.ForeignKey(
        "scope.Request", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("request")
    )
    preference = models.ForeignKey(
        Preference, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("preference")
    )

    class Meta:
        indexes = [models.Index(fields=["asked", "state"], name="conversations_suspected_asked")]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="conversations_suspected_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="conversations_suspected_state"),
            models.CheckConstraint(condition=Q(mark__in=SUSPECTED), name="conversations_suspected_mark"),
        ]

    def __str__(self) -> str:
        return self.text
