"""Form for the format of a file of invoices: its columns and its cells."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.imports.columns.mapped_form import MappedForm
from amity.imports.invoices.rules.columns import FIELDS
from amity.imports.labels import INVOICE_FIELDS


class InvoiceForm(MappedForm):
    """Form for the column of each field, and the answers to open questions."""

    names, labels = FIELDS, INVOICE_FIELDS
    hint = lazy("Amounts are imported as they are in the file. Amity adds up lines only to check the total.")

    due_days = forms.RegexField(
        r"^\d{1,3}$", label=lazy("Days to pay, for invoices without a due date"), required=False,
        error_messages={"invalid": lazy("Enter a number of days.")},
    )  # fmt: skip


class WaveForm(InvoiceForm):
    """Form for Wave’s accounting export, whose columns are known."""

    names = ()
