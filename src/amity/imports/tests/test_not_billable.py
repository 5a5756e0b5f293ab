"""An amount on a row that isn't billable is the value of the time, and generates no revenue."""

import pytest
from django.db.models import Sum

from amity.agency.models import CardPrice
from amity.imports.tests.bringing import amity, harvest_file, harvest_row
from amity.projects.models import WorkItem
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.verify import verify
from tests.builders import WORK_DAY

BILLABLE = harvest_row(hours="10", text="Billed", rate="100")
NOT_BILLABLE = harvest_row(hours="20", text="Not billed", rate="100").replace(",Yes,", ",No,").replace(
    ",100,,", ",100,2000.00,"
)  # fmt: skip


@pytest.fixture
def bring(capsys, fina, tmp_path):
    return lambda *rows: amity(
        capsys, "import", "harvest", harvest_file(tmp_path, *rows), "--create-missing", "--json", "--as", fina.mail
    )


def amounts(**only):
    return list(Entry.objects.filter(**only).values_list("value", "standard"))


def test_its_amount_is_its_standard_value_and_no_revenue(bring):
    bring(BILLABLE, NOT_BILLABLE)

    sums = ProjectMonth.objects.aggregate(Sum("value"), Sum("standard"), Sum("billable_seconds"))
    assert amounts(billable=False) == [(0, 200_000)]
    assert sums == {"value__sum": 100_000, "standard__sum": 200_000, "billable_seconds__sum": 36_000}
    assert verify().clean


def test_a_newer_file_that_makes_it_not_billable_takes_its_revenue_away(bring):
    bring(harvest_row(hours="20", text="Not billed", rate="100"))
    bring(NOT_BILLABLE)

    assert amounts() == [(0, 200_000)]
    assert verify().clean


def test_the_rate_card_goes_before_the_amount(bring, agency):
    CardPrice.objects.create(valid_from=WORK_DAY.replace(day=1), currency="EUR", per_hour="80")
    bring(NOT_BILLABLE)

    assert amounts() == [(0, 160_000)]


def test_time_on_no_project_earns_nothing_where_the_row_is_not_billable(bring):
    bring(NOT_BILLABLE.replace("Site", "").replace("Design", ""))

    entry = Entry.objects.get()
    assert (entry.project_id, entry.billable, entry.value, entry.standard) == (None, False, 0, 200_000)


def test_time_on_a_work_item_at_no_charge_is_at_no_charge_whatever_the_file_says(bring):
    bring(BILLABLE)
    WorkItem.objects.update(at_no_charge=True)
    bring(BILLABLE, harvest_row(day="2026-11-03", hours="20", text="Newport on the map", rate="100"))
    assert list(Entry.objects.order_by("pk").values_list("courtesy", "billable", "value", "standard")) == [
        (False, True, 100_000, None), (True, False, 0, 200_000),
    ]  # fmt: skip
    assert verify().clean


def test_a_newer_file_leaves_it_at_no_charge(bring):
    bring(BILLABLE)
    WorkItem.objects.update(at_no_charge=True)
    bring(harvest_row(hours="10", text="Billed", rate="110"))
    assert list(Entry.objects.values_list("courtesy", "billable", "value", "standard")) == [(True, False, 0, 110_000)]
    assert verify().clean
