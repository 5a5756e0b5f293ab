"""Seal all stored secrets again, with the newest key, before older keys are removed."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.models import Authenticator

from amity.people.sign_in.models import SignInSettings
from amity.shared.command import command
from amity.shared.sealing import Unsealable, seal, unseal

ENTRIES = ("secret", "seed")
"""Entries of an authenticator's data that are sealed: the app's secret, and the seed of the recovery codes."""

further: Final[list[Callable[[], int]]] = []
"""Hook: seals what other parts sealed. Each returns how many can't be read any more."""


@command
def reseal() -> int:
    """Seal the provider's secret, those of second factors and the key of erased addresses again.

    Return how many can't be read any more.
    """
    lost = 0
    for chosen in SignInSettings.objects.select_for_update().exclude(client_secret=""):
        chosen.client_secret, failed = _resealed(chosen.client_secret)
        lost += failed
        chosen.save(update_fields=["client_secret"])
    for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        for entry in ENTRIES:
            if entry in factor.data:
                factor.data[entry], failed = _resealed(factor.data[entry])
                lost += failed
        factor.save(update_fields=["data"])
    return lost + sum(seal_again() for seal_again in further)


def _resealed(sealed: str) -> tuple[str, bool]:
    try:
        return seal(unseal(sealed)), False
    except Unsealable:
        return sealed, True
