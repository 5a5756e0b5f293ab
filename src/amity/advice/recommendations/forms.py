"""Forms for a recommendation, the client's answer, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm
from amity.accounts.models import Account
from amity.advice.fields import ClientAnswer, OutcomeFields, RecommendationFields
from amity.advice.models import Practice, Recommendation
from amity.advice.recommendations import wording
from amity.shared.values import flat, value_of
from amity.strategy.models import Goal
from amity.ui.value_forms import ValueForm

AREA = forms.Textarea(attrs={"rows": 4})


class RecommendationForm(ValueForm[RecommendationFields]):
    """Form for a recommendation: what it is and for which goal, then in the order in which the client reads it."""

    value, rows = RecommendationFields, "advice.Recommendation"
    labels = {"goal_id": _("Client goal"), "practice_id": _("Practice")}
    widgets = {
        "evidence": AREA, "advice": AREA, "alternatives": forms.Textarea(attrs={"rows": 3}),
        "effect": forms.Textarea(attrs={"rows": 2}),
    }  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "title", "goal_id", "practice_id", "evidence", "advice", "alternatives", "effect", "expected_value",
        "expected_on",
    )  # fmt: skip

    def __init__(self, *args: Any, goals: list[Goal], practice_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("goal_id", [(one.pk, one.title) for one in goals])
        rows = Practice.objects.filter(archived_at=None) | Practice.objects.filter(pk=practice_id or 0)
        self.offer("practice_id", list(rows.order_by("title").values_list("pk", "title")), _("no practice"))

    def current_values(self, thing: Recommendation) -> Mapping[str, Any]:
        """Return the initial values from a recommendation."""
        return flat(value_of(thing, RecommendationFields)) | {"version": thing.version}


class AnswerForm(EvidenceForm[ClientAnswer]):
    """Form for what the client answered in a talk or on the phone."""

    value = ClientAnswer
    also: ClassVar[tuple[type, ...]] = (Evidence,)
    rows = "advice.Recommendation"
    labels = {"answer": _("Answer")}
    choices = {"answer": wording.ANSWERS}
    widgets = {"answer": forms.RadioSelect(), "declined_why": forms.Textarea(attrs={"rows": 3})}
    hints = {"declined_why": _("Required if they declined.")}
    groups = ((_("Evidence"), EVIDENCE),)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_evidence(account)
        self.fields["stated_on"].initial = today

    def current_values(self, thing: Recommendation) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}


class OutcomeForm(ValueForm[OutcomeFields]):
    """Form for what came of a recommendation. `proposed` is what the goal's readings show."""

    value, rows = OutcomeFields, "advice.Recommendation"
    choices = {"outcome": wording.OUTCOMES}
    widgets = {"outcome": forms.RadioSelect(), "outcome_note": forms.Textarea(attrs={"rows": 3})}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, proposed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].initial = proposed or None

    def current_values(self, thing: Recommendation) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}
