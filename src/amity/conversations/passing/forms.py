"""Forms that pass something on, raise something for the client, and answer both."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import EvidenceForm, ask_informed, keep_only
from amity.accounts.models import Account
from amity.conversations.models import PassOn
from amity.conversations.passing.changes import (
    InformedFields,
    KeepBackFields,
    NotForTeamFields,
    PassOnFields,
    RaiseFields,
)
from amity.conversations.rules import ACKNOWLEDGED, CLIENT_KNOWS, KEPT_BACK, NOT_FOR_TEAM
from amity.people.rules import TAKES_PART
from amity.projects.models import Project
from amity.ui.acts import ActForm
from amity.ui.channels import how_field
from amity.ui.value_forms import ValueForm

MOST_CHIPS: Final = 6
THE_CLIENT: Final = _("the client")


class PassOnForm(EvidenceForm[PassOnFields]):
    """Form for what a client said that colleagues need to know: likely colleagues as chips, anyone else in a list."""

    value = PassOnFields
    rows = "conversations.PassOn"
    read_without_money_right = True
    colleague_ids = forms.TypedMultipleChoiceField(
        label=_("Who needs to know?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    other_id = forms.TypedChoiceField(
        label=_("Someone else"), coerce=lambda value: int(value) if value else None, required=False, empty_value=None
    )
    field_order = ("text", "colleague_ids", "other_id", "stated_by_id", "project_id", "due_on")
    folded = ("project_id", "due_on")

    def __init__(
        self, *args: Any, account: Account, projects: Iterable[Project], names_contacts: bool, by_id: int | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = list(projects)
        self._offer_colleagues(account, offered, by_id)
        self.offer("project_id", [(project.pk, project.name) for project in offered], _("none"))
        if names_contacts:
            self.offer_contacts(account)
        else:
            del self.fields["stated_by_id"]

    def _offer_colleagues(self, account: Account, projects: list[Project], by_id: int | None) -> None:
        chosen = self.initial.get("project_id")
        managers = [project.manager_id for project in projects if chosen in (None, "", project.pk)]
        team = [
            member.person_id for project in projects if project.pk == chosen
            for member in project.team.all()
        ]  # fmt: skip
        found = colleagues_for(account, TAKES_PART, likely=(*managers, *team))
        proposed = self.initial.get("colleague_ids") or []
        found_likely = [*proposed, *(pk for pk in found.likely if pk not in proposed)]
        known = {pk for pk, _name in found.pairs}
        likely = [pk for pk in found_likely if pk != by_id and pk in known][:MOST_CHIPS]
        chips = likely or [pk for pk, _name in found.pairs if pk != by_id][:MOST_CHIPS]
        self.fields["colleague_ids"].choices = [(pk, found.name_of(pk)) for pk in chips]  # type: ignore[attr-defined]
        rest = [(pk, name) for pk, name in found.pairs if pk not in chips]
        if rest:
            self.offer("other_id", rest, _("no one"))
        else:
            del self.fields["other_id"]

    @property
    def colleagues_given(self) -> tuple[int, ...]:
        """The ids of the chosen colleagues."""
        other = self.cleaned_data.get("other_id")
        return (*self.cleaned_data["colleague_ids"], *((other,) if other else ()))


class RaiseForm(EvidenceForm[RaiseFields]):
    """Form for something the client needs to know."""

    value = RaiseFields
    rows = "conversations.PassOn"
    labels = {"text": _("What the client needs to know"), "contact_id": _("For whom?")}
    read_without_money_right = True
    quick = ("text",)
    field_order = ("text", "contact_id", "due_on")

    def __init__(
        self, *args: Any, account: Account, names_contacts: bool, short: bool = False, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.in_row = short
        if short:
            keep_only(self, self.quick)
        elif names_contacts:
            self.offer_contacts(account, "contact_id", THE_CLIENT)
        else:
            del self.fields["contact_id"]


class AnswerForm(ActForm):
    """The version of what is answered, without any other field."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: PassOn) -> Mapping[str, Any]:
        """Initial values of something passed on."""
        return {"version": thing.version}


class NotForTeamForm(ValueForm[NotForTeamFields]):
    """Form for why something isn't for the team."""

    value = NotForTeamFields
    rows = "conversations.PassOn"
    version = forms.IntegerField(widget=forms.HiddenInput)


class KeepBackForm(ValueForm[KeepBackFields]):
    """Form for why something is kept back from the client."""

    value = KeepBackFields
    rows = "conversations.PassOn"
    version = forms.IntegerField(widget=forms.HiddenInput)


class InformedForm(EvidenceForm[InformedFields]):
    """Form for how the client learned it, and who did."""

    value = InformedFields
    rows = "conversations.PassOn"
    how = how_field(required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def offer_ways(self, account: Account) -> None:
        """Offer the account's contacts, and the usual channels."""
        self.offer_contacts(account, "contact_id", THE_CLIENT)
        ask_informed(self, "contact_id")


def answer_form(answer: str, passed: PassOn, *args: Any) -> ActForm:
    """Return the form of an answer."""
    forms_by_answer: dict[str, type[ActForm]] = {
        ACKNOWLEDGED: AnswerForm, NOT_FOR_TEAM: NotForTeamForm, KEPT_BACK: KeepBackForm, CLIENT_KNOWS: InformedForm
    }  # fmt: skip
    form = forms_by_answer[answer](*args, initial={"version": passed.version, "contact_id": passed.contact_id})
    if isinstance(form, InformedForm):
        form.offer_ways(passed.account)
    return form
