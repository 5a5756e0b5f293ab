"""Forms for strategy cards."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.strategy import rules
from amity.strategy.changes import CardFields, CardMove
from amity.strategy.models import StrategyCard
from amity.ui.value_forms import ValueForm


class CardForm(ValueForm[CardFields]):
    """Form for the six fields of a strategy card."""

    value = CardFields
    rows = "strategy.StrategyCard"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveCardForm(EvidenceForm[CardMove]):
    """Form behind a button that moves a card. *Agreed with client* asks who agreed, when and where."""

    value = CardMove
    rows = "strategy.StrategyCard"
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if state == rules.AGREED_WITH_CLIENT:
            self.offer_evidence(account, _("Who agreed?"))
            self.need_their_word(timezone.localdate())
        else:
            keep_only(self, ("state", "version"))

    def current_values(self, thing: StrategyCard) -> Mapping[str, Any]:
        """Return the initial values from a card."""
        return {"version": thing.version}
