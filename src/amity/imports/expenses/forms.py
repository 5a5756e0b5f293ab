"""Form for the format of a file of expenses: its columns and its cells."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.imports.columns.mapped_form import MappedForm
from amity.imports.expenses.rules.rows import FIELDS
from amity.imports.labels import EXPENSE_FIELDS


class ExpenseForm(MappedForm):
    """Form for the column of each field, and the answers to open questions."""

    names, labels = FIELDS, EXPENSE_FIELDS
    hint = lazy("People, projects and accounts must already exist. An expense file doesn’t create them.")

    project = forms.CharField(label=lazy("Default project"), required=False, max_length=200)
    person = forms.CharField(label=lazy("Paid by, if no column says so"), required=False, max_length=200)
