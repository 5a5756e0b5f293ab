"""Forms that ask for an estimate and answer it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.form_fields import words
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.models import HoursAsked
from amity.ui.acts import ActForm
from amity.ui.number_fields import HoursField, day_field
from amity.ui.value_forms import ValueForm


class AskForm(ValueForm[Asking]):
    """Form for asking a colleague for hours, with the discipline and the due date."""

    value = Asking
    rows = "briefs.HoursAsked"

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], likely: list[int], crafts: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people("person_id", people, likely)
        self.offer("discipline_id", crafts)


class AskAgainForm(ActForm):
    """Form for a new due date."""

    columns_of = HoursAsked

    due_on = day_field()


class AnswerForm(ActForm):
    """Form for the hours of an answer."""

    columns_of = HoursAsked

    hours = HoursField(label=_("Hours"), widget=forms.TextInput(attrs={"autofocus": True}))
    note = words(most=500)
