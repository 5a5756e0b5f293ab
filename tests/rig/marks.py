"""Sort the tests by what they need, so that each runs as often as needed and no more."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "django_db_reset_sequences"}
CHECKS = {"test_architecture.py", "test_field_words.py", "test_templates.py"}
PAGES = {"client", "rf"}
"""Fixtures, used by a test or by one of its fixtures, that draw pages or answer API requests."""
WALKS = {
    "test_dialog_links.py", "test_lists.py", "test_permission_matrix.py", "test_query_counts.py", "test_rest_matrix.py",
    "test_rest_query_counts.py", "test_rest_schema.py", "test_search_rights.py", "test_texts.py",
    "test_waiting.py",
}  # fmt: skip
"""Files of tests/ that visit all URLs for results that don't depend on the database. test_pseudo_locale.py,
which draws each page once, is the smoke test on PostgreSQL, with the first page test of each file.
"""
LONG_WALKS = WALKS | {"test_hostile_values.py", "test_pseudo_locale.py"}
"""Half of the time on SQLite, in a stage of their own that runs in parallel."""
NOT_ON_POSTGRESQL = ("pure", "either", "sqlite")
"""Marks of tests that PostgreSQL doesn't run."""


def hammer_files() -> list[Path]:
    """Return the files with tests marked hammer."""
    return sorted(path for path in ROOT.rglob("test_*.py") if "pytest.mark.hammer" in path.read_text())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test: browser, real, pure, check, either. Tests set the marker hammer themselves."""
    smoked: set[Path] = set()
    for item in items:
        for name in _marks(item):
            item.add_marker(name)
        if item.path.name in WALKS or (draws_pages(item) and item.path in smoked):
            item.add_marker("either")
        elif draws_pages(item):
            smoked.add(item.path)


def draws_pages(item: pytest.Item) -> bool:
    """Return whether a test is of pages, which are the same on either database."""
    return bool(PAGES & set(getattr(item, "fixturenames", ())))


def _marks(item: pytest.Item) -> list[str]:
    path = item.path.relative_to(ROOT) if item.path.is_relative_to(ROOT) else Path(item.path.name)
    fixtures = set(getattr(item, "fixturenames", ()))
    marks = ["real"] if "real_data" in fixtures else []
    if path.parts[:2] == ("tests", "journeys"):
        return [*marks, "browser"]
    if path.parent.name == "tests" and path.name in CHECKS and len(path.parts) == 2:
        marks.append("check")
    if not fixtures & DATABASE and item.get_closest_marker("django_db") is None:
        marks.append("pure")
    return marks
