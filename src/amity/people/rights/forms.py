"""Forms for roles and money rights."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people import queries
from amity.shared.permission import MoneyRight
from amity.ui.forms import WordedForm


def role_choices() -> list[tuple[str, str]]:
    """Return the choices of roles for a form."""
    return list(queries.role_labels().items())


def right_choices() -> list[tuple[str, str]]:
    """Return the choices of money rights for a form, where "" follows the roles."""
    return [("", str(_("as set by the roles"))), *((str(int(k)), v) for k, v in queries.money_right_labels().items())]


class RolesForm(WordedForm):
    """Form for a person's roles."""

    roles = forms.MultipleChoiceField(label=_("Roles"), choices=role_choices, widget=forms.CheckboxSelectMultiple)


class MoneyRightForm(forms.Form):
    """Form for a person's money right."""

    right = forms.TypedChoiceField(
        label=_("Access to figures"),
        choices=right_choices,
        required=False,
        coerce=lambda text: MoneyRight(int(text)),
        empty_value=None,
    )
