"""What is filled in about discipline, working time and lead."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people import queries
from amity.people.forms import discipline_choices, optional_id


def lead_choices() -> list[tuple[str, str]]:
    """Active people for a form; "" is nobody."""
    return [("", "–"), *((str(one.pk), one.name) for one in queries.people().filter(is_active=True))]


class DisciplineForm(forms.Form):
    """What somebody does from a day on."""

    discipline_id = forms.TypedChoiceField(
        label=_("Discipline"), choices=discipline_choices, required=False, coerce=optional_id, empty_value=None
    )
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))


class NewDisciplineForm(forms.Form):
    """A discipline to choose from."""

    name = forms.CharField(label=_("New discipline"), max_length=80)


class CapacityForm(forms.Form):
    """How long somebody works a week from a day on."""

    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=Decimal(0), max_value=Decimal(168), decimal_places=2
    )
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))


class LeadForm(forms.Form):
    """Who leads somebody."""

    lead_id = forms.TypedChoiceField(
        label=_("Lead"), choices=lead_choices, required=False, coerce=optional_id, empty_value=None
    )
