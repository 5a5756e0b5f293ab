"""Forms that log a request, change it, and close it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.accounts.evidence_fields import WHEN
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.scope import rules
from amity.scope.models import Request
from amity.scope.requests.commands import fields_of
from amity.scope.requests.fields import ClosingFields, RequestFields
from amity.scope.requests.wording import OUTCOMES, SOURCES
from amity.shared.values import flat
from amity.ui.acts import ActForm
from amity.ui.channels import how_field, offer_channels
from amity.ui.value_forms import ValueForm

Pairs = Sequence[tuple[Any, Any]]
WHO: Any = _("Who asked?")


class RequestForm(ValueForm[RequestFields]):
    """Form for a client's request: their words, who asked, how and when; the rest is filled in and folded."""

    value = RequestFields
    rows = ("scope.Request", "projects.WorkItem")
    read_without_money_right = True
    through = how_field()
    labels: ClassVar = {"contact_id": WHO, "asked_on": WHEN}
    hints: ClassVar = {
        "words": _("In their words."),
        "wanted_on": _("Leave blank if it can wait."),
    }
    left_out: ClassVar[tuple[str, ...]] = ("planned_seconds",)
    widgets: ClassVar = {
        "words": forms.Textarea(attrs={"rows": 2, "autofocus": True, "data-enter-sends": ""}),
    }
    field_order: Sequence[str] = (
        "words", "contact_id", "through", "asked_on", "line_id", "wanted_on", "project_id", "assessor_id", "source",
    )  # fmt: skip
    body: ClassVar[str] = "scope/request_fields.html"
    folded: ClassVar[tuple[str, ...]] = ("wanted_on", "project_id", "assessor_id", "source")

    def __init__(
        self, *args: Any, account: Account | None, lines: Pairs, projects: Pairs, today: date, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.prefilled: Mapping[str, Any] = {}
        """Values behind the details that the page it was opened on gave, and its hint names."""
        self.initial = {"asked_on": today, **self.initial}
        offer_channels(self, "through", chosen=True)
        chosen = self.initial.get("contact_id")
        people = [(one.pk, one.name) for one in contacts_for(account, chosen)] if account else []
        self.offer_people("contact_id", people, [pk for pk, _name in people], _("unknown"))
        self.offer("line_id", lines, _("none yet"))
        self.offer("project_id", projects, _("none"))
        if "assessor_id" in self.fields:
            found = colleagues_for(account, roles.PROJECT_MANAGER)
            self.offer_people("assessor_id", found.pairs, found.likely, _("the usual person"))

    def initial_values(self, thing: Request) -> Mapping[str, Any]:
        """Return the current values of a request. Other words for how it came are its source."""
        values = flat(fields_of(thing))
        if values["through"] == rules.OTHER:
            values |= {"through": values["source"], "source": ""}
        else:
            values["through"] = SOURCES[values["through"]]
        return {name: value for name, value in values.items() if name in self.fields}

    def value_given(self, **known: Any) -> RequestFields:
        """Return the entered request. Words for how it came that name no channel begin its source."""
        given = super().value_given(**known)
        if given.through in rules.CHANNELS:
            return given
        channel = next((code for code, word in SOURCES.items() if word == given.through), rules.OTHER)
        other = given.through if channel == rules.OTHER else ""
        return replace(given, through=channel, source=", ".join(filter(None, (other, given.source))))

    def opens_details(self) -> bool:
        """Return whether the details are shown from the start: where one was changed or refused."""
        folded = self.behind_details()
        changed = (one for one in folded if str(one.value() or "") != str(self.prefilled.get(one.name) or ""))
        return any(one.errors for one in folded) or any(changed)


class ChangedRequestForm(RequestForm):
    """Form for an open request."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class IncludedForm(RequestForm):
    """Form for a request within a retainer, with the plan of its work item."""

    left_out: ClassVar[tuple[str, ...]] = ("source", "assessor_id")
    body = ""
    folded = ()
    field_order = (
        "words",
        "contact_id",
        "through",
        "asked_on",
        "planned_seconds",
        "line_id",
        "wanted_on",
        "project_id",
    )

    def __init__(self, *args: Any, projects: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, projects=projects, **kwargs)
        self.offer("project_id", projects)
        if len(projects) == 1 and "project_id" in self.fields:
            self.fields["project_id"].widget = forms.HiddenInput()
            self.initial["project_id"] = projects[0][0]


class ChangedIncludedForm(IncludedForm):
    """Form for an open request within a retainer. Its project stays."""

    left_out = ("source", "assessor_id", "project_id")
    version = forms.IntegerField(widget=forms.HiddenInput)


class ClosingForm(ValueForm[ClosingFields]):
    """The reason for closing a request, and what the client reads about it."""

    value = ClosingFields
    rows = "scope.Request"
    choices: ClassVar = {"outcome": OUTCOMES}
    hints: ClassVar = {
        "closed_because": _("For your team only."),
        "outcome": _("Clients read this about requests they made on their pages."),
    }
    version = forms.IntegerField(widget=forms.HiddenInput)


class AccountForm(ActForm):
    """The account for which a request is logged."""

    account_id = forms.TypedChoiceField(label=_("Which account?"), coerce=int)
