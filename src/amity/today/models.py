"""What a person set aside and was shown, and what each account weighs."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.people.models import Person
from amity.projects.models import Project
from amity.today.asides.rules import EFFECTS, LET_PASS, NOT_NOW, NOT_SO, REASONS, WAYS
from amity.today.letters.rules import FORMATS, HOUR
from amity.ui.reader_format import in_readers_language

WAY_LABELS = {
    NOT_NOW: _("Not now"), LET_PASS: _("Let it pass"), NOT_SO: _("Not so"), EFFECTS: _("Corrected effects"),
}  # fmt: skip
REASON_LABELS = {
    "money": _("Small money"), "client": _("The client is right"), "timing": _("Timing"),
    "relationship": _("Relationship"),
}  # fmt: skip
FORMAT_LABELS = {"slack": _("Slack"), "teams": _("Microsoft Teams")}


class AsideQuerySet(models.QuerySet["Aside"]):
    """Reads of what was set aside."""

    def visible_to(self, person: Person) -> Self:
        """Return the person's own."""
        return self.filter(person=person)

    def in_force(self) -> Self:
        """Return those that nobody brought back."""
        return self.filter(ended_at=None)


class Aside(models.Model):
    """A person's answer to a card other than its action: set aside, let pass, not so, or with other effects.

    `title` is in the language its reader used then, `translations` has it in the others.

    `signs` has the items of the card with their fingerprints. `limit` is the threshold or the rank below which the kind
    stays off Today on the account. `times` is how often the kind had come up on the account. `is_large`: above the
    account manager's limit, or severe.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    way = models.CharField(_("answer"), max_length=10, choices=WAY_LABELS)
    card = models.CharField(_("card"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    signs = models.JSONField(default=dict)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    title = models.CharField(_("title"), max_length=300)
    translations = models.JSONField(default=dict, db_default={})
    until = models.DateField(_("until"), null=True)
    reason = models.CharField(_("reason"), max_length=12, default="", blank=True, choices=REASON_LABELS)
    limit = models.PositiveIntegerField(_("threshold"), null=True)
    unit = models.CharField(max_length=10, default="", blank=True)
    client = models.PositiveSmallIntegerField(_("effect on the client"), null=True)
    agency = models.PositiveSmallIntegerField(_("effect on us"), null=True)
    minor = models.BigIntegerField(_("money at stake"), null=True)
    currency = models.CharField(_("currency"), max_length=3, default="", blank=True)
    times = models.PositiveIntegerField(default=1)
    is_large = models.BooleanField(default=False)
    project = models.ForeignKey(
        Project, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("project")
    )
    at = models.DateTimeField(_("date and time"))
    ended_at = models.DateTimeField(null=True)

    objects = AsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("card set aside")
        indexes = [
            models.Index(fields=["person"], condition=models.Q(ended_at=None), name="today_aside_in_force"),
            models.Index(fields=["account"], condition=models.Q(ended_at=None), name="today_aside_on_account"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(way__in=WAYS), name="today_aside_way"),
            models.CheckConstraint(condition=models.Q(reason__in=["", *REASONS]), name="today_aside_reason"),
        ]

    @property
    def heading(self) -> str:
        """Return the title in the reader's language."""
        return in_readers_language(self.title, self.translations)

    def __str__(self) -> str:
        return self.heading


class OwnToday(models.Model):
    """A person's Today: what was shown, the counts of each kind, and when they want it by email or chat.

    `shown` has cards by key, `counts` what became of the cards of each kind (`shown/rules.py`).
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    shown = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    by_email = models.BooleanField(_("Email me each morning what needs me"), default=True)
    hour = models.PositiveSmallIntegerField(_("Hour"), default=HOUR)
    sent_on = models.DateField(null=True)
    sealed_address = models.TextField(default="", blank=True)
    chat = models.CharField(_("chat"), max_length=10, default="", blank=True, choices=FORMAT_LABELS)
    chat_fault = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        verbose_name = _("Today of a person")
        constraints = [
            models.CheckConstraint(condition=models.Q(chat__in=["", *FORMATS]), name="today_chat_format"),
        ]

    def __str__(self) -> str:
        return f"Today of {self.person_id}"


class AccountWeight(models.Model):
    """Net fees of an account over twelve months, and their share of the agency's in basis points. A job keeps them."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="today_weight")
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    share = models.IntegerField(null=True)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"{self.account_id}: {self.minor} {self.currency}"
