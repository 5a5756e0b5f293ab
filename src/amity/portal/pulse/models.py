"""Whether an account's contacts are asked how we are doing, and what they answered."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_covered_accounts
from amity.people.models import Person
from amity.portal.pulse import rules
from amity.shared.rows.among import Among, Ids
from amity.shared.rows.versions import Versioned


class PulseSetting(Versioned):
    """Whether the contacts of an account are asked. Without a row they aren't."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="pulse", verbose_name=_("account"))
    is_on = models.BooleanField(
        _("ask “How are we doing?”"), default=False,
        help_text=_("Two questions on the client’s pages, at most once a quarter for each contact."),
    )  # fmt: skip

    def __str__(self) -> str:
        return f"pulse of {self.account_id}"


class PulseQuerySet(models.QuerySet["Pulse"]):
    """Queries for answers, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the answers of accounts that the person manages or covers, and those sent to them as the director."""
        own, directed = (Ids(Account.objects.filter(**{duty: person})) for duty in ("manager", "director"))
        mine = Q(Among("account_id", own)) | of_covered_accounts(person)
        return self.filter(mine | Q(Among("account_id", directed), to_director=True))


class Pulse(models.Model):
    """What one contact answered in one quarter, as they sent it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pulses", verbose_name=_("account"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="pulses", verbose_name=_("contact"))
    quarter = models.PositiveIntegerField(_("quarter"))
    work = models.CharField(_("our work"), max_length=6)
    contact_amount = models.CharField(_("how often they hear from us"), max_length=6, default="", blank=True)
    to_director = models.BooleanField(_("the director reads it too"), default=False)
    sent_at = models.DateTimeField()

    objects = PulseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "quarter"], name="portal_pulse_once_a_quarter"),
            models.CheckConstraint(condition=Q(work__in=rules.FEELINGS), name="portal_pulse_work"),
            models.CheckConstraint(condition=Q(contact_amount__in=("", *rules.AMOUNTS)), name="portal_pulse_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.quarter}"
