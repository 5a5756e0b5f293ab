"""Forms that ask for an estimate and answer it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.form_fields import words
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.models import HoursAsked
from amity.ui.acts import ActForm
from amity.ui.figures import HoursField, day_field


class AskForm(ActForm):
    """Who is asked for hours, of which discipline, by when."""

    columns_of = HoursAsked

    person_id = forms.TypedChoiceField(coerce=int)
    discipline_id = forms.TypedChoiceField(coerce=int)
    due_on = day_field()
    question = words(most=500)

    def __init__(self, *args: Any, people: list[tuple[int, str]], crafts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]
        self.fields["discipline_id"].choices = crafts  # type: ignore[attr-defined]

    def asking(self) -> Asking:
        """The question as the command takes it."""
        return Asking(**self.values())


class AskAgainForm(ActForm):
    """By which other day."""

    columns_of = HoursAsked

    due_on = day_field()


class AnswerForm(ActForm):
    """How long it takes."""

    columns_of = HoursAsked

    hours = HoursField(label=_("Hours"), widget=forms.TextInput(attrs={"autofocus": True}))
    note = words(most=500)
