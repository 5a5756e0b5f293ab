"""Hours of a retainer's period open the entries that add up to them."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.builders import make_agreement, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
HOUR = 3_600


@pytest.fixture
def page(client: Client, osprey, mara, piet, tim):
    """Return the page of a retainer of 5 h with 4 h on its line and 2 h without one in November, 1 h in October."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=720_000, included_seconds=5 * HOUR, starts_on=date(2026, 10, 1)
    )
    line = make_line(agreement, "1")
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    for day, hours, on in (((11, 4), "4", line.pk), ((11, 5), "2", None), ((10, 5), "1", line.pk)):
        make_entry(by=tim, project=project, hours=hours, on=date(2026, *day), line_id=on)
    client.force_login(mara)
    return client.get(f"/retainers/{agreement.pk}/?period=2026-11-01").content.decode()


def opened(client: Client, part: str) -> list[int]:
    """Return the seconds behind each link to entries."""
    links = re.findall(r'href="(/time/[^"]+)"', part)
    return [client.get(link.replace("&amp;", "&")).context["totals"].seconds for link in links]


def test_the_hours_of_lines_open_their_entries(client, page):
    card = page.partition('id="lines-h"')[2].partition("</section>")[0]

    assert opened(client, card) == [4 * HOUR, 6 * HOUR]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', card)
    assert len(heads) == len(set(heads)), heads


def test_the_hours_of_each_period_open_theirs_and_its_overage_opens_the_period(client, page):
    card = page.partition('id="periods-h"')[2].partition("</section>")[0]

    assert sorted(opened(client, card)) == [HOUR, 6 * HOUR]
    assert len(re.findall(r'href="[^"]*period=2026-11-01#period-h"', card)) == 2
