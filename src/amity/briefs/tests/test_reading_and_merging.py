"""A line typed as one text, merged changes of two people, and available people by week."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.briefs.capacity import rules as free
from amity.briefs.lines.rules import QuickLine, read_line, short_words
from amity.briefs.merges.rules import merged

CRAFTS = {1: "Strategy", 2: "Design", 3: "Development", 4: "Project management"}
HOUR = 3600
MONDAY = date(2027, 1, 11)


def test_hours_are_read_where_a_discipline_follows_and_numbers_of_the_title_stay_there():
    found = read_line("12 recipes, edited and linked 52 dev 12.5h design, 2 rounds", CRAFTS)

    assert found == QuickLine("12 recipes, edited and linked", ((3, 52 * HOUR), (2, 45_000)), 2)


def test_a_word_inside_a_name_counts_a_discipline_said_twice_adds_up_and_nothing_else_is_guessed():
    found = read_line("Running it 10 management 6 project", CRAFTS)

    assert found == QuickLine("Running it", ((4, 16 * HOUR),), None)
    assert read_line("Photo shoot 3 days", CRAFTS) == QuickLine("Photo shoot 3 days", (), None)


def test_short_words_and_whole_names_are_read_and_leave_nothing_in_the_title():
    crafts = CRAFTS | {5: "Content", 6: "Account management"}

    assert read_line("Texts 40 copy 4 pm 2 am", crafts) == QuickLine(
        "Texts", ((5, 40 * HOUR), (4, 4 * HOUR), (6, 2 * HOUR)), None
    )
    assert read_line("Managing it 40 project management", crafts) == QuickLine("Managing it", ((4, 40 * HOUR),), None)
    assert read_line("Care 3h of Account Management, monthly", crafts).hours == ((6, 3 * HOUR),)
    assert short_words(crafts.values()) == {
        "Design": "ux", "Project management": "pm", "Content": "copy", "Account management": "am",
    }  # fmt: skip


@given(st.text(max_size=80))
def test_any_text_can_be_typed(text):
    found = read_line(text, CRAFTS)

    assert all(seconds >= 0 for _discipline, seconds in found.hours)


def test_different_fields_of_two_people_both_stand_and_the_same_field_is_a_conflict():
    seen = {"title": "Spring", "audience": "", "exclusions": "print"}
    stands = {"title": "Spring", "audience": "families", "exclusions": "media"}
    typed = {"title": "Spring promotion", "audience": "", "exclusions": "print, media"}

    found = merged(seen, typed, stands)

    assert found.values == {"title": "Spring promotion", "audience": "families", "exclusions": "media"}
    assert found.conflicts == ("exclusions",)


@given(*[st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), min_size=3) for _ in range(3)])
def test_no_word_is_lost_without_being_called_a_conflict(seen, typed, stands):
    found = merged(seen, typed, stands)

    for name in stands:
        kept = {found.values[name]} | ({typed[name], stands[name]} if name in found.conflicts else set())
        assert typed[name] in kept or typed[name] == seen[name]
        assert stands[name] in kept or stands[name] == seen[name]


def test_a_week_is_free_tight_or_not_by_what_is_left_against_what_is_needed():
    weeks = [date(2027, 1, day) for day in (11, 18, 25)]
    capacity = {(1, monday): 20 * HOUR for monday in weeks}
    demand = {(1, weeks[1]): 15 * HOUR, (1, weeks[2]): 21 * HOUR}

    rows = free.free({1: 24 * HOUR}, weeks, capacity, demand)[1]

    assert [(row.answer, row.left // HOUR) for row in rows] == [("yes", 20), ("tight", 5), ("no", -1)]


@given(st.integers(0, 10**7), st.integers(1, 12))
def test_a_need_spread_over_weeks_adds_up(seconds, count):
    weeks = [MONDAY + number * free.WEEK for number in range(count)]

    assert sum(free.spread(seconds, weeks).values()) == seconds


def test_the_weeks_run_from_today_or_the_beginning_to_the_end_and_six_where_no_one_knows():
    assert free.weeks_of(None, None, date(2027, 1, 13))[0] == MONDAY
    assert len(free.weeks_of(None, None, MONDAY)) == free.SHOWN
    assert free.weeks_of(date(2027, 1, 20), date(2027, 2, 3), MONDAY) == [
        date(2027, 1, 18),
        date(2027, 1, 25),
        date(2027, 2, 1),
    ]
    assert len(free.weeks_of(MONDAY, date(2028, 1, 1), MONDAY)) == free.MOST
