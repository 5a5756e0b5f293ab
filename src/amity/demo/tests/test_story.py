"""The story itself, without a database: it is repeatable, and its days are realistic."""

from collections import defaultdict

from amity.agency.calendars import working_days
from amity.demo.book.accounts import BOOKS
from amity.demo.book.people import CAST, DISCIPLINES
from amity.demo.book.quotes import quotes
from amity.demo.book.works import WORKS
from amity.demo.days.story import Slice, story_rows
from amity.demo.days.strands import season
from amity.expenses.demo import BOUGHT
from amity.expenses.rules import PASSED_ON
from amity.people import rules as roles
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.stories import LAST, Calendar

CALENDAR = Calendar(202610)
DAYS = list(working_days("IE", first_day(CALENDAR.month(1)), last_day(202610)))


def test_the_same_seed_tells_the_same_story():
    part = Slice(months=2)

    assert story_rows(CALENDAR, DAYS, 7, part) == story_rows(CALENDAR, DAYS, 7, part)
    assert story_rows(CALENDAR, DAYS, 7, part) != story_rows(CALENDAR, DAYS, 8, part)


def test_a_project_takes_the_hours_its_story_says():
    minutes: defaultdict[int, int] = defaultdict(int)
    for row in story_rows(CALENDAR, DAYS, 1, Slice(inside=False)):
        if row.work is not None:
            minutes[row.work] += row.minutes

    for place, work in enumerate(WORKS):
        hours = work.worked + sum(task.worked for task in work.tasks)
        assert abs(minutes[place] / 60 - hours) <= 0.5, work.name


def test_lines_add_up_to_the_plan_of_the_whole():
    for work in (one for one in WORKS if one.model == "fixed"):
        assert sum(quote.planned or 0 for quote in quotes(work)) == (work.planned or 0) * 60, work.name


def test_no_one_works_on_a_holiday_or_longer_than_a_day_holds():
    days: defaultdict[tuple[str, object], int] = defaultdict(int)
    for row in story_rows(CALENDAR, DAYS, 1):
        days[row.person, row.day] += row.minutes

    assert {day for _person, day in days} <= set(DAYS)
    assert max(days.values()) <= 16 * 60


def test_august_and_december_are_quiet():
    hours: defaultdict[int, int] = defaultdict(int)
    for row in story_rows(CALENDAR, DAYS, 1, Slice(inside=False)):
        hours[month_of(row.day)] += row.minutes

    assert hours[202608] < min(hours[202607], hours[202609])
    assert hours[202512] < hours[202601]
    assert season(202608) < 1 < season(202609)


def test_the_cast_covers_every_role_and_one_discipline_is_small():
    assert {person.role for person in CAST if person.signs_in} == set(roles.ROLES)
    size = {name: sum(person.discipline == name for person in CAST) for name in DISCIPLINES}
    assert [name for name, people in size.items() if people < 3] == ["Motion"]


def test_every_work_has_an_account_and_every_contact_a_boss_who_exists():
    assert {work.account for work in WORKS} <= {book.name for book in BOOKS}
    assert len(BOOKS) == 18
    for book in BOOKS:
        names = {contact.name for contact in book.contacts}
        assert {contact.above for contact in book.contacts} <= names | {""}


def test_what_was_bought_is_on_work_that_was_going_on_and_as_the_boards_tell():
    works = {(work.account, work.name): (work.start, work.end) for work in WORKS}
    for one in BOUGHT:
        first, last = works.get((one.account, one.work), ((0, 0), (99, 0)))
        assert first <= one.on <= last, one

    osprey = [one.amount for one in BOUGHT if one.account == "Osprey Rail" and one.kind == PASSED_ON]
    assert (len(osprey), sum(osprey)) == (23, 11_470_000)
    assert len([one for one in BOUGHT if one.on[0] == LAST]) == 17
    assert all(one.receipt for one in BOUGHT if one.on[0] == LAST)
