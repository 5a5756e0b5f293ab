"""Forms for the library of terms and the review rules, in Settings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import rules, wording
from amity.agreements.form_fields import words_field
from amity.agreements.library import rules as library
from amity.agreements.library.models import LibraryTerm
from amity.agreements.library.queries import LibraryEntry, RuleEntry
from amity.agreements.library.rules import Term
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import ReviewRule
from amity.agreements.review.rules import Rule
from amity.shared.money import Money, round_half_even
from amity.ui.acts import ActForm
from amity.ui.number_fields import DecimalTextField

SHAPES = ((library.NUMBER, _("a number")), (library.TEXT, _("text")))

WAYS = (
    ("", _("must match exactly")),
    (library.LOWER, _("lower is better for us")),
    (library.HIGHER, _("higher is better for us")),
)


def _kinds(*, without: str = "") -> forms.MultipleChoiceField:
    offered = [(key, word) for key, word in wording.KINDS.items() if key != without]
    return forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple)


class TermForm(ActForm):
    """Form for a term of the library."""

    columns_of = LibraryTerm

    label = forms.CharField(max_length=120)
    shape = forms.ChoiceField(choices=SHAPES, widget=forms.RadioSelect, initial=library.TEXT)
    unit = forms.ChoiceField(required=False)
    standard = words_field(rows=2, needed=_("Enter the standard."), most=2000)
    fallbacks = words_field(rows=3, most=4000)
    better = forms.ChoiceField(choices=WAYS, required=False)
    kinds = _kinds(without=rules.CHANGE_ORDER)
    asks_director = forms.BooleanField(required=False)
    is_on = forms.BooleanField(required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("none")), *wording.UNITS.items()]  # type: ignore[attr-defined]

    def current_values(self, thing: LibraryEntry) -> Mapping[str, Any]:
        """Initial values of a term."""
        names = ("shape", "unit", "standard", "better", "asks_director", "is_on")
        values = {name: getattr(thing.term, name) for name in names}
        more = {"fallbacks": "\n".join(thing.term.fallbacks), "kinds": sorted(thing.term.kinds)}
        return values | more | {"label": thing.label, "version": thing.version}

    def term(self, key: str) -> Term:
        """Return the values as the command takes them."""
        values = {name: value for name, value in self.cleaned_data.items() if name in Term.__dataclass_fields__}
        values |= {"fallbacks": tuple(values["fallbacks"].splitlines()), "kinds": frozenset(values["kinds"])}
        return Term(key=key, **values)


class RuleForm(ActForm):
    """Form for a review rule: the role and the condition of its reviews."""

    columns_of = ReviewRule

    role = forms.ChoiceField(widget=forms.RadioSelect)
    condition = forms.ChoiceField()
    threshold = DecimalTextField(required=False, most_places=3, help_text=_("In the agency’s currency."))
    kinds = _kinds()
    due_hours = forms.IntegerField(min_value=1, max_value=400, initial=reviews.USUAL_HOURS)
    is_on = forms.BooleanField(required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._currency = currency
        self.fields["role"].choices = list(wording.ROLES.items())  # type: ignore[attr-defined]
        self.fields["condition"].choices = list(wording.CONDITIONS.items())  # type: ignore[attr-defined]

    def current_values(self, thing: RuleEntry) -> Mapping[str, Any]:
        """Initial values of a rule."""
        names = ("role", "condition", "due_hours", "is_on")
        values = {name: getattr(thing.rule, name) for name in names}
        limit = thing.rule.threshold
        major = None if limit is None or not self._currency else Money(limit, self._currency).major
        return values | {"threshold": major, "kinds": sorted(thing.rule.kinds), "version": thing.version}

    def rule(self, key: str) -> Rule:
        """Return the values as the command takes them."""
        values = {name: self.cleaned_data[name] for name in Rule.__dataclass_fields__ if name != "key"}
        amount: Decimal | None = values["threshold"]
        wants = values["condition"] == reviews.VALUE and amount is not None
        values["threshold"] = round_half_even(amount, self._currency) if wants and amount is not None else None
        return Rule(key=key, **values | {"kinds": frozenset(values["kinds"])})
