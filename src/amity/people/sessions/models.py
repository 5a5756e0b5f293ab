"""The session rows of people and strangers."""

import uuid

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """A browser's session. `reference` names it on pages, since its key would let anyone in."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("person")
    )
    address = models.CharField(_("network address"), max_length=45, default="")
    device = models.CharField(_("device"), max_length=60, default="")
    last_used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return str(self.reference)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that reads and writes these rows."""
        from amity.people.sessions.store import SessionStore  # noqa: PLC0415 - the store imports this model

        return SessionStore
