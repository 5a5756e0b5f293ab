"""Form for the quoted line of an invoice line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from amity.invoicing.models import InvoiceLine
from amity.ui.acts import ActForm


class QuotedLineForm(ActForm):
    """Form for the quoted line that a line of an invoice bills."""

    columns_of = InvoiceLine

    line = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [("", _("none")), *((str(pk), label) for pk, label in lines)]
