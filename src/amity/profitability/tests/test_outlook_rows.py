"""Figures of the outlook lead to their rows on the page of the month."""

import re
from datetime import date

import time_machine
from django.test import Client

from tests.builders import make_agreement


@time_machine.travel("2026-11-25 12:00", tick=False)
def test_each_figure_of_a_month_leads_to_its_row_on_the_months_page(brand, osprey, fina, tim):
    brand.agreement.ends_on = date(2027, 2, 28)
    brand.agreement.save()
    make_agreement(osprey, "retainer", fee=500_000, starts_on=date(2026, 1, 1))
    client = Client()
    client.force_login(fina)
    table = client.get("/money/ahead/").text.partition('id="months-h"')[2].partition("</tbody>")[0]
    row = re.search(r"<tr data-row>(?:(?!</tr>).)*why/2026-12/.*?</tr>", table, re.DOTALL)
    assert row
    cells = [cell for cell in re.findall(r"<td.*?</td>", row[0], re.DOTALL) if re.search(r">[^<]*\d", cell)]
    links = [re.search(r'href="/money/ahead/why/2026-12/#(\w+)"', cell) for cell in cells]
    rows = re.findall(r'<tr id="(\w+)">', client.get("/money/ahead/why/2026-12/").text)

    assert None not in links
    assert {"signed", "fixed", "goes_on"} <= {link[1] for link in links if link} <= set(rows)
