"""The totals above the list of time lead to the entries that each counts, within the filters in use."""

import re
from datetime import date

import pytest

from amity.timesheets.models import Entry
from tests.builders import make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
DAY = date(2026, 11, 4)
HOUR = 3_600


def test_each_total_leads_to_the_entries_that_it_counts(client, fina, tim, site):
    for hours, values in (
        ("1:00", {"billable": False, "value": 0, "cost": 50_00}),
        ("2:00", {"billable": True, "value": None, "cost": 100_00}),
        ("4:00", {"billable": True, "value": 400_00, "cost": None}),
    ):
        entry = make_entry(by=tim, project=site, hours=hours, on=DAY)
        Entry.objects.filter(pk=entry.pk).update(value_currency="EUR", cost_currency="EUR", **values)
    make_entry(by=fina, hours="8:00", on=DAY, project=None)
    client.force_login(fina)

    page = (
        client.get(f"/time/?project={site.pk}").text.partition('<section class="totals"')[2].partition("</section>")[0]
    )
    leads = [one.replace("&amp;", "&") for one in re.findall(r'<a class="is-number" href="([^"]+)"', page)]
    listed = [client.get(one).context["totals"] for one in leads]

    assert [one.seconds // HOUR for one in listed] == [7, 6, 7, 4, 7, 2]
    assert [one.cost[0].minor for one in listed[:3]] == [150_00, 100_00, 150_00]
