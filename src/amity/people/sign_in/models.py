"""How people sign in: the agency's choices, in one row."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInSettings(models.Model):
    """The identity provider and what is required. `client_secret` is sealed with the instance's key."""

    ONLY: ClassVar[int] = 1

    provider_name = models.CharField(_("name on the button"), max_length=40, default="")
    issuer = models.CharField(_("issuer URL"), max_length=200, default="")
    client_id = models.CharField(_("client ID"), max_length=191, default="")
    client_secret = models.CharField(_("client secret"), max_length=1000, default="")
    password_allowed = models.BooleanField(_("sign-in with a password"), default=True)
    required_roles = models.JSONField(_("roles that need a second factor"), default=list)

    def __str__(self) -> str:
        return self.provider_name

    @property
    def has_provider(self) -> bool:
        """Return whether people can sign in with a provider."""
        return bool(self.issuer and self.client_id)
