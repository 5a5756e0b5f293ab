"""The form for a client's request."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.scope.rules import MOST_WORDS

if TYPE_CHECKING:
    from amity.accounts.models import Contact


class OwnRequestForm(forms.Form):
    """What the client would like. Someone at several accounts also says for which."""

    account_id = forms.TypedChoiceField(label=_("For"), coerce=int)
    words = forms.CharField(
        label=_("What do you need?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter what you need, so that we can start on it.")},
    )

    def __init__(self, *args: Any, contacts: "Sequence[Contact]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.account_id, one.account.name) for one in contacts]
        field = self.fields["account_id"]
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]
