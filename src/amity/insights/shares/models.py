"""Shares of stories, and who got which story."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact, Preference
from amity.insights.shares.rules import OUTCOMES
from amity.insights.stories.models import Match, Story
from amity.mailbox.models import Message
from amity.people.models import Person


class ShareQuerySet(models.QuerySet["Share"]):
    """Queries for shares, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to shares with every account the person can see."""
        return self.filter(Exists(Account.objects.visible_to(person).filter(pk=OuterRef("match__account_id"))))


class Share(models.Model):
    """A story with what it means for the client, in the account manager's words. Its email goes through the gate."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="shares", verbose_name=_("story"))
    so_what = models.TextField(
        _("the so what for you"), max_length=2000, help_text=_("Your words, before the link. They read this first.")
    )
    contact_ids = models.JSONField(_("contacts"), default=list)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    created_at = models.DateTimeField(_("created"))

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")

    def __str__(self) -> str:
        return self.match.story.title


class Received(models.Model):
    """A contact who got a story, and what came back. By address, since contacts with the same one are one person.

    `read_at` is when they first opened it on the client pages. Emails aren't tracked.
    """

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="received", verbose_name=_("share"))
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="received", verbose_name=_("story"))
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="stories", verbose_name=_("contact"))
    mail = models.EmailField(_("email address"), default="", blank=True)
    sent_at = models.DateTimeField(_("sent"))
    outcome = models.CharField(_("what came back"), max_length=10, default="", blank=True)
    outcome_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(_("read on the client pages"), null=True)
    reply = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("reply")
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "mail"], condition=~Q(mail=""), name="insights_received_once"),
            models.CheckConstraint(condition=Q(outcome__in=("", *OUTCOMES)), name="insights_received_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} got {self.story_id}"


class OptOut(models.Model):
    """A contact who unsubscribed by email. They get no story as long as their preference isn't withdrawn."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact"))
    mail = models.EmailField(_("email address"), default="", blank=True)
    preference = models.OneToOneField(
        Preference, on_delete=models.CASCADE, related_name="opt_out", verbose_name=_("preference")
    )
    email = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("email"))

    def __str__(self) -> str:
        return f"{self.contact_id} unsubscribed"
