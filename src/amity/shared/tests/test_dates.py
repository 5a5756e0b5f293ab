"""Dates in a note are read as people write them, and never guessed."""

from datetime import date

import pytest

from amity.shared.text.dates import due_in, without_due

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("photos by Mon 30 Nov", date(2026, 11, 30)),
        ("CO-3 to Piotr by Friday", date(2026, 11, 27)),
        ("by Thursday", date(2026, 12, 3)),
        ("by Fri", date(2026, 11, 27)),
        ("bis Fr", date(2026, 11, 27)),
        ("bis 30.11.", date(2026, 11, 30)),
        ("am 3.2.", date(2027, 2, 3)),
        ("3. Dezember", date(2026, 12, 3)),
        ("d’ici vendredi", date(2026, 11, 27)),
        ("le 1er décembre", date(2026, 12, 1)),
        ("demain", date(2026, 11, 27)),
        ("übermorgen", date(2026, 11, 28)),
        ("Dec 5th", date(2026, 12, 5)),
        ("in 2 weeks", date(2026, 12, 10)),
        ("2026-12-01", date(2026, 12, 1)),
        ("by 30/11", date(2026, 11, 30)),
        ("by Mon 30 Nov, live on 4 Dec", date(2026, 11, 30)),
    ],
)
def test_one_clear_date_is_the_due_date(text, day):
    assert due_in(text, THURSDAY).day == day


@pytest.mark.parametrize(
    "text",
    ["by 31 Feb", "by Tue 30 Nov", "next Friday", "30 Nov or 1 Dec", "by 20 Nov", "by 13/13/2026", "by 2026-02-31"],
)
def test_what_is_no_date_or_could_be_two_is_asked(text):
    due = due_in(text, THURSDAY)

    assert due.day is None
    assert due.words


@pytest.mark.parametrize(
    "text",
    ["so we do it", "in the sun", "version 3.2.", "1/2 page", "14.5 hours", "waiting since Monday", "may 12 people",
     "we march on", "", "¹²³", "9" * 400],
)  # fmt: skip
def test_other_words_and_figures_are_no_dates(text):
    assert due_in(text, THURSDAY) == due_in("", THURSDAY)


def test_slashes_are_read_in_the_order_of_the_reader():
    assert due_in("by 12/11/2026", THURSDAY).day == date(2026, 11, 12)
    assert due_in("by 12/11/2026", THURSDAY, month_first=True).day == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Revised map to Dana by Fri", "Revised map to Dana"),
        ("Photos, by Friday 27 November.", "Photos"),
        ("Photos tomorrow", "Photos"),
        ("Karte an Dana bis 27.11.", "Karte an Dana"),
        ("Workshop on Friday", "Workshop on Friday"),
        ("By Friday the map", "By Friday the map"),
        ("Map by Mon", "Map by Mon"),
        ("by Friday", "by Friday"),
    ],
)
def test_only_a_due_date_at_the_end_is_dropped(text, words):
    assert without_due(text, THURSDAY, date(2026, 11, 27)) == words
    assert without_due(text, THURSDAY, None) == text
