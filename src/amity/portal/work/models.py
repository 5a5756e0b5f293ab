"""Which comments on versions were made on the client's pages."""

from django.db import models

from amity.projects.versions.models import VersionComment


class OwnComment(models.Model):
    """A comment that a contact wrote themselves. Others are what our team recorded, which clients don't see."""

    comment = models.OneToOneField(VersionComment, on_delete=models.CASCADE, related_name="own")
    place = models.CharField(max_length=100, default="", blank=True)

    def __str__(self) -> str:
        return self.place
