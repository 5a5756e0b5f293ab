"""The form that begins the handover of an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.handoff import queries
from amity.handoff.models import Handoff
from amity.handoff.rules.needs import COVER, SUCCESSION
from amity.shared.actor import Actor
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class AccountForm(ActForm):
    """An account that goes to someone else, from a day on."""

    columns_of = Handoff

    account_id = forms.TypedChoiceField(coerce=int)
    kind = forms.ChoiceField(label=_("Duration"), widget=forms.RadioSelect, initial=COVER)
    taker_id = forms.TypedChoiceField(coerce=int)
    starts_on = day_field()
    ends_on = day_field(required=False, help_text=_("For cover only."))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(COVER, _("limited: cover")), (SUCCESSION, _("permanent: handover"))]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        nothing = ("", _("choose"))
        seen = [nothing, *((str(one.pk), one.name) for one in queries.accounts_to_give(by))]
        self.fields["account_id"].choices = seen  # type: ignore[attr-defined]
        people = [nothing, *((str(one.pk), one.name) for one in accounts.assignable())]
        self.fields["taker_id"].choices = people  # type: ignore[attr-defined]
