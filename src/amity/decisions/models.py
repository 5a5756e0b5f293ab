"""Decisions with their options, facts and the colleagues asked."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, EvidenceColumns
from amity.decisions import rules
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Queries for decisions, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to decisions on accounts the person can see, and those they are asked about."""
        account = Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))
        asked = Consultation.objects.filter(decision=OuterRef("pk"), person=person)
        return self.filter(Q(Exists(account)) | Q(Exists(asked)))


class Decision(EvidenceColumns, Versioned):
    """A question to decide, and what was decided. Its evidence is the client's confirmation.

    `origin_kind` and `origin_id` refer to the record it came from, such as a conflict. `informed_item` is the email
    that informed the client.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("account"))
    question = models.CharField(
        _("question"), max_length=300, help_text=_("For example, do we launch the ticket app in Welsh too?")
    )
    due_on = models.DateField(_("decide by"), null=True)
    is_unclear = models.BooleanField(
        _("it isn’t clear yet what is right"), default=False,
        help_text=_("Then it needs advice, and the client’s or the director’s confirmation."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, default=rules.OPEN)
    origin_kind = models.CharField(max_length=60, default="", blank=True)
    origin_id = models.BigIntegerField(null=True)
    opened_by = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    chosen = models.ForeignKey(
        "DecisionOption", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("option chosen")
    )
    why = models.TextField(_("reason"), default="", blank=True)
    why_worse = models.TextField(
        _("why it is worth it for us"), default="", blank=True,
        help_text=_("Needed if another option is better for us."),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(null=True)
    informed_item = models.BigIntegerField(null=True)
    informed_who = models.CharField(_("who was informed"), max_length=200, default="", blank=True)
    informed_how = models.CharField(_("how"), max_length=200, default="", blank=True)
    informed_on = models.DateField(_("informed on"), null=True)
    review_on = models.DateField(_("review date"), null=True, help_text=_("When you check how it turned out."))
    outcome = models.CharField(_("how did it turn out?"), max_length=12, default="", blank=True)
    lesson = models.TextField(_("what we learned"), default="", blank=True)
    reviewed_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        indexes = [models.Index(fields=["account", "state"], name="decisions_by_account")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="decisions_state"),
            models.CheckConstraint(
                condition=Q(state=rules.OPEN, chosen=None) | ~Q(state=rules.OPEN) & Q(chosen__isnull=False),
                name="decisions_chosen_once_decided",
            ),
            models.UniqueConstraint(
                fields=["origin_kind", "origin_id"], condition=~Q(origin_kind=""), name="decisions_once_from_a_record"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class DecisionOption(models.Model):
    """An option, with its effects on both sides by money, time and relationship, and its costs if known."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options", verbose_name=_("decision"))
    title = models.CharField(_("option"), max_length=200)
    client_money = models.SmallIntegerField(_("money, client"), default=0)
    agency_money = models.SmallIntegerField(_("money, us"), default=0)
    money_note = models.CharField(_("money in words"), max_length=200, default="", blank=True)
    client_time = models.SmallIntegerField(_("time, client"), default=0)
    agency_time = models.SmallIntegerField(_("time, us"), default=0)
    time_note = models.CharField(_("time in words"), max_length=200, default="", blank=True)
    client_relationship = models.SmallIntegerField(_("relationship, client"), default=0)
    agency_relationship = models.SmallIntegerField(_("relationship, us"), default=0)
    relationship_note = models.CharField(_("relationship in words"), max_length=200, default="", blank=True)
    client_cost = models.BigIntegerField(
        _("cost to the client"), null=True, help_text=_("In the account’s currency. Leave blank if unknown.")
    )
    agency_cost = models.BigIntegerField(_("cost to us"), null=True)

    def __str__(self) -> str:
        return self.title


class DecisionFact(models.Model):
    """A fact of a decision: known, assumed or to find out."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="facts", verbose_name=_("decision"))
    text = models.CharField(_("fact"), max_length=500)
    state = models.CharField(_("confidence"), max_length=10, default=rules.KNOWN)
    source = models.CharField(
        _("source"), max_length=200, default="", blank=True, help_text=_("For example, SOW-14, signed 21 Aug.")
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=rules.FACT_STATES), name="decisions_fact_state")]

    def __str__(self) -> str:
        return self.text[:60]


class Consultation(Versioned):
    """A colleague who is asked about a decision, and their answer. Without one by the due date, it has expired.

    An expert can answer by the link of the email, until the due date. Only the hash of its token is stored.
    """

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="consultations", verbose_name=_("decision")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("colleague")
    )
    role = models.CharField(_("asked for"), max_length=8, default=rules.EXPERT)
    question = models.TextField(
        _("question"), default="", blank=True, help_text=_("Leave blank to ask which option they recommend.")
    )
    due_on = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField()
    option = models.ForeignKey(
        DecisionOption, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("option recommended")
    )
    agrees = models.BooleanField(_("agrees"), null=True)
    words = models.TextField(_("answer"), default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, default="", db_default="", blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="decisions_asked_once"),
            models.CheckConstraint(condition=Q(role__in=rules.ROLES), name="decisions_asked_for"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.decision_id}"
