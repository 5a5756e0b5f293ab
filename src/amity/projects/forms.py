"""Forms for projects and their account and agreement."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.accounts.candidates import colleagues_for
from amity.people.rules import PROJECT_MANAGER
from amity.projects.commands import ProjectFields
from amity.projects.form_fields import choice
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


class OpenProjectForm(ValueForm[ProjectFields]):
    """Form for a new project, its account and its managers."""

    value = ProjectFields
    rows = "projects.Project"
    account_id = choice()
    manager_id = choice()
    left_out = ("percent_complete",)
    field_order = ("name", "account_id", "code", "starts_on", "ends_on", "manager_id")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = accounts.accounts_seen_by(by).order_by("name").values_list("pk", "name")
        self.offer("account_id", seen, _("none yet"))
        found = colleagues_for(None, PROJECT_MANAGER)
        self.offer_people("manager_id", found.pairs, found.likely, _("no one"), in_row=True)


class EditProjectForm(ValueForm[ProjectFields]):
    """Form to edit a project at the version it was opened with."""

    value = ProjectFields
    rows = "projects.Project"
    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(ActForm):
    """Form for the account of a project."""

    columns_of = Project

    account_id = choice()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = accounts.accounts_seen_by(by).order_by("name").values_list("pk", "name")
        self.offer("account_id", seen, _("none"))

    def current_values(self, thing: Project) -> Mapping[str, Any]:
        """Return the initial values from a project."""
        return {"account_id": str(thing.account_id or ""), "version": thing.version}


class AgreementForm(ActForm):
    """Form for the agreement of a project."""

    columns_of = Project

    agreement_id = choice()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agreement_id", offered, _("none"))

    def current_values(self, thing: Project) -> Mapping[str, Any]:
        """Return the initial values from a project."""
        return {"agreement_id": str(thing.agreement_id or ""), "version": thing.version}
