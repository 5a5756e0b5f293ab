"""Old data: amounts of time that isn't billable leave the revenue, in the entries and in the sums."""

from importlib import import_module

from django.apps import apps

from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth, WorkMonth
from amity.timesheets.sums.verify import verify
from tests.builders import make_entry

move_amounts = import_module("amity.timesheets.migrations.0007_amounts_not_billable").move_amounts


def test_amounts_that_counted_as_revenue_become_standard_value(agency, site, tim):
    billed, unbilled = make_entry(by=tim, project=site, hours="1:00"), make_entry(by=tim, project=site, hours="2:00")
    Entry.objects.filter(pk=unbilled.pk).update(billable=False, value=7_000, standard=None)
    for sums in (ProjectMonth, WorkMonth):
        sums.objects.update(billable_seconds=3_600, value=(billed.value or 0) + 7_000)
    before = verify()
    move_amounts(apps, None)

    unbilled.refresh_from_db()
    assert (unbilled.value, unbilled.standard) == (0, 7_000)
    assert before.clean
    assert verify().differing == []
