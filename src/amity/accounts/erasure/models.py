"""Addresses of erased contacts, as keyed digests."""

from typing import ClassVar

from django.db import models


class ErasedAddress(models.Model):
    """An email address of someone who was erased. It names neither the contact nor the account nor the day."""

    digest = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.digest


class ErasureKey(models.Model):
    """The one key of these digests, sealed with the key of the instance."""

    ONLY: ClassVar[int] = 1

    sealed_key = models.TextField()

    def __str__(self) -> str:
        return "key of erased addresses"
