"""Accounts with the people who answer for them over time, their mail domains and contacts."""

from collections.abc import Callable
from typing import Final, Self

from django.db import models
from django.db.models import Q

from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.versions import Versioned

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: parts above say which accounts else somebody may know of, as the accounts of projects they work on."""


class AccountQuerySet(models.QuerySet["Account"]):
    """Reads of accounts, narrowed by who asks."""

    def managed_by(self, person: Person) -> Self:
        """Accounts the person answers for: as manager, as director, or, for a director, nobody's yet."""
        return self.filter(self._answered_for(person))

    def visible_to(self, person: Person) -> Self:
        """Accounts the person may know of: by role, by answering for them, or through what they work on there."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        seen = self._answered_for(person)
        for more in also_visible:
            seen |= more(person)
        return self.filter(seen)

    @staticmethod
    def _answered_for(person: Person) -> Q:
        mine = Q(manager=person) | Q(director=person) | Q(manager__lead=person)
        if person.has_role(roles.ACCOUNT_DIRECTOR):
            mine |= Q(manager=None)
        return mine


class Account(Versioned):
    """One client organisation."""

    name = models.CharField(max_length=200, unique=True)
    status = models.CharField(max_length=10, default="active", db_index=True)
    tier = models.CharField(max_length=1, default="")
    currency = models.CharField(max_length=3)
    manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="managed_accounts")
    director = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="directed_accounts")
    opened_at = models.DateTimeField()

    objects = AccountQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class AccountHolder(models.Model):
    """Who was manager or director of an account from a day on; nobody, when person is empty."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="holders")
    duty = models.CharField(max_length=10)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "duty", "valid_from"], name="accounts_holder_once")]

    def __str__(self) -> str:
        return f"{self.duty} from {self.valid_from}"


class MailDomain(models.Model):
    """A mail domain of the client: osprey.example."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.domain


class Contact(Versioned):
    """One person at the client."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    mail = models.EmailField(default="", blank=True, db_index=True)
    phone = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=120, default="", blank=True)
    roles = models.JSONField(default=list)
    standing = models.CharField(max_length=20, default="")
    standing_evidence = models.CharField(max_length=500, default="", blank=True)
    reports_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="reports")
    channel = models.CharField(max_length=20, default="")
    cadence_days = models.PositiveSmallIntegerField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "mail"], condition=~Q(mail=""), name="accounts_contact_mail_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
