"""What is typed about the team."""

from typing import Any

from django import forms

from amity.accounts import queries as accounts
from amity.projects import queries
from amity.projects.form_fields import NOBODY, choice
from amity.projects.models import ProjectHolder, TeamMember
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class StaffForm(ActForm):
    """Who runs a project from a day on."""

    columns_of = ProjectHolder

    duty = forms.ChoiceField(widget=forms.RadioSelect)
    person_id = choice()
    valid_from = day_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["duty"].choices = list(queries.duty_labels().items())  # type: ignore[attr-defined]
        self.fields["person_id"].choices = [NOBODY, *people]  # type: ignore[attr-defined]


class MemberForm(ActForm):
    """Someone who works on a project."""

    columns_of = TeamMember

    person_id = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]
