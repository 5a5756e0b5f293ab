"""Forms of the answers to a card."""

from django import forms

from amity.today.asides.fields import EffectFields, LetPassFields, NotNowFields
from amity.ui.value_forms import ValueForm


class NotNowForm(ValueForm[NotNowFields]):
    """Until when a card is set aside. Blank: until something changes."""

    value, rows = NotNowFields, "today.Aside"


class LetPassForm(ValueForm[LetPassFields]):
    """Why a card is let pass."""

    value, rows = LetPassFields, "today.Aside"


class EffectsForm(ValueForm[EffectFields]):
    """The effects of a card."""

    value, rows = EffectFields, "today.Aside"


class NotSoForm(forms.Form):
    """The answer that a card isn't so, which asks for nothing."""
