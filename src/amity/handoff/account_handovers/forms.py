"""The form that starts the handover of an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.handoff import queries
from amity.handoff.account_handovers.commands import HandoverFields
from amity.handoff.rules import COVER, SUCCESSION
from amity.people.rules import ACCOUNT_MANAGER
from amity.shared.actor import Actor
from amity.ui.value_forms import ValueForm


class AccountForm(ValueForm[HandoverFields]):
    """Form for the handover of an account from a date."""

    value = HandoverFields
    rows = "handoff.Handoff"
    kind = forms.ChoiceField(label=_("Duration"), widget=forms.RadioSelect, initial=COVER)
    hints = {"ends_on": _("For cover only.")}

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(COVER, _("limited: cover")), (SUCCESSION, _("permanent: handover"))])
        self.offer("account_id", ((one.pk, one.name) for one in queries.accounts_to_give(by)), _("choose"))
        found = colleagues_for(None, ACCOUNT_MANAGER)
        self.offer_people("taker_id", found.pairs, found.likely, _("choose"), in_row=True)
