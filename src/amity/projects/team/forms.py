"""Forms for the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_by_role, colleagues_for
from amity.people.candidates import either
from amity.people.rules import ACCOUNT_MANAGER, PROJECT_MANAGER
from amity.projects import queries
from amity.projects.form_fields import choice
from amity.projects.models import Project, ProjectHolder, TeamMember
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field


class StaffForm(ActForm):
    """Form for the project manager or account manager from a date."""

    columns_of = ProjectHolder

    duty = forms.ChoiceField(widget=forms.RadioSelect)
    person_id = choice()
    valid_from = day_field()

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", queries.duty_labels().items())
        likely = (project.manager_id, project.account_manager_id)
        able = colleagues_by_role(project.account, (PROJECT_MANAGER, ACCOUNT_MANAGER), likely)
        found = either(*able.values())
        self.offer_people("person_id", found.pairs, found.likely, _("no one"))


class MemberForm(ActForm):
    """Form for a team member."""

    columns_of = TeamMember

    person_id = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues_for(project.account, never=project.team.values_list("person_id", flat=True))
        self.offer_people("person_id", found.pairs, found.likely)
