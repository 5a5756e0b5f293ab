"""Sorts the tests by what they need, so that each runs as often as it must and no oftener."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "django_db_reset_sequences"}
CHECKS = {"test_architecture.py", "test_templates.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test: browser, hammer, check, real, pure."""
    for item in items:
        for name in _marks(item):
            item.add_marker(name)


def _marks(item: pytest.Item) -> list[str]:
    path = item.path.relative_to(ROOT) if item.path.is_relative_to(ROOT) else Path(item.path.name)
    fixtures = set(getattr(item, "fixturenames", ()))
    marks = ["real"] if "real_data" in fixtures else []
    if path.parts[:2] == ("tests", "journeys"):
        return [*marks, "browser"]
    if path.parts[:2] == ("tests", "hammer"):
        return [*marks, "hammer"]
    if path.parent.name == "tests" and path.name in CHECKS and len(path.parts) == 2:
        marks.append("check")
    if not fixtures & DATABASE and item.get_closest_marker("django_db") is None:
        marks.append("pure")
    return marks
