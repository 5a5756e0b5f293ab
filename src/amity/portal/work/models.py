"""Which comments on versions were made on the client's pages."""

from django.db import models
from django.db.models import Q

from amity.portal.work.rules import Pin
from amity.portal.work.wording import described
from amity.projects.versions.models import VersionComment


class OwnComment(models.Model):
    """A comment that a contact wrote themselves. Others are what our team recorded, which clients don't see.

    It is pinned to a page, and to a point in percent from the left and from the top, where its author chose one.
    """

    comment = models.OneToOneField(VersionComment, on_delete=models.CASCADE, related_name="own")
    place = models.CharField(max_length=100, default="", blank=True)
    page = models.PositiveSmallIntegerField(null=True)
    x = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    y = models.DecimalField(max_digits=4, decimal_places=1, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__range=(0, 100), y__range=(0, 100)), name="portal_pin_on_the_page"
            ),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def pin(self) -> Pin:
        """Return where it is pinned."""
        return Pin(self.place, self.page, self.x, self.y)

    @property
    def where(self) -> str:
        """Return where it is pinned, in words."""
        return described(self.pin)
