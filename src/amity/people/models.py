"""People, their roles, disciplines and capacity over time, and invitations."""

from datetime import date, datetime
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a part through this module.
import amity.people.sessions.models
import amity.people.sign_in.models  # noqa: F401
from amity.people import rules
from amity.shared.permission import MoneyRight
from amity.ui.reader_format import zone


class Discipline(models.Model):
    """A person's discipline, such as strategy, design or development."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Find people by email address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(mail__iexact=username)


class Person(AbstractBaseUser):
    """A person of the agency. Without an email address they can't sign in. An import may have named them."""

    name = models.CharField(_("name"), max_length=200)
    mail = models.EmailField(_("email address"), unique=True, null=True)
    is_active = models.BooleanField(_("active"), default=True)
    lead = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead"))
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="people", verbose_name=_("discipline")
    )
    weekly_seconds = models.PositiveIntegerField(_("hours a week"), default=0)
    own_money_right = models.PositiveSmallIntegerField(_("access to figures"), null=True)
    locale = models.CharField(_("number and date format"), max_length=20, default="en_GB")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    decimal_hours = models.BooleanField(_("write hours as 1.5 instead of 1:30"), default=False)
    theme = models.CharField(_("theme"), max_length=10, default="auto")
    density = models.CharField(_("rows"), max_length=10, default="")
    joined_at = models.DateTimeField(null=True)
    session_round = models.PositiveIntegerField(default=0)
    second_factor_due = models.BooleanField(_("second factor to set up"), default=False)

    narrowed_to: MoneyRight | None = None
    """Set on a person using a token that shows less money than they may see. Not a column."""

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="people_former"),
        ]

    USERNAME_FIELD = "mail"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's roles, read once."""
        return frozenset(held.role for held in self.held_roles.all())

    @property
    def money_right(self) -> MoneyRight:
        """Return how much money data this person can see."""
        own = rules.money_right(self.roles, self.own_money_right)
        return own if self.narrowed_to is None else min(own, self.narrowed_to)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return a hash that ends every session when the password or the session round changes."""
        key_salt = "amity.people.session"
        return salted_hmac(
            key_salt, f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def day_of(self, moment: datetime) -> date:
        """Return the date of a moment in the person's time zone."""
        return timezone.localdate(moment, zone(self.time_zone))

    def has_role(self, *roles: str) -> bool:
        """Return whether the person has one of these roles."""
        return not self.roles.isdisjoint(roles)


class HeldRole(models.Model):
    """A role that a person has."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held_roles", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="people_role_once")]

    def __str__(self) -> str:
        return self.role


class DisciplineSince(models.Model):
    """The discipline of a person from a date."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="disciplines_held", verbose_name=_("person")
    )
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline")
    )
    valid_from = models.DateField(_("from"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "valid_from"], name="people_discipline_once_a_day")]

    def __str__(self) -> str:
        return f"{self.discipline_id} from {self.valid_from}"


class Capacity(models.Model):
    """A person's working time per week from a date, in seconds. It is 0 once they have left."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="capacities", verbose_name=_("person"))
    weekly_seconds = models.PositiveIntegerField(_("hours a week"))
    valid_from = models.DateField(_("from"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "valid_from"], name="people_capacity_once_a_day")]

    def __str__(self) -> str:
        return f"{self.weekly_seconds} from {self.valid_from}"


class Invitation(models.Model):
    """A single-use link that lets a person choose a password. Only the token's hash is stored."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("person"))
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.person_id}"


class Token(models.Model):
    """A personal token: a program's access in a person's name. Only its hash is stored. `beginning` identifies it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("used by"), max_length=80)
    beginning = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("permissions"), default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="people_token_of_person")]

    def __str__(self) -> str:
        return self.name
