"""Rows written in bulk are equal to single entries, in every column."""

from datetime import date
from typing import Any

import pytest

from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.command import command
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.bulk import pricing
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.bulk.pricing import Alike, Prices
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, WORK_DAY, make_account, make_cost_rate

write_entries = command(bulk.write_entries)


def coming(person: Person, project: Project | None, **said: Any) -> Alike:
    """Return the shared values of a person's rows on a project."""
    shared: dict[str, Any] = {"billable": True, "value_currency": "", "value_from_file": False, "cost_from_file": False}
    account = project.account_id if project else None
    return Alike(
        person.pk, account, project.pk if project else None, None, None, logged_at=MONDAY, **{**shared, **said}
    )


def test_the_columns_are_those_of_an_entry() -> None:
    assert sorted(pricing.COLUMNS) == sorted(field.attname for field in Entry._meta.concrete_fields)


@pytest.mark.parametrize(
    ("said", "cost", "value"),
    [
        ({}, None, None),
        ({"billable": False}, None, None),
        ({"value_from_file": True, "value_currency": "USD"}, None, 12_345),
        ({"value_from_file": True, "value_currency": "EUR", "billable": False}, None, 0),
        ({"value_from_file": True, "value_currency": "EUR", "billable": False}, None, 12_345),
        ({"cost_from_file": True}, 777, None),
    ],
)
@pytest.mark.parametrize("on_project", [True, False])
def test_a_row_is_priced_as_a_single_entry_is(
    tim: Person, site: Project, said: dict[str, Any], cost: int | None, value: int | None, on_project: bool
) -> None:
    make_cost_rate("40")
    shared = coming(tim, site if on_project else None, **said)
    single = NewEntry(
        tim.pk, WORK_DAY, 5400, MONDAY, "brought", shared.account_id, shared.project_id, billable=shared.billable,
        cost=cost, cost_from_file=cost is not None, value=value, value_currency=shared.value_currency,
        value_from_file=value is not None,
    )  # fmt: skip
    PriceList().put_on(single)

    row = Prices(PriceList()).row(shared, WORK_DAY.isoformat(), 5400, "brought", cost, value)

    written = dict(zip(pricing.COLUMNS, pricing.row_of(0, row), strict=True))
    assert written == {name: getattr(single, name) for name in pricing.COLUMNS}


def test_the_sums_grow_with_the_rows(tim: Person, site: Project) -> None:
    make_cost_rate("40")
    prices, shared = Prices(PriceList()), [coming(tim, site), coming(tim, site, billable=False), coming(tim, None)]
    days = [date(2026, 10, day) for day in range(1, 31)]
    rows = [prices.row(one, day.isoformat(), 3600, "", None, None) for one in shared for day in days]

    write_entries(None, many=rows)

    assert Entry.objects.count() == 90
    assert verify().clean


def test_sums_calculated_before_are_used(tim: Person, site: Project) -> None:
    rows = [Prices(PriceList()).row(coming(tim, site), WORK_DAY.isoformat(), 3600, "", None, None)]
    twice = pricing.summed(rows * 2)

    write_entries(None, many=rows, sums=twice)

    assert not verify().clean


def test_sums_calculated_before_a_project_moved_are_calculated_again(tim: Person, site: Project) -> None:
    rows = [Prices(PriceList()).row(coming(tim, site), WORK_DAY.isoformat(), 3600, "", None, None)]
    before = pricing.summed(rows)
    Project.objects.filter(pk=site.pk).update(account=make_account("Elsewhere"))

    write_entries(None, many=rows, sums=before)

    assert verify().clean


def test_rows_follow_a_project_that_moved_meanwhile(tim: Person, site: Project) -> None:
    row = Prices(PriceList()).row(coming(tim, site), WORK_DAY.isoformat(), 3600, "", None, None)
    elsewhere = make_account("Elsewhere")
    Project.objects.filter(pk=site.pk).update(account=elsewhere)

    write_entries(None, many=[row])

    assert Entry.objects.get().account_id == elsewhere.pk
    assert verify().clean
