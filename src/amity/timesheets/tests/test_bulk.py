"""Writing many entries at once gives the same prices and sums as one by one."""

from datetime import date, timedelta

import pytest

from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.command import command
from amity.timesheets import months
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.sums import rollups
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, WORK_DAY, make_account, make_cost_rate, make_entry, make_project

write_entries = command(bulk.write_entries)


def unsaved(person: Person, project: Project | None, *, count: int = 1, on: date = WORK_DAY) -> list[Entry]:
    """Return entries of an hour each on consecutive days."""
    return [
        Entry(
            person=person, project=project, work_date=on - timedelta(days=number % 300), seconds=3600, text="brought",
            logged_at=MONDAY,
        )
        for number in range(count)
    ]  # fmt: skip


def test_new_entries_are_priced_as_if_logged(tim: Person, site: Project) -> None:
    make_cost_rate("40")
    logged = make_entry(by=tim, project=site)

    (written,) = write_entries(PriceList(), new=unsaved(tim, site))

    stored = Entry.objects.get(pk=written.pk)
    assert (stored.cost, stored.value, stored.account_id) == (logged.cost, logged.value, logged.account_id)
    assert ProjectMonth.objects.get(project_id=site.pk).seconds == 7200
    assert verify().clean


def test_changed_and_deleted_entries_take_their_sums_along(tim: Person, site: Project) -> None:
    changed, deleted = make_entry(by=tim, project=site), make_entry(by=tim, project=site, hours="3:00")
    before = rollups.measures(changed)
    changed.seconds, changed.version = 1800, 2

    write_entries(PriceList(), changed=[(before, changed)], deleted=[deleted])

    assert [(entry.seconds, entry.value) for entry in Entry.objects.all()] == [(1800, 5000)]
    assert verify().clean


def test_what_came_with_a_file_keeps_its_price(tim: Person, site: Project) -> None:
    make_cost_rate("40")
    entry = unsaved(tim, site)[0]
    entry.value, entry.value_currency, entry.value_from_file = 12_345, "USD", True

    write_entries(PriceList(), new=[entry])

    assert (entry.value, entry.value_currency, entry.cost) == (12_345, "USD", 4000)


def test_without_prices_amounts_are_written_as_they_stand(tim: Person, site: Project) -> None:
    entry = unsaved(tim, site)[0]
    entry.cost, entry.cost_currency = 777, "EUR"

    write_entries(None, new=[entry])

    assert Entry.objects.get().cost == 777
    assert verify().clean


def test_the_account_is_the_projects_whatever_the_caller_thought(tim: Person, site: Project) -> None:
    entry = unsaved(tim, site)[0]
    entry.account = make_account("Elsewhere")

    write_entries(PriceList(), new=[entry])

    assert Entry.objects.get().account_id == site.account_id


def test_time_on_nothing_is_written_too(tim: Person) -> None:
    write_entries(PriceList(), new=unsaved(tim, None))

    assert ProjectMonth.objects.get().project_id == 0


def test_a_chunk_of_2000_rows_is_written_in_few_statements(
    tim: Person, site: Project, django_assert_max_num_queries
) -> None:
    make_cost_rate("40")
    other, prices = make_project(site.account, team=[tim]), PriceList()
    rows = unsaved(tim, site, count=1000) + unsaved(tim, other, count=1000)

    with django_assert_max_num_queries(80):
        write_entries(prices, new=rows)

    assert verify().clean


def test_holding_months_tells_which_are_closed(fina: Person) -> None:
    from amity.timesheets import commands
    from tests.builders import acting

    commands.lock_month(by=acting(fina), month=202610, now=MONDAY)

    assert command(months.hold)(date(2026, 10, 1), WORK_DAY) == {202610}
    with pytest.raises(months.MonthClosed, match="October 2026"):
        command(months.hold_open)(date(2026, 10, 1), WORK_DAY)
