"""Models of submitted forms, of saved list views, and of what each person opened last."""

from django.db import models


class SubmittedForm(models.Model):
    """A submitted form and the URL it led to. The nonce is unique, so a second press gets the first result."""

    nonce = models.CharField(max_length=32, unique=True)
    person_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    result_path = models.CharField(max_length=500, default="")

    def __str__(self) -> str:
        return self.nonce


class SavedView(models.Model):
    """A saved view of a list (filters, order, columns), stored as the query of its URL.

    A name of "" is the person's own choice of columns for the list, used if a URL names none. A shared view is offered
    to everyone who can open the list. The rows are still limited by each person's rights.
    """

    person_id = models.BigIntegerField()
    list_key = models.CharField(max_length=40)
    name = models.CharField(max_length=60, default="", blank=True)
    query = models.CharField(max_length=1500, default="", blank=True)
    shared = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["list_key"], name="ui_view_list")]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "list_key", "name"], name="ui_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.list_key


class Opened(models.Model):
    """What a person opened, and how often: `kind` and `thing_id` name a thing, or an action where `thing_id` is 0."""

    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    thing_id = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "kind", "thing_id"], name="ui_opened_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"
