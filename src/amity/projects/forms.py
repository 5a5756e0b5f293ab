"""What is typed about projects and what is in them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.projects.form_fields import NOBODY, NONE, choice
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class ProjectForm(ActForm):
    """A project's name, code and dates."""

    columns_of = Project

    name = forms.CharField(max_length=200)
    code = forms.CharField(max_length=40, required=False, help_text=_("The name in your time tracker."))
    starts_on = day_field(required=False)
    ends_on = day_field(required=False)


class OpenProjectForm(ProjectForm):
    """A new project, its account and who runs it."""

    account_id = choice()
    manager_id = choice()
    field_order = ("name", "account_id", "code", "starts_on", "ends_on", "manager_id")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(str(one.pk), one.name) for one in accounts.accounts_seen_by(by).order_by("name")]
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["account_id"].choices = [("", _("none yet")), *seen]  # type: ignore[attr-defined]
        self.fields["manager_id"].choices = [NOBODY, *people]  # type: ignore[attr-defined]


class EditProjectForm(ProjectForm):
    """A project as someone saw it."""

    percent_complete = forms.IntegerField(
        required=False, min_value=0, max_value=100,
        help_text=_("The project manager’s estimate. Leave blank if unknown."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        names = ("name", "code", "starts_on", "ends_on", "percent_complete", "version")
        return {name: getattr(thing, name) for name in names}


class PlaceForm(ActForm):
    """The account of a project."""

    columns_of = Project

    account_id = choice()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(str(one.pk), one.name) for one in accounts.accounts_seen_by(by).order_by("name")]
        self.fields["account_id"].choices = [NONE, *seen]  # type: ignore[attr-defined]

    def current_values(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        return {"account_id": str(thing.account_id or ""), "version": thing.version}


class AgreementForm(ActForm):
    """The agreement a project runs under."""

    columns_of = Project

    agreement_id = choice()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement_id"].choices = [NONE, *offered]  # type: ignore[attr-defined]

    def current_values(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        return {"agreement_id": str(thing.agreement_id or ""), "version": thing.version}
