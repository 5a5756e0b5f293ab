"""Expenses of the tests."""

from datetime import date
from typing import Any

import pytest

from amity.expenses.changes import ExpenseChanges
from amity.projects.models import Project

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj\n"


def spent(project: Project | None = None, **values: Any) -> ExpenseChanges:
    """Return an expense: 50.00 EUR of print, pass-through, on 20 November 2026."""
    plain: dict[str, Any] = {"spent_on": date(2026, 11, 20), "amount": 5_000, "currency": "EUR", "supplier": "Printers"}
    return ExpenseChanges(**plain | {"project_id": project.pk if project else None} | values)


@pytest.fixture
def media(settings: Any, tmp_path: Any) -> Any:
    """Return a separate folder for stored files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"
