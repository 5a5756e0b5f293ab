"""The form of a record from words of an email."""

from typing import Any, cast

from django import forms

from amity.conversations.notes.point_form import PointForm
from amity.conversations.notes.wording import MARKS
from amity.conversations.rules import DECISION


class EmailPointForm(PointForm):
    """Form for a record from words of an email. A decision is taken in a talk, so it isn't offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["mark"])
        field.choices = [(mark, label) for mark, label in MARKS.items() if mark != DECISION]
