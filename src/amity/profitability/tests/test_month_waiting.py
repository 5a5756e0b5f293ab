"""The month to close says on Today how much time has no cost, and leads to it."""

import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize("address", ["/today/", "/waiting/"])
def test_time_without_a_cost_leads_to_its_entries(client, october, fina, address):
    client.force_login(fina)

    found = re.findall(
        r'<a class="is-number" href="([^"]+)">8\N{NO-BREAK SPACE}h have no cost', client.get(address).text
    )

    assert found == ["/time/?month=202610&amp;unpriced=cost"]
    assert client.get(found[0].replace("&amp;", "&")).context["totals"].seconds == 8 * 3600
