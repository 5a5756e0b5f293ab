"""Secret addresses of calendar feeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person


class Feed(models.Model):
    """The calendar feed of one person. Only the hash of its secret is stored."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="feed", verbose_name=_("person"))
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
