"""Articles as they were read, the stories they report, and what each story is to an account."""

from typing import Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.insights.feeds.models import Feed
from amity.people.models import Person
from amity.shared.rows.versions import Versioned

NEW, KEPT, DISMISSED, SHARED = "new", "kept", "dismissed", "shared"
STATES: Final = {NEW: _("New"), KEPT: _("Kept"), DISMISSED: _("Dismissed"), SHARED: _("Shared")}


class Story(models.Model):
    """One or more articles that report the same. Title and text are those of the first.

    `looked_at` is when its page was asked for the whole text, `is_whole` whether the text came from there.
    """

    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), default="")
    language = models.CharField(_("language"), max_length=3, default="", db_index=True)
    words = models.JSONField(default=list)
    sketch = models.JSONField(default=list)
    found_at = models.DateTimeField(_("found"))
    newest_at = models.DateTimeField(_("date"), db_index=True)
    looked_at = models.DateTimeField(_("page read"), null=True, db_index=True)
    is_whole = models.BooleanField(_("whole text"), default=False)

    class Meta:
        verbose_name = _("story")

    def __str__(self) -> str:
        return self.title


class Article(models.Model):
    """An entry of a feed. `key` is what the feed knows it by."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="articles", verbose_name=_("feed"))
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="articles", verbose_name=_("story"))
    key = models.CharField(max_length=32)
    address = models.CharField(_("address"), max_length=2000, default="")
    title = models.CharField(_("title"), max_length=300)
    published_at = models.DateTimeField(_("published"), null=True)
    found_at = models.DateTimeField(_("found"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="insights_article_once")]

    def __str__(self) -> str:
        return self.title


class MatchQuerySet(models.QuerySet["Match"]):
    """Queries for matches, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to stories for every account the person can see."""
        return self.filter(Exists(Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))))


class Match(Versioned):
    """A story for an account: its score with every term that made it, and what was decided."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="matches", verbose_name=_("account"))
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="matches", verbose_name=_("story"))
    score = models.FloatField(_("relevance"), default=0)
    reasons = models.JSONField(_("why"), default=list)
    state = models.CharField(_("state"), max_length=9, default=NEW)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("story for an account")
        constraints = [
            models.UniqueConstraint(fields=["account", "story"], name="insights_match_once"),
            models.CheckConstraint(condition=Q(state__in=tuple(STATES)), name="insights_match_state"),
        ]
        indexes = [models.Index(fields=["account", "state", "-score"], name="insights_match_best")]

    def __str__(self) -> str:
        return self.story.title


class Triage(models.Model):
    """What an account's decisions taught, and whether its stories have to be ranked again."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="triage", verbose_name=_("account"))
    learned = models.JSONField(default=dict)
    ranked_at = models.DateTimeField(null=True)
    is_stale = models.BooleanField(default=True, db_index=True)

    def __str__(self) -> str:
        return f"triage of {self.account_id}"
