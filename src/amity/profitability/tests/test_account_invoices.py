"""The short table of invoices on an account's Money tab."""

import html
import re

import pytest
from django.urls import reverse

from amity.invoicing.tests.making import DAY, make_invoice
from tests.builders import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_its_headings_lead_to_every_invoice_of_the_account_in_their_order(client, mara, osprey):
    for number, total, overdue in (("A", 100, 5), ("B", 300, 90), ("C", 200, 40)):
        make_invoice(osprey, number=number, net=total, tax=0, total=total, overdue=overdue)
    make_invoice(make_account("Larkfield", manager=mara), number="D")
    client.force_login(mara)

    page = client.get(reverse("money:account", args=[osprey.pk])).content.decode()
    table = page[page.index('id="invoices-h"') :]
    links = [link.replace("&amp;", "&") for link in re.findall(r'<th[^>]*><a href="([^"]+sort=[^"]+)"', table)]

    orders = [[line.row.number for line in client.get(link).context["lines"]] for link in links]
    assert orders == [["B", "C", "A"], ["B", "C", "A"], ["B", "C", "A"]]
    assert [link.partition("sort=")[2] for link in links] == ["due_on", "-total", "-unpaid"]


def test_its_sums_lead_to_the_invoices_of_the_account_that_they_count(client, mara, osprey):
    late = make_invoice(osprey, number="A", overdue=40)
    paid = make_invoice(osprey, number="B", overdue=30, paid=119_000, settled_on=DAY)
    make_invoice(make_account("Larkfield", manager=mara), number="C", overdue=40)
    client.force_login(mara)

    page = client.get(reverse("money:account", args=[osprey.pk])).content.decode()
    card = html.unescape(page[page.index('id="invoices-h"') :].partition("<table")[0])
    address = re.search(r'<a class="is-number" href="([^"]+)">', card)
    year = re.findall(r'href="([^"]*since=[^"]*)"', card)

    assert address is not None
    assert [line.row for line in client.get(address[1]).context["lines"]] == [late]
    assert year, "collection has its breakdown"
    assert all({line.row.pk for line in client.get(one).context["lines"]} == {late.pk, paid.pk} for one in year)
