"""Two people editing one object: the second save is refused with both versions, never lost and never overwriting."""

from django.db import models
from django.utils.translation import gettext as _

from amity.shared.errors import Stale


class Versioned(models.Model):
    """A row that counts its saves."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def expect(self, version: int) -> None:
        """Raise `Stale` if the row changed since the editor loaded it; else raise its version for the coming save."""
        if version != self.version:
            raise Stale(
                _("Someone else changed this first. Your text is still here. Compare the two and save again."),
                current=self,
            )
        self.version += 1
