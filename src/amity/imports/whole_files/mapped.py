"""The form of a file without time whose columns a person can choose."""

from typing import Any

from amity.imports.columns.mapped_form import MappedForm, mapped_look
from amity.imports.crm.forms import CompanyForm, DealForm
from amity.imports.crm.rules.columns import company_columns, deal_columns
from amity.imports.expenses.forms import ExpenseForm
from amity.imports.expenses.rules.rows import expense_columns
from amity.imports.invoices.forms import InvoiceForm, WaveForm
from amity.imports.invoices.rules.columns import invoice_columns
from amity.imports.invoices.rules.wave import is_wave
from amity.imports.models import Batch
from amity.imports.source_file.options import Options


def mapped_form(batch: Batch, data: Any = None) -> MappedForm:
    """Return the form for the columns of a file, as its current answers read it."""
    options = Options.from_json(batch.options)
    if batch.tool == "expenses":
        return ExpenseForm(data, seen=mapped_look(batch, expense_columns), options=options)
    if batch.tool == "deals":
        return DealForm(data, seen=mapped_look(batch, deal_columns), options=options)
    if batch.tool == "companies":
        return CompanyForm(data, seen=mapped_look(batch, company_columns), options=options)
    seen = mapped_look(batch, invoice_columns)
    kind = WaveForm if is_wave([header for header, _first in seen.headers]) else InvoiceForm
    return kind(data, seen=seen, options=options)
