"""The table of accounts under Money: saved views and chosen columns, as lists have them."""

from datetime import date

import pytest
from django.test import Client

from amity.accounts.models import Account
from amity.shared.permission import MoneyRight
from amity.ui.models import SavedView
from tests.builders import make_account, make_agreement, make_entry, make_project


@pytest.fixture
def money(fina):
    """Return the browser of finance, and two accounts with work in October: Alder earns more, Birch worked longer."""
    for name, fee, hours in (("Alder", 900_000, "10:00"), ("Birch", 300_000, "20:00")):
        account = make_account(name)
        project = make_project(account, name=f"{name} site", agreement=make_agreement(account, "fixed", fee=fee))
        make_entry(by=fina, project=project, hours=hours, on=date(2026, 10, 5))
    client = Client()
    client.force_login(fina)
    return client


def table(page):
    """Return the table of accounts as text."""
    text = page.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    return text[text.index('<table class="tbl tbl-close"') : text.index("</table>")]


def test_a_column_that_is_not_shown_leaves_rows_and_total_as_they_are(money):
    whole, narrow = (table(money.get(f"/money/{query}")) for query in ("", "?cols=account&cols=time"))

    assert "Net fees" in whole
    assert "Net fees" not in narrow
    assert "Over-servicing" not in narrow
    for text in (whole, narrow):
        assert [hours for hours in ("10 h", "20 h", "30 h") if hours not in text] == []


def test_chosen_columns_stay_and_the_links_of_a_page_keep_those_of_its_address(money):
    money.post("/lists/money/columns/", {"path": "/money/", "query": "sort=time", "cols": ["account", "margin"]})
    own, asked = money.get("/money/"), money.get("/money/?cols=account&cols=fees")

    assert "Net fees" not in table(own)
    assert "Net fees" in table(asked)
    links = [*asked.context["links"].headings.values(), *(link.url for link in asked.context["periods"])]
    assert len(links) == 8
    assert [link for link in links if "cols=account&cols=fees" not in link] == []


def test_a_saved_view_leads_back_to_its_period_order_and_columns(money):
    page = money.get("/money/?period=202610&sort=time&cols=account&cols=time")
    money.post("/lists/money/views/", {"path": "/money/", "query": page.context["plain_query"], "name": "Longest"})

    (view,) = money.get("/money/").context["views"]
    again = money.get(view.url)

    assert (view.name, SavedView.objects.get().list_key) == ("Longest", "money")
    assert again.context["views"][0].current
    assert again.context["money"].period.choice == "202610"
    assert table(again).index("Birch") < table(again).index("Alder")
    assert "Net fees" not in table(again)


def test_columns_of_amounts_are_offered_and_drawn_only_with_the_right(money, fina):
    fina.own_money_right = MoneyRight.HOURS
    fina.save()

    page = money.get("/money/?cols=account&cols=fees&cols=margin")

    assert [choice.column.key for choice in page.context["choices"]] == ["time", "over"]
    assert "Net fees" not in table(page)


def test_time_outside_accounts_opens_its_entries(money, fina):
    internal = make_project(None, name="Own site", is_internal=True)
    make_entry(by=fina, project=internal, hours="7:00", on=date(2026, 10, 6))

    text = money.get("/money/?period=202610").content.decode()
    outside = text[text.index('id="beside-h"') :]

    assert "/time/?account=none&amp;since=2026-10-01&amp;until=2026-10-31" in outside
    assert money.get("/time/?account=none&since=2026-10-01&until=2026-10-31").context["count"] == 1


def test_the_projects_of_an_account_are_sorted_on_its_page(money, fina):
    account = Account.objects.get(name="Birch")
    for name, hours in (("Short work", "1:00"), ("Long work", "24:00")):
        make_entry(by=fina, project=make_project(account, name=name), hours=hours, on=date(2026, 10, 7))

    page = money.get(f"/accounts/{account.pk}/money/?sort=time")
    rows = page.content.decode().partition('id="projects-h"')[2]

    places = [rows.index(name) for name in ("Long work", "Birch site", "Short work")]
    assert places == sorted(places)
    assert 'aria-sort="descending"' in rows
    assert all("sort=time" in link.url for link in page.context["periods"])
