"""Form that links something to a goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from amity.strategy.models import GoalLink
from amity.ui.acts import ActForm


class GoalLinkForm(ActForm):
    """Form for the goal that something serves."""

    columns_of = GoalLink

    goal_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, goals: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goal_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [*goals, ("", _("No goal"))]
