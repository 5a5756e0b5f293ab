"""Form for a cover."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries
from amity.accounts.models import Account, Cover
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class CoverForm(ActForm):
    """The stand-in, with the first and last date of the cover."""

    columns_of = Cover

    stand_in_id = forms.TypedChoiceField(coerce=int)
    starts_on = day_field()
    ends_on = day_field()
    note = forms.CharField(
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is open, and what not to say. Your stand-in sees this on the account."),
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in queries.assignable() if one.pk != account.manager_id]
        self.fields["stand_in_id"].choices = [(str(one.pk), one.name) for one in others]  # type: ignore[attr-defined]
