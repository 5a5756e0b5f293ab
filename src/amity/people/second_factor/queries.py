"""Reads of second factors: a person's own, and who has to set one up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import Exists, OuterRef, Q, QuerySet

from amity.people.models import HeldRole, Person
from amity.people.sign_in.queries import FACTORS, sign_in_settings
from amity.shared.caches.reading import once_a_page
from amity.shared.sealing import Unsealable

APP = Authenticator.Type.TOTP
PASSKEY = Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A second factor as its person sees it. `name` is "" for the authenticator app."""

    id: int
    is_passkey: bool
    name: str
    added_at: datetime
    last_used_at: datetime | None


def factors_of(person_id: int) -> QuerySet[Authenticator]:
    """Return a person's authenticator app and passkeys, oldest first."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=person_id, type__in=FACTORS)
    return found.order_by("created_at", "pk")


def factor_rows(person_id: int) -> list[FactorRow]:
    """Return a person's second factors for their page."""
    return [
        FactorRow(
            row.pk, row.type == PASSKEY, row.data.get("name", "") if row.type == PASSKEY else "", row.created_at,
            row.last_used_at,
        )
        for row in factors_of(person_id)
    ]  # fmt: skip


def codes_left(person_id: int) -> int | None:
    """Return how many recovery codes are unused, or None if a person has none."""
    found = Authenticator.objects.filter(user_id=person_id, type=CODES).first()
    try:
        return len(RecoveryCodes(found).get_unused_codes()) if found else None
    except Unsealable:
        return None


def needs_second_factor(person: Person) -> bool:
    """Return whether one of the person's roles requires a second factor."""
    return not person.roles.isdisjoint(sign_in_settings().required_roles)


def required_roles() -> Sequence[str]:
    """Return the roles that require a second factor, read once for a page."""
    return once_a_page("roles that require a second factor", lambda: sign_in_settings().required_roles)


def people_due() -> QuerySet[Person]:
    """Return the people whose role requires a second factor and who have none."""
    held = HeldRole.objects.filter(person_id=OuterRef("pk"), role__in=required_roles())
    return Person.objects.filter(Q(Exists(held)) & ~Q(has_factor()))


def has_factor() -> Exists:
    """Return the condition that a person has a second factor, in a query of people."""
    return Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS))
