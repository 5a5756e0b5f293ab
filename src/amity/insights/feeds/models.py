"""Feeds that are read once for everyone, and the accounts they are sources of."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.insights.feeds.wording import INDUSTRY, SUBJECTS
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class Feed(models.Model):
    """An address with articles. It is read as long as it is a source of an account."""

    address = models.CharField(_("feed address"), max_length=2000, unique=True)
    host = models.CharField(_("host"), max_length=260, db_index=True)
    kind = models.CharField(_("format"), max_length=8, default="")
    title = models.CharField(_("name"), max_length=300, default="")
    site = models.CharField(_("website"), max_length=2000, default="")
    etag = models.CharField(max_length=300, default="")
    last_modified = models.CharField(max_length=60, default="")
    lacks = models.JSONField(_("missing"), default=list)
    trouble = models.CharField(_("problem"), max_length=12, default="")
    trouble_since = models.DateTimeField(_("problem since"), null=True)
    failures = models.PositiveIntegerField(default=0)
    last_read_at = models.DateTimeField(_("last read"), null=True)
    next_read_at = models.DateTimeField(_("next try"), db_index=True)
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("feed")

    def __str__(self) -> str:
        return self.title or self.host


class SourceQuerySet(models.QuerySet["Source"]):
    """Queries for sources, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to sources of every account the person can see."""
        return self.filter(Exists(Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))))


class Source(Versioned):
    """A feed of an account, and whom it is about."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="insight_sources", verbose_name=_("account")
    )
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="sources", verbose_name=_("feed"))
    about = models.CharField(_("about"), max_length=10, default=INDUSTRY)
    is_paused = models.BooleanField(_("paused"), default=False)
    added_at = models.DateTimeField(_("added"))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        constraints = [
            models.UniqueConstraint(fields=["account", "feed"], name="insights_source_once"),
            models.CheckConstraint(condition=Q(about__in=tuple(SUBJECTS)), name="insights_source_about"),
        ]

    def __str__(self) -> str:
        return str(self.feed)
