"""Reviews, their comments and rules, and links for outside counsel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agreements.versions.models import AgreementVersion
from amity.people.models import Person


class Review(models.Model):
    """A role's review of a version. `causes` are the keys of the rules that asked. An empty verdict means it is open.

    `chased_at` is when a reminder of an overdue review was sent.
    """

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="reviews")
    role = models.CharField(_("role"), max_length=30)
    causes = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    chased_at = models.DateTimeField(null=True)
    verdict = models.CharField(_("decision"), max_length=10, default="", db_index=True)
    words = models.TextField(_("overall comment"), default="", blank=True)
    reviewer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.CharField(max_length=200, default="", blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "role"], name="agreements_review_once")]

    def __str__(self) -> str:
        return f"{self.role} on version {self.version_id}"


class ReviewComment(models.Model):
    """A reviewer's comment on one field of a version: a term, a line, a clause or a date."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comments")
    field = models.CharField(_("about"), max_length=80)
    text = models.TextField(_("text"))

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class ReviewRule(models.Model):
    """A condition for a role's review: the agency's own rule, or its setting of an Amity default, by `key`.

    `condition` is always | value | outside | fallback | rights; `threshold` is in minor units of the agency's currency.
    """

    key = models.CharField(_("key"), max_length=40, primary_key=True)
    role = models.CharField(_("reviewer"), max_length=30)
    condition = models.CharField(_("when"), max_length=10)
    kinds = models.JSONField(_("applies to"), default=list)
    threshold = models.BigIntegerField(_("worth more than"), null=True)
    due_hours = models.PositiveSmallIntegerField(_("working hours to respond"), default=16)
    is_on = models.BooleanField(_("rule is active"), default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.role}: {self.condition}"


class GuestLink(models.Model):
    """A link to one version, for one outsider and one purpose. Only the hash of its token is stored."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="guest_links")
    name = models.CharField(_("name"), max_length=200)
    mail = models.EmailField(_("email address"))
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.name}"
