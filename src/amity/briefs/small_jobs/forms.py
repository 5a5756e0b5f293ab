"""Forms of a small job and of its price."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.choices import BriefChoices
from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.fields import AMOUNT, BriefFields
from amity.briefs.form_fields import WHERE, in_currency, minor, offer_all, text
from amity.ui.number_fields import DecimalTextField
from amity.ui.value_forms import ValueForm


class NoteForm(ValueForm[BriefFields]):
    """Form for a small job: request and source, acceptance criteria, hours or budget, date and approver."""

    value = BriefFields
    rows = "briefs.Brief"
    labels = {"title": _("What they want")}
    hints = {
        "stated_by_id": _("Leave blank if no one at the client has said so."),
        "stated_in": WHERE,
        "manager_id": _("Leave blank to use the project manager of this client’s current work."),
    }
    widgets = {
        "title": forms.TextInput(attrs={"autofocus": True}),
        **dict.fromkeys(("client_words", "done_when"), forms.Textarea(attrs={"rows": 2})),
    }
    left_out = (
        "goal_id", "measure", "baseline", "target", "audience", "constraints", "exclusions", "budget_kind",
        "budget_low", "budget_high", "wanted_from", "account_manager_id", "new_kind", "door", "source",
    )  # fmt: skip
    budget = DecimalTextField(label=_("Budget"), required=False, most_places=3)
    hours = text(_("Hours"), help_text=_("For example, “4 design 2 dev”. Without hours, the budget is the price."))
    price = forms.ChoiceField(required=False, choices=[(LINES, ""), (BUDGET, "")])

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = choices.currency
        offer_all(self, choices)
        in_currency(self, "budget")
        if not choices.retainers:
            del self.fields["retainer_id"]

    def value_given(self, **known: Any) -> BriefFields:
        """Return the note as a brief. Quoted words need the contact they come from."""
        values = self.cleaned_data
        amount = minor(values["budget"], self.currency)
        return super().value_given(
            client_words=values["client_words"] or values["title"],
            stated_by_id=values["stated_by_id"] if values["client_words"] else None,
            stated_on=values["stated_on"] if values["stated_by_id"] else None,
            budget_kind="" if amount is None else AMOUNT, budget_high=amount, **known,
        )  # fmt: skip


class NotePriceForm(forms.Form):
    """Form for the values that decide the price of a small job."""

    budget = DecimalTextField(required=False, most_places=3)
    hours = text("")
    price = forms.CharField(required=False)
    retainer_id = forms.CharField(required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def budget_minor(self) -> int | None:
        """Return the budget in minor units."""
        return minor(self.cleaned_data["budget"], self.currency)
