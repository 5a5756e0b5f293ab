"""The printed fortnight is what the commands of its script make of the demo, and its people act on their own cards."""

from pathlib import Path

import pytest
from django.utils import timezone

from amity.demo.fortnight.play import play
from amity.demo.fortnight.script import BEGINS, script

STORED = Path(__file__).resolve().parents[4] / "docs" / "fortnight.md"


def test_the_script_has_ten_working_days_in_order():
    days = script().days

    assert len(days) == 10
    assert [day.morning.weekday() for day in days] == [0, 1, 2, 3, 4] * 2
    assert all(day.moment(deed) > day.morning for day in days for deed in day.deeds)
    assert all(list(day.deeds) == sorted(day.deeds, key=lambda deed: deed.at) for day in days)


@pytest.mark.sqlite  # its commands have tests of their own on PostgreSQL
@pytest.mark.django_db
def test_the_stored_fortnight_is_what_its_commands_make():
    before = timezone.now

    found = play()

    assert found == STORED.read_text(encoding="utf-8"), "make fortnight, and read what changed"
    assert timezone.now is before
    assert BEGINS.isoformat() == "2026-11-16T08:00:00+00:00"
