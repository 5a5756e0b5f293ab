"""Single cells: numbers, dates, durations, currencies, yes and no."""

import time as clock
from datetime import UTC, date, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.imports.cells.rules.billable import parse_billable
from amity.imports.cells.rules.currency import currency_in_header, parse_currency
from amity.imports.cells.rules.dates import DateOrder, DateSurvey, parse_date
from amity.imports.cells.rules.durations import parse_duration
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.contacts.rules.rows import contact
from amity.imports.rules import Reason
from amity.imports.time_rows.rules.totals import is_total
from amity.imports.tools.rules.sniffing import bare_word


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("2.001,0", ",", "2001.0"),
        ("1,234.50", ".", "1234.50"),
        ("1'234.5", ".", "1234.5"),
        ("1 234,5", ",", "1234.5"),
        ("(12.50)", ".", "-12.50"),
        ("−3", ".", "-3"),
        ("€ 88,80", ",", "88.80"),
        (".5", ".", "0.5"),
        ("1.234", ",", "1234"),
    ],
)
def test_numbers_are_read_by_the_files_mark(text, mark, number):
    assert parse_number(text, DecimalMark(mark)) == Decimal(number)


def test_a_comma_in_a_file_of_points_is_refused_with_its_likely_meaning():
    reason = parse_number("3,5", DecimalMark.POINT)

    assert isinstance(reason, Reason)
    assert (reason.code, reason["suggestion"]) == ("number_mark", "3.5")


def test_one_proof_decides_the_mark_over_doubtful_numbers():
    numbers = NumberSurvey()
    for text in ("1.234", "2.500", "7,5"):
        numbers.add(text)

    assert numbers.verdict() is DecimalMark.COMMA


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(DecimalMark))
def test_a_number_written_with_thousands_reads_back(number, mark):
    written = f"{number:,.2f}".translate(str.maketrans({",": mark.other.value, ".": mark.value}))

    assert parse_number(written, mark) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-26", date(2026, 1, 26)),
        ("2021-01-04 00:00", date(2021, 1, 4)),
        ("26.01.2015", date(2015, 1, 26)),
        ("3.4.26", date(2026, 4, 3)),
        ("09/Jan/24 3:54 PM", date(2024, 1, 9)),
        ("Jan 9, 2024", date(2024, 1, 9)),
        ("9. März 2024", date(2024, 3, 9)),
        ("45631", date(2024, 12, 5)),
        (45631.0, date(2024, 12, 5)),
        ("20260126", date(2026, 1, 26)),
        ("25/12/2024", date(2024, 12, 25)),
    ],
)
def test_dates_are_read_as_tools_write_them(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "order", "code"),
    [
        ("13/15/2024", "dmy", "date_no_such_month"),
        ("13/15/2024", "mdy", "date_no_such_month"),
        ("31/11/2026", "dmy", "date_no_such_day"),
        ("12/25/2024", "dmy", "date_other_order"),
        ("2026-02-30", "dmy", "date_no_such_day"),
        ("0026-02-03", "dmy", "date_out_of_range"),
        ("soon", "dmy", "date_unreadable"),
        ("", "dmy", "date_missing"),
        ("12.5", "dmy", "date_unreadable"),
    ],
)
def test_dates_that_are_none_say_why(text, order, code):
    reason = parse_date(text, DateOrder(order))

    assert isinstance(reason, Reason)
    assert reason.code == code


def test_the_order_of_day_and_month_is_decided_over_the_column():
    column = DateSurvey()
    for text in ("03/04/2024", "10/15/2024"):
        column.add(text)

    assert column.verdict() is DateOrder.MONTH_FIRST


def test_a_column_that_reads_both_ways_is_asked():
    column = DateSurvey()
    column.add("03/04/2024")

    assert column.verdict() == Reason("date_order_open", sample="03/04/2024")


@pytest.mark.parametrize("majority", ["25/12/2024", "12/25/2024"])
def test_a_column_that_proves_both_orders_is_asked_whatever_the_majority(majority):
    column = DateSurvey()
    for text in (majority, majority, "25/11/2024", "11/25/2024", "03/04/2024"):
        column.add(text)

    assert column.verdict() == Reason("date_order_mixed", sample="03/04/2024")


def test_dates_with_dots_are_day_first_and_prove_nothing_of_the_others():
    column = DateSurvey()
    for text in ("25.12.2024", "12/25/2024"):
        column.add(text)

    assert column.verdict() is DateOrder.MONTH_FIRST


def test_a_moment_belongs_to_the_date_where_the_person_was():
    assert parse_date("2026-01-31T23:30:00Z", zone=ZoneInfo("Europe/Berlin")) == date(2026, 2, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(DateOrder))
def test_a_date_written_in_its_order_reads_back(day, order):
    shape = "%d/%m/%Y" if order is DateOrder.DAY_FIRST else "%m/%d/%Y"

    assert parse_date(day.strftime(shape), order) == day


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1.33", 4788),
        ("0.33333", 1200),
        ("1:30", 5400),
        ("00:00:23", 23),
        ("1h 30m", 5400),
        ("45 min", 2700),
        ("24", 86400),
        (1.5, 5400),
        (timedelta(minutes=5), 300),
        (time(1, 30), 5400),
        ("0", 0),
    ],
)
def test_time_is_read_to_the_second(cell, seconds):
    assert parse_duration(cell) == seconds


@pytest.mark.parametrize(("text", "minutes"), [("1h 30", 90), ("1 std 5", 65), ("2h05", 125), ("1h 30m", 90)])
def test_minutes_after_hours_need_no_unit(text, minutes):
    assert parse_duration(text) == minutes * 60


@pytest.mark.parametrize(("text", "suggestion"), [("24:30", ""), ("25h 30", ""), ("26", "2.60"), ("26.00", "2.60")])
def test_only_a_plain_number_over_a_day_suggests_its_tenth(text, suggestion):
    assert parse_duration(text) == Reason("hours_over_day", text=text, suggestion=suggestion)


@pytest.mark.parametrize(
    "name", ["Total", "Subtotal", "Sub-total:", "Grand Total", "Total Tim Berg", "Tim total", "Summe"]
)
def test_a_heading_of_a_sum_is_recognised(name):
    assert is_total(name)


@pytest.mark.parametrize("name", ["Tim Berg", "Sum Wong", "Totti", "Summer Hill", "Tomas Totalis", ""])
def test_a_person_is_no_sum(name):
    assert not is_total(name)


def test_half_seconds_round_to_even():
    assert [parse_duration(text, unit=1) for text in ("0.5", "1.5", "2.5")] == [0, 2, 2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30", "hours_over_day"),
        ("-1.00", "hours_negative"),
        ("-0:30", "hours_negative"),
        ("abc", "hours_unreadable"),
        ("1:75", "hours_unreadable"),
        ("", "hours_missing"),
        ("3,5", "number_mark"),
        ("24.001", "hours_over_day"),
    ],
)
def test_time_that_cannot_be_is_refused_with_its_reason(text, code):
    reason = parse_duration(text)

    assert isinstance(reason, Reason)
    assert reason.code == code


@given(st.integers(0, 8640000))
def test_hundredths_of_hours_are_never_off_by_more_than_half_a_second(hundredths):
    seconds = parse_duration(f"{hundredths / 100:.2f}")

    assert isinstance(seconds, Reason) == (hundredths > 2400)
    if isinstance(seconds, int):
        assert abs(seconds - hundredths * 36) == 0


@given(st.text(max_size=30))
def test_no_text_makes_a_cell_parser_crash(text):
    for parse in (parse_date, parse_duration, parse_currency, parse_billable):
        parse(text)
    parse_number(text, DecimalMark.POINT)


@pytest.mark.parametrize(
    ("text", "code"), [("United States Dollar - USD", "USD"), ("Euro - EUR", "EUR"), ("chf", "CHF"), ("€", "EUR")]
)
def test_currencies_are_read_as_codes_signs_and_phrases(text, code):
    assert parse_currency(text) == code


@pytest.mark.parametrize("text", ["XQZ", "Moon Dollar - MOO", "dollars", ""])
def test_an_unknown_currency_is_refused(text):
    assert parse_currency(text) == Reason("currency_unknown", text=text)


def test_a_header_can_carry_the_currency():
    assert [currency_in_header(text) for text in ("Amount (EUR)", "Amount ()", "Amount")] == ["EUR", "", ""]


def test_yes_and_no_are_known_in_the_tools_languages():
    assert [parse_billable(text) for text in ("Yes", "ja", "OUI", "No", "Nein", "")] == [
        True,
        True,
        True,
        False,
        False,
        None,
    ]
    assert parse_billable("maybe") == Reason("billable_unreadable", text="maybe")


def mail(cell):
    return contact(1, name="", mails=[cell], company="", title="", phones=[], note="")


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (lambda cell: parse_date(cell, zone=UTC), "T" + "1:1" * 33_000),
        (parse_duration, "1h" + " " * 99_000 + "x"),
        (
            lambda cell: contact(1, name="", mails=[cell], company="", title="", phones=[], note=""),
            f"a@{'.' * 99_000}@",
        ),
        (bare_word, "(" * 99_000),
    ],
)
def test_no_cell_takes_longer_than_it_is_long(read, cell):
    began = clock.process_time()
    read(cell)

    assert clock.process_time() - began < 1
