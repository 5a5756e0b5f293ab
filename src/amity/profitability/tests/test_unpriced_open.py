"""Hours without a cost and hours without a price are two numbers, and each opens exactly its entries."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from amity.timesheets.models import Entry
from tests.builders import make_account, make_agreement, make_cost_rate, make_entry, make_project
from tests.rig.summaries import shut_figures

BEFORE, AFTER = date(2026, 9, 7), date(2026, 10, 5)
LINKS = re.compile(r'<a href="([^"]+figure=(?:uncosted|unvalued)[^"]*)">([^<]+)</a>')


@pytest.fixture
def work(fina):
    """Return a project by the hour and one at a fixed fee. A cost is known from October, and a price of none."""
    make_cost_rate("50", valid_from=date(2026, 10, 1))
    hourly, fixed = (
        make_project(
            account := make_account(name), name=f"{name} site", agreement=make_agreement(account, model, fee=fee)
        )
        for name, model, fee in (("Alder", "time_and_materials", None), ("Birch", "fixed", 300_000))
    )
    for project, first, then in ((hourly, "10:00", "4:00"), (fixed, "3:00", "2:00")):
        make_entry(by=fina, project=project, hours=first, on=BEFORE)
        make_entry(by=fina, project=project, hours=then, on=AFTER)
    make_entry(by=fina, hours="5:00", on=BEFORE, account_id=hourly.account_id)
    return hourly


def opened(client, address):
    """Return the words of each link to time without a cost or a price, with the hours that it lists.

    No other figure of the page's summaries and feet of cards is shut.
    """
    page = client.get(address).text.replace("\xa0", " ")
    assert list(shut_figures(page)) == []
    return [(words, client.get(unescape(url)).context["totals"].seconds / 3600) for url, words in LINKS.findall(page)]


def test_each_opens_the_entries_that_it_counts(fina, work):
    client = Client()
    client.force_login(fina)
    assert Entry.objects.filter(cost=None, account=work.account_id).count() == 2

    assert opened(client, "/money/?period=2026") == [("13 h without a cost", 13), ("14 h without a price", 14)]
    own = [("10 h without a cost", 10), ("14 h without a price", 14)]
    for address in (f"/accounts/{work.account_id}/money/", f"/projects/{work.pk}/money/"):
        assert set(opened(client, address)) == set(own), address
