"""Concurrent edits of one object: the second save is refused with both versions, so nothing is lost or overwritten."""

from django.db import models
from django.utils.translation import gettext as _

from amity.shared.errors import Stale


class Versioned(models.Model):
    """A row with a version number for each save."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def expect(self, version: int) -> None:
        """Raise `Stale` if the row changed since the editor loaded it. Otherwise increase its version for the save."""
        if version != self.version:
            raise Stale(
                _("Someone else changed this first. Your text is still here. Compare the two and save again."),
                current=self,
            )
        self.version += 1
