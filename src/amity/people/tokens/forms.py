"""Form for a new token."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amity.people import rules
from amity.people.models import Token
from amity.people.tokens import queries as token_queries
from amity.ui.forms import WordedForm


def scope_choices() -> list[tuple[str, str]]:
    """Return the choices of scopes for a form."""
    return list(token_queries.scope_labels().items())


class TokenForm(WordedForm):
    """Form for a new token: its name, its scopes and its lifetime."""

    columns_of = Token

    name = forms.CharField(max_length=80)
    scopes = forms.MultipleChoiceField(choices=lazy(scope_choices, list)(), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(
        label=_("Valid for (days)"), min_value=1, max_value=rules.MOST_TOKEN_DAYS, initial=rules.TOKEN_DAYS
    )
