"""Seal all stored secrets again, with the newest key, before older keys are removed."""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import models

from amity.people.sign_in.models import SignInSettings
from amity.shared.command import command
from amity.shared.sealing import Unsealable, seal, unseal

ENTRIES = ("secret", "seed")
"""Entries of an authenticator's data that are sealed: the app's secret, and the seed of the recovery codes."""

columns: Final[list[tuple[type[models.Model], tuple[str, ...]]]] = [(SignInSettings, ("client_secret",))]
"""Each table with sealed columns: parts add theirs, so that none is lost with the older keys."""


@command
def reseal() -> int:
    """Seal every sealed column and the secrets of second factors again. Return how many can't be read any more."""
    lost = sum(_resealed_rows(table, names) for table, names in columns)
    for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        lost += sum(_resealed(factor.data, entry) for entry in ENTRIES)
        factor.save(update_fields=["data"])
    return lost


def _resealed_rows(table: type[models.Model], names: tuple[str, ...]) -> int:
    lost = 0
    for row in table._default_manager.select_for_update().order_by("pk"):
        lost += sum(_resealed(vars(row), name) for name in names)
        row.save(update_fields=names)
    return lost


def _resealed(values: dict[str, Any], name: str) -> bool:
    """Seal one value again where it is. Return whether it can't be read any more."""
    if values.get(name):
        try:
            values[name] = seal(unseal(values[name]))
        except Unsealable:
            return True
    return False
