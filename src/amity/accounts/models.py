"""Accounts, their managers over time, their email domains and contacts."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property, partial, wraps
from typing import Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import amity.accounts.erasure.models
import amity.accounts.pins.models  # noqa: F401
from amity.accounts import rules
from amity.accounts.preferences.rules import BASES, STATED
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.among import Among, Ids
from amity.shared.rows.versions import Versioned

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: further accounts a person can see, such as those of projects they work on."""

also_keep: Final[list[Callable[[int], Collection[int]]]] = []
"""Hook: further people who can record a client's preferences and expectations, by account id."""


def _once_a_page(write: Callable[[Person], Ids]) -> Callable[[Person], Ids]:
    """Let a page write a person's ids once for all its queries."""
    return wraps(write)(lambda person: once_a_page(("accounts", write.__name__, person.pk), partial(write, person)))


@_once_a_page
def covered_ids(person: Person) -> Ids:
    """Return the accounts that the person covers today."""
    return Ids(covers_of(person).values("account"))


def covers_of(person: Person) -> "models.QuerySet[Cover]":
    """Return the covers that the person has today, in their time zone. Only their dates decide."""
    today = person.day_of(timezone.now())
    return Cover.objects.filter(stand_in=person, starts_on__lte=today, ends_on__gte=today, ended_at=None)


@_once_a_page
def managed_ids(person: Person) -> Ids:
    """Return the accounts of `managed_by`, each way by its index."""
    accounts = Account.objects
    own = [accounts.filter(manager=person), accounts.filter(director=person), accounts.filter(manager__lead=person)]
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        own.append(accounts.filter(manager=None))
    return Ids(*own, covers_of(person).values("account"))


@_once_a_page
def handled_ids(person: Person) -> Ids:
    """Return the accounts of `handled_by`, each way by its index."""
    unmanaged = (Account.objects.filter(manager=None), Account.objects.filter(manager__is_active=False))
    own = [Account.objects.filter(manager=person), *(rows.filter(director=person) for rows in unmanaged)]
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        own += [rows.filter(director=None) for rows in unmanaged]
    return Ids(*own, covers_of(person).values("account"))


class AccountQuerySet(models.QuerySet["Account"]):
    """Queries for accounts, limited to those a person can see."""

    def managed_by(self, person: Person) -> Self:
        """Return accounts the person manages, directs or covers; for a director, also those without a manager."""
        return self.filter(Among("pk", managed_ids(person)))

    def handled_by(self, person: Person) -> Self:
        """Return accounts whose open matters are the person's: they manage or cover it.

        Without a manager at the agency, they are its director's; without a director either, any director's.
        """
        return self.filter(Among("pk", handled_ids(person)))

    def visible_to(self, person: Person) -> Self:
        """Return accounts the person can see: by role, by responsibility, or through their work there."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        seen = Q(Among("pk", managed_ids(person)))
        for more in also_visible:
            seen |= more(person)
        return self.filter(seen)


class Account(Versioned):
    """One client organisation."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    status = models.CharField(_("status"), max_length=10, default="active", db_index=True)
    tier = models.CharField(_("tier"), max_length=1, default="")
    currency = models.CharField(_("currency"), max_length=3)
    manager = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="managed_accounts", verbose_name=_("account manager")
    )
    director = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="directed_accounts", verbose_name=_("director")
    )
    opened_at = models.DateTimeField()
    objects = AccountQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Person | None:
        """Return the person to notify about the account: its manager, or the director where there is no manager."""
        return self.manager or self.director

    @property
    def known_covers(self) -> "list[Cover]":
        """Return the covers with their stand-ins, read once for a page."""
        if (along := getattr(self, "_prefetched_objects_cache", {}).get("covers")) is not None:
            return list(along)
        known: dict[int, list[Cover]] = once_a_page("covers of accounts", dict)
        if self.pk not in known:
            known[self.pk] = list(self.covers.select_related("stand_in").order_by("starts_on", "pk"))
        return known[self.pk]

    @cached_property
    def kept_by(self) -> frozenset[int]:
        """Return the further people who can record what the client wants, read once."""
        return frozenset(number for people in also_keep for number in people(self.pk))


class AccountHolder(models.Model):
    """The manager or director of an account from a date. An empty person means no one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="holders", verbose_name=_("account"))
    duty = models.CharField(_("duty"), max_length=10)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    valid_from = models.DateField(_("from"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "duty", "valid_from"], name="accounts_holder_once")]

    def __str__(self) -> str:
        return f"{self.duty} from {self.valid_from}"


class Cover(Versioned):
    """A stand-in for the account manager between two dates, both included. `ended_at`: ended or cancelled early."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="covers", verbose_name=_("account"))
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="covers", verbose_name=_("stand-in"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    note = models.CharField(
        _("handover notes"), max_length=500, default="", blank=True,
        help_text=_("What is open, and what not to say. Your stand-in sees this on the account."),
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="accounts_cover_has_days"),
        ]
        indexes = [models.Index(fields=["stand_in", "starts_on", "ends_on"], name="accounts_cover_of_person")]

    def __str__(self) -> str:
        return f"{self.stand_in_id} for {self.account_id}, {self.starts_on} to {self.ends_on}"

    def runs_on(self, day: date) -> bool:
        """Return whether the stand-in acts for the account manager on a date."""
        return rules.cover_runs(self.starts_on, self.ends_on, self.ended_at is not None, day)


class MailDomain(models.Model):
    """An email domain of the client: osprey.example."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="domains", verbose_name=_("account"))
    domain = models.CharField(_("email domain"), max_length=200, unique=True)

    def __str__(self) -> str:
        return self.domain


class Contact(Versioned):
    """One person at the client."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("account"))
    name = models.CharField(_("name"), max_length=200)
    mail = models.EmailField(_("email address"), default="", blank=True, db_index=True)
    phone = models.CharField(_("phone"), max_length=60, default="", blank=True)
    title = models.CharField(_("job title"), max_length=120, default="", blank=True)
    roles = models.JSONField(_("roles"), default=list)
    standing = models.CharField(
        _("standing"), max_length=20, default="",
        help_text=_("How they see the agency, as they show it. Write as if they could read it."),
    )  # fmt: skip
    standing_evidence = models.CharField(
        _("evidence"), max_length=500, default="", blank=True, help_text=_("Who said or did what, and when.")
    )
    reports_to = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="reports", verbose_name=_("reports to")
    )
    channel = models.CharField(_("preferred channel"), max_length=20, default="")
    cadence_days = models.PositiveSmallIntegerField(
        _("days between conversations"), null=True,
        help_text=_("The contact counts as active if you spoke within this many days."),
    )  # fmt: skip
    language = models.CharField(
        _("language"), max_length=2, default="", blank=True,
        help_text=_("For notes and documents. Blank uses the agency’s language."),
    )  # fmt: skip
    is_shared = models.BooleanField(
        _("shared mailbox"), default=False, help_text=_("Several people read this address, so it can’t approve."),
    )  # fmt: skip
    is_active = models.BooleanField(_("active"), default=True)
    erased_at = models.DateTimeField(_("erased"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "mail"], condition=~Q(mail=""), name="accounts_contact_mail_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EvidenceColumns(models.Model):
    """The columns of evidence: the client contact, the date, the place and the wording."""

    stated_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who said so")
    )
    stated_on = models.DateField(_("date"), null=True)
    stated_in = models.CharField(
        _("source"), max_length=120, default="", blank=True, help_text=_("For example, steering call, Tuesday’s email.")
    )
    client_words = models.TextField(_("in their words"), default="", blank=True)

    class Meta:
        abstract = True


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """Queries for preferences, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return preferences of accounts the person can see: everyone working for a client should know them."""
        account = Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))
        return self.filter(Exists(account))

    def active(self) -> Self:
        """Return active preferences."""
        return self.filter(withdrawn_at=None)


class Preference(EvidenceColumns, Versioned):
    """A client's like, dislike, requirement or prohibition. `holder` is one contact, or None for all contacts.

    `check_kind` and `check_value` define an automatic check of texts, where one is possible.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="preferences", verbose_name=_("account")
    )
    holder = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="preferences", verbose_name=_("person")
    )
    attitude = models.CharField(_("attitude"), max_length=8)
    scope = models.CharField(_("about"), max_length=8)
    text = models.CharField(_("preference"), max_length=300)
    basis = models.CharField(_("how we know"), max_length=10)
    note = models.TextField(_("what we observed, or why we believe so"), default="", blank=True)
    check_kind = models.CharField(_("check text for"), max_length=12, default="", blank=True)
    check_value = models.CharField(
        _("search term"), max_length=300, default="", blank=True,
        help_text=_("Words, an expression, a number of characters, or file extensions such as docx, zip."),
    )  # fmt: skip
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(_("reason"), max_length=300, default="", blank=True)
    objects = PreferenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "-stated_on", "-id"], name="accounts_preference_by_date"),
            models.Index(fields=["account", "-added_at", "-id"], name="accounts_preference_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(basis__in=BASES), name="accounts_preference_basis"),
            models.CheckConstraint(
                condition=~Q(basis=STATED) | Q(stated_by__isnull=False, stated_on__isnull=False),
                name="accounts_preference_stated_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text
