"""Whatever can be downloaded as CSV can be downloaded as a spreadsheet, at the same address."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from amity.ui.lists.tables import TYPES
from tests.builders import make_entry
from tests.matrix.walk import addresses

CSV = sorted((name, route) for name, route in addresses() if route.endswith(".csv"))
REDIRECTS = {"retainers:retainers_file"}
"""An old address that leads to the list, which answers both."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize(("name", "route"), [one for one in CSV if one[0] not in REDIRECTS])
def test_a_csv_address_answers_a_spreadsheet_too(name, route, fina, tim, osprey, site):
    make_entry(by=tim, project=site, hours="3:00")
    address = (
        route.replace("<int:account_id>", str(osprey.pk))
        .replace("<int:project_id>", str(site.pk))
        .replace("<str:month>", "2026-11")
    )
    browser = Client()
    browser.force_login(fina)

    plain = browser.get(address)
    assert plain["Content-Type"] == TYPES["csv"]
    sheet = browser.get(f"{address}?export=xlsx")
    assert sheet["Content-Type"] == TYPES["xlsx"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.getvalue())).get_sheet_by_index(0).to_python()
    head = plain.getvalue().decode("utf-8-sig").splitlines()[0]
    assert str(rows[0][0]) == head.split(",")[0].strip('"')
