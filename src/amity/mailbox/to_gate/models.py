"""Emails to the gate that were taken, so that none is taken twice."""

from django.db import models

from amity.gate.models import Item
from amity.people.models import Person


class ToGate(models.Model):
    """An email to the gate, by its Message-ID or, without one, its digest. It became `item`."""

    key = models.CharField(max_length=300, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
