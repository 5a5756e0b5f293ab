"""The form for what the client sees of a retainer."""

from django import forms

from amity.retainers import wording
from amity.retainers.client_balance.rules import BalanceFields
from amity.ui.value_forms import ValueForm


class BalanceForm(ValueForm[BalanceFields]):
    """Whether the client sees the balance, which, and under which name."""

    value, rows = BalanceFields, "retainers.ClientBalance"
    choices = {"shown": wording.BALANCES}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
