"""Figures of lists open the page that explains exactly that figure: the same months, the same rows."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import make_account, make_agreement, make_cost_rate, make_entry, make_line, make_project

SHOWN = re.compile(r'<details class="why is-number" hx-get="([^"]+)".*?<summary>(.*?)</summary>', re.DOTALL)
LEADS = re.compile(r'<a class="is-number" href="([^"]+)">(.*?)</a>', re.DOTALL)
TOTAL = re.compile(r"<tfoot>.*?<td class=\"num\">(.*?)</td>", re.DOTALL)


@pytest.fixture
def finance(fina: Person) -> Client:
    """Return the browser of finance, with work of two accounts over two years, the second without time since June."""
    make_cost_rate("50")
    for name, months in (("Alder", ((2024, 9), (2025, 9), (2026, 9))), ("Birch", ((2025, 8), (2026, 4), (2026, 6)))):
        worked(fina, name, months)
    client = Client()
    client.force_login(fina)
    return client


def worked(fina: Person, name: str, months: tuple[tuple[int, int], ...]) -> Project:
    """Return a project of a fixed fee with ten hours in each month, three quarters of those quoted."""
    agreement = make_agreement(account := make_account(name), "fixed", fee=900_000, starts_on=date(2024, 9, 1))
    line = make_line(agreement, "1.1", hours="40:00", valid_from=date(2024, 9, 1))
    project = make_project(account, name=f"{name} site", agreement=agreement)
    for year, month in months:
        make_entry(by=fina, project=project, hours="10:00", on=date(year, month, 5), line_id=line.pk)
    return project


def plain(html: str) -> str:
    """Return the number of a figure, without its cents and its bound."""
    return re.sub(r"at (least|most)|\.00$|[\s\u00a0\u202f]", "", re.sub(r"<[^>]+>", "", html))


def differing(client: Client, address: str) -> Iterator[tuple[str, str, str]]:
    """Yield each figure of a list whose breakdown ends on another one."""
    page = client.get(address)
    assert page.status_code == 200, address
    found = SHOWN.findall(page.content.decode())
    assert found, address
    for url, shown in found:
        page = client.get(url.replace("&amp;", "&"), headers={"HX-Request": "true"})
        total = TOTAL.search(page.content.decode())
        if (
            page.status_code != 200
            or total is None
            or plain(total[1]).removesuffix(".00") != plain(shown).removesuffix(".00")
        ):
            yield url, plain(shown), plain(total[1]) if total else str(page.status_code)


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/?whose=all&cols=name&cols=margin&cols=net_fees&cols=time&cols=rate",
        "/work/?whose=all&closed=on",
        "/growth/retention/?cols=name&cols=before&cols=now",
        "/money/month-end/2026-09/",
    ],
)
def test_the_breakdown_of_a_figure_in_a_list_ends_on_that_figure(finance, address):
    assert list(differing(finance, address)) == []


def test_the_months_of_a_project_an_account_and_the_agency_open_their_own_breakdown(finance):
    project = Project.objects.get(name="Alder site")

    for address in (f"/projects/{project.pk}/money/", f"/accounts/{project.account_id}/money/", "/money/"):
        found = SHOWN.findall(finance.get(address).content.decode())
        assert any(url.endswith("time/?period=202609") for url, _shown in found), address
        assert [one for one in differing(finance, address) if "period=202" in one[0]] == []


def test_the_difference_and_what_a_line_earned_open_like_its_hours(finance):
    project = Project.objects.get(name="Alder site")
    page = finance.get(f"/projects/{project.pk}/money/").content.decode()
    row = page.partition("Earned by line")[2].partition(">Total<")[0]

    assert row.count('href="/time/?line=') == 3
    assert '<details class="why is-number">' in row


def test_the_quarter_of_work_by_goal_leads_to_the_same_time_of_the_account(finance):
    page = finance.get("/money/drift/?quarter=20263").content.decode()
    url, shown = LEADS.findall(page)[0]

    opened = finance.get(url.replace("&amp;", "&")).content.decode()

    assert "quarter=20263#by-goal" in url
    assert 'id="by-goal"' in opened
    assert plain(shown) == plain(opened.split("<tfoot>")[1].split('<td class="num">')[1].split("</td>")[0]) == "10h"
