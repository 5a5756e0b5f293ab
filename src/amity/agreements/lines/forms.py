"""Forms for the lines of an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.models import AgreementLine, LineChange
from amity.lines import queries as lines
from amity.lines.models import Line, Terms
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of
from amity.ui.figures import DecimalTextField, HoursField


class LineForm(ActForm):
    """A line with its first terms."""

    columns_of = Terms

    number = forms.CharField(label=label_of(AgreementLine, "number"), max_length=40)
    title = forms.CharField(label=label_of(Line, "title"), max_length=300)
    phase = forms.CharField(label=_("Phase"), max_length=120, required=False)
    planned_seconds = HoursField(required=False)
    unit = forms.ChoiceField()
    quantity = DecimalTextField(required=False, most_places=2)
    rate = DecimalTextField(label=label_of(LineChange, "rate"), required=False)
    revision_rounds = forms.IntegerField(required=False, min_value=0, max_value=99)
    acceptance = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(lines.unit_labels().items())  # type: ignore[attr-defined]


class LineTermsForm(LineForm):
    """New terms of a line in a draft; its number and title stay unchanged."""

    number = None  # type: ignore[assignment]
    title = None  # type: ignore[assignment]
    phase = None  # type: ignore[assignment]

    def __init__(self, *args: Any, terms: Terms | None, **kwargs: Any) -> None:
        names = ("planned_seconds", "unit", "quantity", "rate", "revision_rounds", "acceptance")
        stands = {name: getattr(terms, name) for name in names} if terms else {}
        super().__init__(*args, initial=stands, **kwargs)
