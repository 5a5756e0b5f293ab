"""An expense as stored in the audit log."""

from typing import Any, Final

from amity.expenses.models import Expense

MONEY: Final = ("amount", "cost", "billed")


def of(expense: Expense) -> dict[str, Any]:
    """Every stored column but the id."""
    return {field.attname: getattr(expense, field.attname) for field in Expense._meta.fields if not field.primary_key}
