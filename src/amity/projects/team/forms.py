"""Forms for the team."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_by_role
from amity.people.candidates import candidates, either
from amity.people.rules import ACCOUNT_MANAGER, PROJECT_MANAGER, WORKS
from amity.projects import queries
from amity.projects.form_fields import choice
from amity.projects.models import Project, ProjectHolder, TeamMember
from amity.projects.rules import MANAGER
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field


class StaffForm(ActForm):
    """Form for the person who has a duty on a project from a date, under the name of the duty."""

    columns_of = ProjectHolder

    duty = forms.ChoiceField(widget=forms.HiddenInput)
    person_id = choice()
    valid_from = day_field()

    def __init__(self, *args: Any, project: Project, duty: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = queries.duty_labels()
        self.offer("duty", labels.items())
        self.fields["person_id"].label = capfirst(labels[duty])
        likely = (project.manager_id, project.account_manager_id)
        able = colleagues_by_role(project.account, (PROJECT_MANAGER, ACCOUNT_MANAGER), likely)
        found = either(*able.values())
        no_one = _("no one") if duty == MANAGER else _("same as the account")
        self.offer_people("person_id", found.pairs, found.likely, no_one)


class MemberForm(ActForm):
    """Form for a team member: those who work on the client's other projects first."""

    columns_of = TeamMember

    person_id = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = TeamMember.objects.filter(project__account=project.account_id, person=OuterRef("pk"))
        team = project.team.values_list("person_id", flat=True)
        found = candidates((WORKS,), never=team, at_work=Q(Exists(beside)))[WORKS]
        self.offer_people("person_id", found.pairs, found.likely)
