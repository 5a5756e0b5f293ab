"""No list writes €0.00 where nothing is open, and a year's figures lead to the invoices that they count."""

import html
import re

import pytest
from django.test import Client

from amity.invoicing.tests.making import DAY, make_invoice
from amity.shared.money import Money
from amity.ui.templatetags.amity import money
from tests.builders import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_an_amount_still_to_be_paid_is_a_dash_where_it_is_nothing():
    assert money(Money(0, "EUR"), "open") == money(None)
    assert money(Money(119_000, "EUR"), "open") == money(Money(119_000, "EUR"), "cents")


@pytest.mark.parametrize("path", ["/accounts/{}/money/", "/money/receivables/", "/money/receivables/?closed=on"])
def test_a_paid_invoice_and_an_empty_age_have_a_dash(client: Client, fina, osprey, path):
    make_invoice(osprey, paid=119_000, settled_on=DAY)
    make_invoice(osprey)
    client.force_login(fina)
    page = client.get(path.format(osprey.pk)).content.decode()

    invoices = page.split("invoices-h", 1)[-1].replace("1,190.00", "")

    assert "1,190" in page
    assert "0.00" not in (invoices.split("</section>")[0] if "invoices-h" in page else invoices)


def test_realisation_and_collection_lead_to_issued_invoices_paid_ones_too(client: Client, fina, osprey):
    paid = make_invoice(osprey, overdue=30, paid=119_000, settled_on=DAY)
    for status in ("draft", "void"):
        make_invoice(osprey, overdue=30, status=status)
    client.force_login(fina)
    page = client.get("/money/receivables/").text

    addresses = {html.unescape(found) for found in re.findall(r'href="([^"]*since=[^"]*until=[^"]*)"', page)}
    listed = [[line.row.pk for line in client.get(address).context["lines"]] for address in addresses]

    assert listed == [[paid.pk]]


def test_open_and_overdue_amounts_of_an_account_lead_to_the_invoices_that_add_up_to_them(client: Client, fina, osprey):
    make_invoice(osprey)
    for days in (10, 100):
        make_invoice(osprey, overdue=days)
    make_invoice(osprey, overdue=10, kind="credit_note", net=-10_000, tax=0, total=-10_000)
    make_invoice(make_account("Alder"), overdue=10)
    client.force_login(fina)
    page = client.get(f"/accounts/{osprey.pk}/money/").text
    links = re.findall(r'<a class="is-number" href="([^"]*)">(.*?)</a>', page)
    opened = {
        re.sub(r"<[^>]+>", "", shown): client.get(html.unescape(url)).context["lines"]
        for url, shown in links if "/receivables/" in url
    }  # fmt: skip
    sums = {shown: sum(line.row.unpaid for line in lines) for shown, lines in opened.items()}

    assert sums == {"€3,470 open": 347_000, "€2,380 of it overdue": 238_000}
