"""Pure rules of contact reports: clocks on two calendars, groups, and what silence never settles."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amity.contact_reports import rules
from amity.contact_reports.clocks.rules import (
    away_on,
    basis_from,
    is_daily,
    out_by,
    reminder_from,
    week_out_by,
    working_minutes,
)
from amity.contact_reports.letters.changes import Change, changes_between

BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY, FRIDAY, MONDAY, TUESDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def test_a_report_goes_out_by_the_end_of_the_next_working_day_after_the_talk():
    assert out_by(THURSDAY, weekdays, BERLIN) == at(FRIDAY, 17, 30)
    assert out_by(FRIDAY, weekdays, BERLIN) == at(MONDAY, 17, 30)


def test_a_public_holiday_of_the_agency_is_no_working_day():
    assert out_by(THURSDAY, lambda day: weekdays(day) and day != FRIDAY, BERLIN) == at(MONDAY, 17, 30)


def test_a_weekly_report_goes_out_on_the_first_working_day_after_its_friday():
    assert week_out_by(date(2026, 11, 23), weekdays, BERLIN) == at(MONDAY, 17, 30)


def test_two_full_working_days_of_the_client_make_it_the_working_basis():
    assert basis_from(FRIDAY, 2, weekdays, BERLIN) == at(TUESDAY, 17, 30)
    assert reminder_from(FRIDAY, 2, weekdays, BERLIN) == at(MONDAY, 9)


def test_an_agreement_with_fewer_days_still_gives_the_client_two():
    assert basis_from(FRIDAY, 1, weekdays, BERLIN) == at(TUESDAY, 17, 30)
    assert basis_from(FRIDAY, 3, weekdays, BERLIN) == at(date(2026, 12, 2), 17, 30)


def test_an_absence_and_a_holiday_of_the_client_pause_the_clock():
    absence = [(MONDAY, TUESDAY)]

    def counts(day: date) -> bool:
        return weekdays(day) and not away_on(day, absence) and day != date(2026, 12, 3)

    assert basis_from(FRIDAY, 2, counts, BERLIN) == at(date(2026, 12, 4), 17, 30)
    assert reminder_from(FRIDAY, 2, counts, BERLIN) == at(date(2026, 12, 2), 9)


def test_a_contact_who_is_away_for_good_never_has_a_working_basis():
    assert basis_from(FRIDAY, 2, lambda day: False, BERLIN) is None
    assert reminder_from(FRIDAY, 2, lambda day: False, BERLIN) is None


def test_the_end_of_summer_time_moves_no_clock():
    october = date(2026, 10, 23)
    assert basis_from(october, 2, weekdays, BERLIN) == at(date(2026, 10, 27), 17, 30)


def test_working_minutes_are_those_between_nine_and_half_past_five():
    assert working_minutes(at(FRIDAY, 16), at(MONDAY, 10), weekdays, BERLIN) == 150
    assert working_minutes(at(MONDAY, 10), at(FRIDAY, 16), weekdays, BERLIN) == 0


def test_three_days_of_talks_or_the_agreed_rhythm_are_daily():
    days = [MONDAY - timedelta(days=number) for number in range(3)]
    assert is_daily(days)
    assert not is_daily(days[:2])
    assert is_daily(days[:1], 1)


@pytest.mark.parametrize(
    ("text", "is_action", "has_date", "group"),
    [
        ("Welsh is in the launch", False, False, rules.DECISIONS),
        ("The app launches on 17 February", False, True, rules.DATES),
        ("Send the page list", True, True, rules.ACTIONS),
        ("Welsh costs €14,200", False, False, rules.COSTS),
        ("Send the quote for EUR 900", True, True, rules.COSTS),
    ],
)
def test_a_line_is_in_the_group_that_its_words_say(text, is_action, has_date, group):
    assert rules.group_of(text, is_action=is_action, has_date=has_date) == group


@pytest.mark.parametrize(
    "text",
    [
        "Welsh is part of the launch, as change order CO-3", "The deliverables are two films", "The price is fine",
        "Die Nutzungsrechte gelten für ein Jahr", "Les droits sont cédés", "Welsh for €900",
    ],
)  # fmt: skip
def test_silence_never_settles_prices_deliverables_change_orders_and_rights(text):
    assert rules.needs_yes(rules.DECISIONS, text, is_ours=True, has_date=False)


def test_silence_never_settles_a_date_or_what_the_client_has_to_do_by_one():
    assert rules.needs_yes(rules.DATES, "Launch", is_ours=False, has_date=True)
    assert rules.needs_yes(rules.ACTIONS, "Photos of the stations", is_ours=False, has_date=True)
    assert not rules.needs_yes(rules.ACTIONS, "Send the page list", is_ours=True, has_date=True)
    assert not rules.needs_yes(rules.DECISIONS, "Blue is on the copyright page", is_ours=False, has_date=False)


def test_a_version_names_what_is_new_changed_and_gone():
    before = [{"id": 1, "line": "Blue."}, {"id": 2, "line": "Welsh."}]
    after = [{"id": 1, "line": "Green."}, {"id": 3, "line": "Photos."}]
    assert changes_between(before, after) == [Change("Blue.", "Green."), Change("", "Photos."), Change("Welsh.", "")]
    assert changes_between(before, before) == []
