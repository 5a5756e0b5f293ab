"""Forms for the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.projects import queries
from amity.projects.form_fields import choice
from amity.projects.models import ProjectHolder, TeamMember
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field


class StaffForm(ActForm):
    """Form for the project manager or account manager from a date."""

    columns_of = ProjectHolder

    duty = forms.ChoiceField(widget=forms.RadioSelect)
    person_id = choice()
    valid_from = day_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", queries.duty_labels().items())
        self.offer("person_id", ((person.pk, person.name) for person in accounts.assignable()), _("no one"))


class MemberForm(ActForm):
    """Form for a team member."""

    columns_of = TeamMember

    person_id = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person_id", ((person.pk, person.name) for person in accounts.assignable()))
