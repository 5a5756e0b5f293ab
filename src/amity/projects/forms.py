"""What is typed about projects and what is in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.projects import queries
from amity.projects.models import Project, WorkItem
from amity.shared.actor import Actor
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, HoursField, day_field

NOBODY = ("", _("no one"))
NONE = ("", _("none"))


def _number(value: str) -> int | None:
    return int(value) if value else None


def _choice(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, coerce=_number, empty_value=None)


class ProjectForm(ActForm):
    """A project's name, code and dates."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.CharField(
        label=_("Code"), max_length=40, required=False, help_text=_("The name in your time tracker.")
    )
    starts_on = day_field(label=_("Starts"), required=False)
    ends_on = day_field(label=_("Ends"), required=False)


class OpenProjectForm(ProjectForm):
    """A new project, its account and who runs it."""

    account_id = _choice(_("Account"))
    manager_id = _choice(_("Project manager"))
    field_order = ("name", "account_id", "code", "starts_on", "ends_on", "manager_id")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(str(one.pk), one.name) for one in accounts.accounts_seen_by(by).order_by("name")]
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["account_id"].choices = [("", _("none yet")), *seen]  # type: ignore[attr-defined]
        self.fields["manager_id"].choices = [NOBODY, *people]  # type: ignore[attr-defined]


class EditProjectForm(ProjectForm):
    """A project as somebody saw it."""

    percent_complete = forms.IntegerField(
        label=_("Percent complete"), required=False, min_value=0, max_value=100,
        help_text=_("The project manager’s estimate. Leave blank if unknown."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        names = ("name", "code", "starts_on", "ends_on", "percent_complete", "version")
        return {name: getattr(thing, name) for name in names}


class PlaceForm(ActForm):
    """The account a project lies under."""

    account_id = _choice(_("Account"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(str(one.pk), one.name) for one in accounts.accounts_seen_by(by).order_by("name")]
        self.fields["account_id"].choices = [NONE, *seen]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        return {"account_id": str(thing.account_id or ""), "version": thing.version}


class StaffForm(ActForm):
    """Who runs a project from a day on."""

    duty = forms.ChoiceField(label=_("Duty"), widget=forms.RadioSelect)
    person_id = _choice(_("Person"))
    valid_from = day_field(label=_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["duty"].choices = list(queries.duty_labels().items())  # type: ignore[attr-defined]
        self.fields["person_id"].choices = [NOBODY, *people]  # type: ignore[attr-defined]


class MemberForm(ActForm):
    """Somebody who works on a project."""

    person_id = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in accounts.assignable()]
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]


class AgreementForm(ActForm):
    """The agreement a project runs under."""

    agreement_id = _choice(_("Agreement"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement_id"].choices = [NONE, *offered]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Project) -> Mapping[str, Any]:
        """Initial values of a project."""
        return {"agreement_id": str(thing.agreement_id or ""), "version": thing.version}


class MilestoneForm(ActForm):
    """A date that is promised."""

    name = forms.CharField(label=_("Milestone"), max_length=200)
    due_on = day_field(label=_("Due"))
    share = DecimalTextField(
        label=_("Share of the fee (%)"), required=False, most_places=2,
        help_text=_("Only if a fixed fee is earned by milestones."),
    )  # fmt: skip


class MoveMilestoneForm(ActForm):
    """Another day for a milestone."""

    due_on = day_field(label=_("Due"))


class DeliverableForm(ActForm):
    """How what a line delivers stands now."""

    state = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Source: who, where and when"), required=False, max_length=500,
        help_text=_("Required if it happened with the client."),
    )  # fmt: skip
    before = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, moves: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = list(moves)  # type: ignore[attr-defined]


class WorkItemForm(ActForm):
    """A task: its title, line and plan."""

    title = forms.CharField(label=_("Title"), max_length=300)
    line_id = _choice(_("Line"))
    planned_seconds = HoursField(label=_("Planned hours"), required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [(str(line.pk), str(line)) for line in queries.lines_of(project)]
        self.fields["line_id"].choices = [("", _("no line: not quoted")), *lines]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: WorkItem) -> Mapping[str, Any]:
        """Initial values of an item."""
        return {
            "title": thing.title,
            "line_id": str(thing.line_id or ""),
            "planned_seconds": thing.planned_seconds,
        }
