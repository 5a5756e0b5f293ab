"""The short table of invoices on an account's Money tab."""

import re

import pytest
from django.urls import reverse

from amity.invoicing.tests.making import make_invoice
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
