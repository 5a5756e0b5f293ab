"""Forms for decisions: the question, an option with its effects, a fact, whom to ask, the choice, and looking back."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EvidenceForm, ask_informed, offer_names, when_field
from amity.accounts.models import Account
from amity.decisions import queries, rules, wording
from amity.decisions.models import Consultation, Decision, DecisionFact, DecisionOption
from amity.decisions.rules import Asked, Choice, DecisionFields, FactLine, OptionFields, Outcome
from amity.people.rules import TAKES_PART
from amity.shared.values import flat, value_of
from amity.ui.acts import ActForm
from amity.ui.channels import how_field
from amity.ui.formats import MINUS
from amity.ui.likely import EffectBar
from amity.ui.value_forms import ValueForm

EFFECTS = [(size, f"{size:+d}".replace("-", MINUS) if size else "0") for size in rules.EFFECTS]
AREA = forms.Textarea(attrs={"rows": 3})


def _effect(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=EFFECTS, coerce=int, empty_value=None, initial=0, required=False,
        widget=EffectBar(name.partition("_")[0]),
    )  # fmt: skip


class DecisionForm(ValueForm[DecisionFields]):
    """Form for the question, its deadline and its review date."""

    value, rows = DecisionFields, "decisions.Decision"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OptionForm(ValueForm[OptionFields]):
    """Form for an option, with a bar for each effect."""

    value: ClassVar[type] = OptionFields
    rows: ClassVar[str | tuple[str, ...]] = "decisions.DecisionOption"
    client_money, agency_money = _effect("client_money"), _effect("agency_money")
    client_time, agency_time = _effect("client_time"), _effect("agency_time")
    client_relationship, agency_relationship = _effect("client_relationship"), _effect("agency_relationship")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.amounts_in = account.currency
        super().__init__(*args, **kwargs)

    def current_values(self, thing: DecisionOption) -> Mapping[str, Any]:
        """Return the initial values from an option."""
        return self.initial_values(thing)


class AtOnceForm(OptionForm):
    """Form for a decision that is clear and good for both sides, in one step."""

    also = (DecisionFields,)
    rows = ("decisions.DecisionOption", "decisions.Decision")
    left_out = (
        "client_money", "agency_money", "money_note", "client_time", "agency_time", "time_note", "relationship_note",
        "client_cost", "agency_cost", "due_on", "is_unclear",
    )  # fmt: skip
    labels = {
        "title": _("what we do"),
        "client_relationship": _("effect on the client"),
        "agency_relationship": _("effect on us"),
    }
    why = forms.CharField(max_length=2000, widget=AREA)
    field_order = ("question", "title", "client_relationship", "agency_relationship", "why", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = str(label)
        for name in self.left_out:
            self.fields.pop(name, None)


class FactForm(ValueForm[FactLine]):
    """Form for a fact."""

    value, rows = FactLine, "decisions.DecisionFact"
    choices = {"state": wording.FACT_STATES}
    widgets = {"state": forms.RadioSelect()}
    quick = ("text", "state", "source")

    def current_values(self, thing: DecisionFact) -> Mapping[str, Any]:
        """Return the initial values from a fact."""
        return flat(value_of(thing, FactLine))


class AskForm(ValueForm[Asked]):
    """Form for whom to ask, what, and by when."""

    value, rows = Asked, ("decisions.Consultation",)
    choices = {"role": wording.ROLES}
    widgets = {"role": forms.RadioSelect()}

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = decision.consultations.values_list("person_id", flat=True)
        director = decision.account.director_id
        found = colleagues_for(decision.account, TAKES_PART, likely=(director,), never=list(asked))
        self.offer_people("person_id", found.pairs, found.likely)


class AnswerForm(ActForm):
    """Form for the answer of a colleague: an option, words, and for the director whether they agree."""

    columns_of = Consultation

    option_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.RadioSelect)
    agrees = forms.TypedChoiceField(
        choices=(("yes", _("I agree")), ("no", _("I don’t agree"))), required=False, empty_value=None,
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(required=False, max_length=2000, widget=AREA)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = consultation.decision.options.order_by("pk").values_list("pk", "title")
        self.offer("option_id", options, _("none of them"))
        if consultation.role != rules.DIRECTOR:
            del self.fields["agrees"]

    def current_values(self, thing: Consultation) -> Mapping[str, Any]:
        """Return the initial values from a consultation."""
        return {"version": thing.version}


class LinkAnswerForm(forms.Form):
    """Form for an expert's answer by the link of the email."""

    option_id = forms.TypedChoiceField(
        label=_("Option you recommend"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Your answer"), required=False, max_length=2000, widget=AREA)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["option_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        options = consultation.decision.options.order_by("pk").values_list("pk", "title")
        field.choices = [*options, ("", _("none of them"))]


class ConfirmForm(EvidenceForm[Evidence]):
    """Form for the client's confirmation."""

    value, rows = Evidence, "decisions.Decision"
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Decision) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}


class ChoiceForm(ValueForm[Choice]):
    """Form for the option chosen, the reason, and the review date."""

    value, rows = Choice, "decisions.Decision"
    labels = {"option_id": _("Option")}
    widgets = {"why": AREA, "why_worse": AREA}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, whole: queries.Whole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["option_id"]
        field.widget = forms.RadioSelect()
        self.offer("option_id", [(option.pk, option.title) for option in whole.options])
        self.fields["review_on"].initial = whole.decision.review_on

    def current_values(self, thing: Decision) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}


class InformForm(ActForm):
    """Form for who was informed another way than by email."""

    columns_of = Decision

    informed_who = forms.CharField(max_length=200)
    informed_how = how_field(required=True, max_length=200)
    informed_on = when_field(required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_names(self, "informed_who", (contact.name for contact in contacts_for(account)))
        ask_informed(self, "informed_who", "informed_how", "informed_on")

    def current_values(self, thing: Decision) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}


class ReviewForm(ValueForm[Outcome]):
    """Form for how a decision turned out."""

    value, rows = Outcome, "decisions.Decision"
    choices = {"outcome": wording.OUTCOMES}
    widgets = {"outcome": forms.RadioSelect(), "lesson": AREA}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Decision) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}
