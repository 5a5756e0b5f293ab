"""What is typed about strategy cards."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.strategy import rules
from amity.strategy.changes import CardFields, CardMove
from amity.strategy.form_fields import FEW_LINES
from amity.strategy.models import StrategyCard
from amity.ui.acts import ActForm


class CardForm(ActForm):
    """The six fields of a strategy card."""

    columns_of = StrategyCard

    goal = forms.CharField(
        max_length=300, required=False,
        help_text=_("One sentence. It is shown under the client’s name."),
    )  # fmt: skip
    audience = forms.CharField(required=False, widget=FEW_LINES)
    message = forms.CharField(max_length=300, required=False)
    must = forms.CharField(required=False, widget=FEW_LINES, help_text=_("One per line."))
    must_not = forms.CharField(required=False, widget=FEW_LINES, help_text=_("One per line."))
    measures = forms.CharField(required=False, widget=FEW_LINES, help_text=_("One per line."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def current_values(self, thing: StrategyCard) -> Mapping[str, Any]:
        """Initial values of a card."""
        return {name: getattr(thing, name) for name in rules.CARD_FIELDS} | {"version": thing.version}

    def value_given(self) -> CardFields:
        """What was typed, for the commands."""
        return CardFields(**{name: self.cleaned_data[name] for name in rules.CARD_FIELDS})


class MoveCardForm(EvidenceForm):
    """The press of a button that moves a card; *agreed with client* asks who agreed, when and where."""

    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if state == rules.AGREED_WITH_CLIENT:
            self.offer(account)
            self.need_their_word()
        else:
            keep_only(self, ("state", "version"))

    def current_values(self, thing: StrategyCard) -> Mapping[str, Any]:
        """Initial values of a card."""
        return {"version": thing.version}

    def move(self) -> CardMove:
        """What was typed, for the command."""
        return CardMove(self.cleaned_data["state"], self.evidence())
