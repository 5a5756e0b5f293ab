"""Promises suspected in emails."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.expectations.models import Expectation
from amity.mailbox.models import Message
from amity.people.models import Person
from amity.shared.rows.versions import Versioned

OPEN: Final = "open"
KEPT: Final = "kept"
DROPPED: Final = "dropped"
STATES: Final = (OPEN, KEPT, DROPPED)


class SuspectedPromise(Versioned):
    """A sentence of an email that reads like a promise. `asked` decides; `sender` is who would have promised it."""

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="suspected_promises", verbose_name=_("email")
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("text"), max_length=500)
    due_on = models.DateField(_("due date"), null=True)
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("promised by"))
    asked = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="suspected_promises", verbose_name=_("person asked")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("contact")
    )
    state = models.CharField(_("state"), max_length=8, default=OPEN)
    found_at = models.DateTimeField()
    expectation = models.ForeignKey(
        Expectation, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("promise")
    )

    class Meta:
        indexes = [models.Index(fields=["asked", "state"], name="conversations_suspected_asked")]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="conversations_suspected_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="conversations_suspected_state"),
        ]

    def __str__(self) -> str:
        return self.text
