"""The list of accounts with what their jobs and their money say: mine, open, worst first; every number sorts."""

import csv
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.projects.models import Project
from amity.ui.lists import page as list_page
from amity.work.tests.making import make_brief
from tests.builders import make_account, make_agreement, make_cost_rate, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
ACCOUNTS = "/accounts/"


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def names(client, query=""):
    """The accounts of the page, in order."""
    return [line.row.account.name for line in client.get(f"{ACCOUNTS}?{query}").context["lines"]]


def tabs(client, query=""):
    """The tabs of the page with their counts."""
    return {link.label: link.count for link in client.get(f"{ACCOUNTS}?{query}").context["tabs"]}


def earning(account, hourly, *, by, hours="10"):
    """A project of an account on which someone worked at an hourly rate."""
    project = make_project(account, agreement=make_agreement(account, hourly_rate=hourly), team=[by])
    make_entry(by=by, project=project, hours=hours)
    return project


@pytest.fixture
def three(mara):
    """Three accounts of Mara: one far below target, one above with something late, one with a budget nearly used."""
    make_cost_rate("45")
    below, late, used = (make_account(name, manager=mara) for name in ("Below", "Late", "Used"))
    earning(below, "60", by=mara)
    earning(late, "200", by=mara).milestones.create(name="Launch", due_on=date(2026, 11, 2))
    fixed = make_agreement(used, "fixed", fee=900_000)
    make_line(fixed, hours="10", planned_cost=50_000)
    make_entry(by=mara, project=make_project(used, name="Relaunch", agreement=fixed, team=[mara]), hours="9")
    return below, late, used


def test_the_list_opens_on_ones_own_open_accounts_the_worst_first(maras, mara, three):
    make_account("Foreign", manager=None)
    make_account("Ended", manager=mara, status="closed")

    assert names(maras)[0] == "Below"
    assert set(names(maras)) == {"Below", "Late", "Used"}
    assert tabs(maras) == {
        "My open accounts": 3, "Unwell": 0, "Below target": 1, "Something late": 1, "Blocked": 0,
    }  # fmt: skip


def test_a_margin_well_below_target_is_crimson_on_money_and_only_marked_among_jobs(maras, mara):
    make_cost_rate("45")
    osprey = make_account("Osprey", manager=mara)
    earning(osprey, "80", by=mara)
    addresses = ("/work/", ACCOUNTS, f"/accounts/{osprey.pk}/jobs/", f"/accounts/{osprey.pk}/money/")

    pages = {address: maras.get(address, follow=True).content.decode() for address in addresses}

    for address, page in pages.items():
        is_of_jobs = address in ("/work/", f"/accounts/{osprey.pk}/jobs/")
        look = "is-watch" if is_of_jobs else "is-unwell"
        cell = re.search(rf'{look}( st)?">(\s*<[^>]+>)*\s*43\.8<.*?</td>', page, re.DOTALL)
        assert cell, address
        words = 'visually-hidden"> well below target</span>' if is_of_jobs else "well below target</small>"
        assert words in cell[0], address
        assert ("<svg" in cell[0]) == is_of_jobs, address
    assert "1 of your 1 open jobs is well below target margin" in pages["/work/"]


def test_closed_accounts_and_those_of_others_are_behind_switches(maras, mara, three, fina):
    make_account("Ended", manager=mara, status="closed")
    make_account("New", manager=None)

    assert "Ended" in names(maras, "closed=on")
    assert names(maras, "status=closed") == ["Ended"]
    maras.force_login(fina)
    assert set(names(maras)) == {"New", "Below", "Late", "Used"}
    assert names(maras, "whose=mine") == []
    assert names(maras, "manager=none") == ["New"]


def test_a_tab_shows_what_it_counts(maras, three):
    assert names(maras, "view=below") == ["Below"]
    assert names(maras, "view=late") == ["Late"]
    assert names(maras, "view=blocked") == []


@pytest.mark.parametrize(
    "key", ["used", "margin", "net_fees", "target", "time", "rate", "over", "jobs", "late", "contact_count"]
)
def test_every_number_sorts_over_all_rows_and_not_over_a_page(maras, three, monkeypatch, key):
    monkeypatch.setattr(list_page, "PAGE_SIZE", 1)
    page = maras.get(f"{ACCOUNTS}?sort=-{key}&cols=name&cols={key}")
    value = next(column for column in page.context["list"].columns if column.key == key)
    every = page.context["list"].every
    known = [value.read(row) for row in every if value.read(row) is not None]
    figures = [getattr(one, "minor", one) for one in known]

    assert page.context["warnings"] == []
    assert len(every) == 3
    assert figures == sorted(figures, reverse=True)
    assert page.context["lines"][0].row is every[0]


def test_the_columns_name_the_job_they_are_about(maras, three):
    page = maras.get(ACCOUNTS).content.decode()

    assert "Relaunch" in page
    assert "90" in page
    assert "Launch" in page
    text = b"".join(maras.get(f"{ACCOUNTS}?export=csv&sort=-used").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["Account"], row["Budget used"], row["Open jobs"]) == ("Used", "90", "1")


def test_who_sees_no_money_sees_whole_rows_and_no_amount(client, tim, site):
    make_cost_rate("45")
    make_entry(by=tim, project=site, hours="10")
    client.force_login(tim)

    page = client.get(ACCOUNTS)

    assert names(client) == ["Osprey Rail"]
    assert {"margin", "net_fees"}.isdisjoint(column.key for column in page.context["list"].columns)
    assert "noright" not in page.content.decode()
    assert names(client, "sort=-margin") == ["Osprey Rail"]
    assert "sorted by" in client.get(f"{ACCOUNTS}?sort=-margin").content.decode()


def test_accounts_that_are_not_shown_cost_no_query(maras, mara, three):
    counted = []
    for more in (1, 12):
        for _number in range(more):
            account = make_account(manager=mara)
            make_brief(account, wanted_on=date(2026, 12, 1))
            earning(account, "100", by=mara)
        maras.get(ACCOUNTS)
        with CaptureQueriesContext(connection) as queries:
            maras.get(ACCOUNTS)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("address", [ACCOUNTS, "/work/"])
def test_the_budget_of_a_delivered_job_says_so_as_it_heads_nowhere(maras, three, address):
    def cell():
        return maras.get(address).text.partition('class="used">')[2].partition("</small>")[0]

    assert "delivered" not in cell()
    Project.objects.filter(name="Relaunch").update(status="delivered")

    assert "· delivered" in cell()
