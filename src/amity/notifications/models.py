"""A notification: what happened to a person, where it is, and whether they read it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.notifications.rules import KINDS
from amity.people.models import Person
from amity.ui.reader_format import in_readers_language


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of notifications, limited to a person's own."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the person."""
        return self.filter(person=person)


class Notification(models.Model):
    """Something that happened to a person. `text` is in the language they read then, `path` leads to it inside Amity.

    `translations` is the text in the other languages, for someone who reads Amity in another one later.

    `account` is the name of the account it is about. If it needs an action, that waits as the item `waits_id` of the
    kind `waits_kind`.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=10)
    text = models.CharField(_("text"), max_length=300)
    translations = models.JSONField(default=dict, db_default={})
    path = models.CharField(_("page"), max_length=200)
    account = models.CharField(_("account"), max_length=200, default="", blank=True)
    waits_kind = models.CharField(max_length=30, default="", blank=True)
    waits_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("date and time"), db_index=True)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        indexes = [
            models.Index(fields=["person", "-id"], name="notifications_newest"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notifications_unread"),
        ]
        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="notifications_kind")]

    @property
    def sentence(self) -> str:
        """Return the text in the reader's language."""
        return in_readers_language(self.text, self.translations)

    def __str__(self) -> str:
        return self.sentence
