"""Forms for opportunities."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import offer_contacts
from amity.accounts.models import Account
from amity.agency.queries import agency
from amity.growth import wording
from amity.growth.models import Opportunity
from amity.growth.rules import Loss, NextStep, OpportunityFields
from amity.people.candidates import with_chosen
from amity.people.models import Person
from amity.people.rules import SELLS
from amity.strategy.models import Goal
from amity.strategy.rules import RUNNING
from amity.ui.value_forms import ValueForm

AREA = {"rows": 3}


class OpportunityForm(ValueForm[OpportunityFields]):
    """Form for an opportunity of an account, or of a prospect, for which it asks the company."""

    value, rows = OpportunityFields, "growth.Opportunity"
    choices: ClassVar[Mapping[str, Any]] = {"source": wording.SOURCES}
    labels = {"account_id": _("Account"), "contact_id": _("Contact"), "goal_id": _("Client goal")}
    widgets = {"client_words": forms.Textarea(attrs=AREA)}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    folded = ("probability", "source_note", "owner_id")

    def __init__(
        self, *args: Any, account: Account | None, by: Person, among: Mapping[int, str] | None = None,
        changed: Opportunity | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.amounts_in = account.currency if account else agency().currency
        super().__init__(*args, **kwargs)
        if account is not None:
            for name in ("account_id", "company"):
                del self.fields[name]
            offer_contacts(self, account, "contact_id", chosen=changed.contact_id if changed else None)
            goals = Goal.objects.filter(account=account, state=RUNNING).order_by("pk")
            self.offer("goal_id", [(one.pk, one.title) for one in goals], _("no goal"))
        else:
            for name in ("contact_id", "goal_id"):
                del self.fields[name]
            self.offer("account_id", (among or {}).items(), _("a prospect"))
            self.fields["account_id"].required = False
        found = with_chosen(colleagues_for(account, SELLS, likely=(by.pk,)), changed.owner if changed else None)
        self.offer_people("owner_id", found.pairs, found.likely, others=found.others)

    def begin_with(self, draft: OpportunityFields) -> None:
        """Fill in what a record knows already."""
        self.initial = {**self.initial, **self.initial_values(draft)}

    def current_values(self, thing: Opportunity) -> Mapping[str, Any]:
        """Return the initial values from an opportunity, its amount in its own currency."""
        self.amounts_in = thing.currency
        return super().current_values(thing)


class StepForm(ValueForm[NextStep]):
    """Form for the next step and its date."""

    value, rows = NextStep, "growth.Opportunity"
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_on"].required = True

    def current_values(self, thing: Opportunity) -> Mapping[str, Any]:
        """Return the version: the next step is a new one."""
        return {"version": thing.version}


class LossForm(ValueForm[Loss]):
    """Form for why an opportunity was lost."""

    value, rows = Loss, "growth.Opportunity"
    choices: ClassVar[Mapping[str, Any]] = {"reason": wording.REASONS}
    widgets = {"reason": forms.RadioSelect(), "because": forms.Textarea(attrs=AREA)}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Opportunity) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}
