"""Reads of how people sign in, and who is linked to the provider."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from amity.people.models import Person
from amity.people.sign_in.models import SignInSettings

NO_PASSWORD = Q(password="") | Q(password__startswith="!")  # noqa: S106 - no password at all
"""Django stores a password that can't be used as "!" and random characters."""
PROVIDER = "agency"
"""The name under which identities of the agency's provider are stored."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What asks for more than a password. Recovery codes only stand in for these."""


def sign_in_settings(*, lock: bool = False) -> SignInSettings:
    """Return the agency's choices, or the defaults while it has made none."""
    rows = SignInSettings.objects.select_for_update() if lock else SignInSettings.objects
    return rows.filter(pk=SignInSettings.ONLY).first() or SignInSettings(pk=SignInSettings.ONLY)


def identity_of(person_id: int) -> SocialAccount | None:
    """Return the identity of the provider that a person is linked to, or None."""
    return SocialAccount.objects.filter(provider=PROVIDER, user_id=person_id).first()


def linked_people() -> QuerySet[SocialAccount, int]:
    """Return the ids of the people linked to an identity of the provider, as a subquery."""
    linked: QuerySet[SocialAccount, int] = SocialAccount.objects.filter(provider=PROVIDER).values_list(
        "user_id", flat=True
    )
    return linked


def signs_in() -> Q:
    """Return the condition for people who can sign in: with a password, or through the identity provider."""
    return Q(is_active=True, mail__isnull=False) & (~NO_PASSWORD | Q(pk__in=linked_people()))


def can_sign_in(person: Person) -> bool:
    """Return whether a person can sign in, as `signs_in` has it."""
    if not person.mail or not person.is_active:
        return False
    return bool(person.password and person.has_usable_password()) or identity_of(person.pk) is not None


def has_second_factor(person_id: int) -> bool:
    """Return whether a person is asked for a second factor: an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=person_id, type__in=FACTORS).exists())


def person_for_mail(address: str) -> Person | None:
    """Return the active person with this address, or None. Letters that only look alike don't match."""
    tidy = address.strip()
    for person in Person.objects.filter(mail__iexact=tidy, is_active=True) if tidy else ():
        own = person.mail or ""
        if own == tidy or (tidy.isascii() and own.lower() == tidy.lower()):
            return person
    return None
