"""Hours of a retainer's period open the entries that add up to them."""

import re
from datetime import date

import pytest
from django.test import Client

from amity.agreements.models import Agreement
from amity.retainers.models import RetainerTerms
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.tests.test_requests import item_of
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_project

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

    assert opened(client, card) == [4 * HOUR, 2 * HOUR, 6 * HOUR]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', card)
    assert len(heads) == len(set(heads)), heads


def test_the_hours_of_each_period_open_theirs(client, page):
    card = page.partition('id="periods-h"')[2].partition("</section>")[0]

    assert sorted(opened(client, card)) == [HOUR, 6 * HOUR]


def test_every_number_of_a_period_opens_what_it_is_made_of(page):
    card = page.partition('id="periods-h"')[2].partition("</section>")[0]
    breakdowns = re.findall(r"<details class=\"why.*?</details>", card, re.DOTALL)
    cells = re.findall(
        r"<td.*?</td>", re.sub(r"<details class=\"why.*?</details>", "<a ", card, flags=re.DOTALL), re.DOTALL
    )
    shown = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in breakdowns]

    assert [cell for cell in cells if re.search(r">[^<]*\d", cell) and "<a " not in cell] == []
    assert "1 h Breakdown of November, open Available 5 h Used −6 h Overage 1 h Written off 1 h" in shown
    assert [one for one in shown if "÷" in one] == [
        "+20.0% Breakdown of November, open Used 6 h Included −5 h Over-servicing (used − included) ÷ included +20.0%"
    ]


def test_the_hours_of_a_retainer_that_counts_approved_time_open_that_alone(client, page, mara, piet, tim):
    agreement = Agreement.objects.get(title="App care")
    fields = RequestFields("Lookbook", planned_seconds=5 * HOUR, asked_on=date(2026, 10, 1))
    asked = log_included_request(by=acting(piet), agreement_id=agreement.pk, fields=fields, now=MONDAY)
    terms = PeriodTerms(date(2026, 10, 1), "hours", 5 * HOUR)
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    RetainerTerms.objects.filter(agreement=agreement).update(counted="approved")
    for hours, state in (("2", "approved"), ("3", "draft")):
        made = make_entry(
            by=tim, project=agreement.projects.get(), item_id=item_of(asked).pk, hours=hours, on=date(2026, 11, 6)
        )
        Entry.objects.filter(pk=made.pk).update(state=state)
    page = client.get(f"/retainers/{agreement.pk}/?period=2026-11-01").text
    card = page.partition('id="asked-h"')[2].partition("</section>")[0]

    assert "2\N{NO-BREAK SPACE}h" in card
    assert set(opened(client, card)) == {2 * HOUR}


def test_the_hours_of_requests_and_without_one_open_what_they_count(client, page, piet, tim):
    agreement = Agreement.objects.get(title="App care")
    fields = RequestFields("Lookbook", planned_seconds=5 * HOUR, asked_on=date(2026, 10, 1))
    asked = log_included_request(by=acting(piet), agreement_id=agreement.pk, fields=fields, now=MONDAY)
    item, project = item_of(asked), agreement.projects.get()
    for hours, on in (("2", date(2026, 10, 6)), ("1", date(2026, 11, 6))):
        make_entry(by=tim, project=project, item_id=item.pk, hours=hours, on=on)
    page = client.get(f"/retainers/{agreement.pk}/?period=2026-11-01").text.replace("\N{NO-BREAK SPACE}", " ")
    card = page.partition('id="asked-h"')[2].partition("</section>")[0]
    planned = page.partition("<summary>2 h planned on it</summary>")[2].partition("</details>")[0]

    assert opened(client, card) == [3 * HOUR, 3 * HOUR, 7 * HOUR, HOUR], "those of the request on a phone, too"
    assert '<a class="is-number" href="#asked-h">2 h</a> still planned on requests' in page
    assert "Without a request 6 h" in " ".join(re.sub(r"<[^>]+>", " ", card).split())
    assert f'href="/requests/{asked.pk}/#facts-h"' in card
    assert f'<a href="/requests/{asked.pk}/">2 h</a>' in planned
