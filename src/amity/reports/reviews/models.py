"""Account reviews with their blocks, and how often an account is reviewed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_managed_accounts
from amity.people import rules as roles
from amity.people.models import Person
from amity.reports.reviews import rules
from amity.shared.rows.versions import Versioned


class ReviewQuerySet(models.QuerySet["AccountReview"]):
    """Queries for reviews, limited to accounts that a person sees whole."""

    def visible_to(self, person: Person) -> Self:
        """Filter to reviews of accounts to which the person has full access, by responsibility or by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        return self.filter(of_managed_accounts(person))


class AccountReview(Versioned):
    """A review of an account for its client or for the agency itself.

    Once released, `content` has everything it shows, frozen, and `digest` is its SHA-256.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("account"))
    kind = models.CharField(_("kind"), max_length=8, default=rules.CLIENT)
    first_on = models.DateField(_("period from"))
    last_on = models.DateField(_("period to"))
    held_on = models.DateField(_("review date"), null=True, help_text=_("Leave blank if it isn’t set yet."))
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("prepared for"),
        help_text=_("It is written in their language."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, default=rules.DRAFT)
    their_ask = models.CharField(
        _("their ask to us"), max_length=rules.ASK_MOST, default="", blank=True,
        help_text=_("For example, label proofs on Mondays."),
    )  # fmt: skip
    our_commitment = models.CharField(_("our commitment"), max_length=rules.ASK_MOST, default="", blank=True)
    our_ask = models.CharField(
        _("our ask to them"), max_length=rules.ASK_MOST, default="", blank=True,
        help_text=_("For example, one approver for label text."),
    )  # fmt: skip
    their_commitment = models.CharField(_("their commitment"), max_length=rules.ASK_MOST, default="", blank=True)
    content = models.JSONField(null=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(_("released"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("account review")
        indexes = [
            models.Index(fields=["account", "-last_on", "-id"], name="reports_reviews_by_account"),
            models.Index(fields=["state", "held_on"], name="reports_reviews_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "first_on", "last_on"], name="reports_one_review_a_period"
            ),
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="reports_review_state"),
            models.CheckConstraint(condition=Q(kind__in=rules.KINDS), name="reports_review_kind"),
            models.CheckConstraint(
                condition=Q(state=rules.DRAFT, content=None) | ~Q(state=rules.DRAFT) & Q(content__isnull=False),
                name="reports_review_frozen_once_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} from {self.first_on}"


class ReviewBlock(models.Model):
    """A block of a review: whether it is shown, its place, and the words that replace its own."""

    review = models.ForeignKey(AccountReview, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    is_shown = models.BooleanField(_("shown"), default=True)
    title = models.CharField(
        _("title"), max_length=rules.TITLE_MOST, default="", blank=True,
        help_text=_("Leave blank to keep the title that follows the figures."),
    )  # fmt: skip
    text = models.TextField(
        _("text"), max_length=rules.TEXT_MOST, default="", blank=True,
        help_text=_("Leave blank to keep the text that follows the figures."),
    )  # fmt: skip

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="reports_block_once")]

    def __str__(self) -> str:
        return self.key


class ReviewRhythm(Versioned):
    """How often an account is reviewed with its client: every so many months, 0 for never, and the next date."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="review_rhythm", verbose_name=_("account")
    )
    every = models.PositiveSmallIntegerField(_("how often"), default=rules.QUARTER)
    next_on = models.DateField(_("next review date"), null=True)

    class Meta:
        verbose_name = _("review rhythm")
        constraints = [models.CheckConstraint(condition=Q(every__in=rules.RHYTHMS), name="reports_rhythm")]

    def __str__(self) -> str:
        return f"every {self.every} months"
