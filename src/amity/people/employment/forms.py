"""Forms for discipline, working time and lead."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people import queries
from amity.people.forms import discipline_choices, optional_id
from amity.people.models import Capacity, DisciplineSince, Person
from amity.ui.forms import WordedForm


def lead_choices() -> list[tuple[str, str]]:
    """Return the choices of active people for a form, where "" is no one."""
    return [("", "–"), *((str(one.pk), one.name) for one in queries.people().filter(is_active=True))]


class DisciplineForm(WordedForm):
    """Form for a person's discipline from a date."""

    columns_of = DisciplineSince

    discipline_id = forms.TypedChoiceField(
        choices=discipline_choices, required=False, coerce=optional_id, empty_value=None
    )
    valid_from = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class NewDisciplineForm(forms.Form):
    """Form for a new discipline."""

    name = forms.CharField(label=_("New discipline"), max_length=80)


class CapacityForm(WordedForm):
    """Form for a person's weekly hours from a date."""

    columns_of = Capacity

    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=Decimal(0), max_value=Decimal(168), decimal_places=2
    )
    valid_from = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class LeadForm(WordedForm):
    """Form for a person's lead."""

    columns_of = Person

    lead_id = forms.TypedChoiceField(choices=lead_choices, required=False, coerce=optional_id, empty_value=None)
