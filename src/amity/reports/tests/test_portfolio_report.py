"""The report on all accounts leads to what its figures are made of, and writes them as Money does."""

from dataclasses import MISSING, fields
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from amity.growth.tests.test_commands import make_health
from amity.health.rules import UNWELL
from amity.profitability.figures.rules import Figure
from amity.profitability.statements.rows import Row
from amity.reports.reviews.blocks.inside import margin_head, margin_of
from amity.reports.reviews.tables import figure_columns, table_of
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def report(client, ada, piet, tim, osprey):
    """Return the report in which Osprey has time, fees and a cost."""
    make_cost_rate("45")
    agreement = make_agreement(osprey, "fixed", fee=500_000)
    line = make_line(agreement, "1", hours="20")
    project = make_project(osprey, manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="8", on=date(2026, 11, 16), line_id=line.pk)
    client.force_login(ada)
    return client.get(reverse("reports:portfolio_report"))


def block(report, key):
    return next((one, table, chart) for one, table, chart in report.context["slides"] if one["key"] == key)


def test_names_and_amounts_lead_to_the_account_and_to_what_they_are_made_of(client, report, osprey):
    links = block(report, "accounts")[0]["table"]["links"][0]

    assert links[0].startswith(reverse("money:account", args=[osprey.pk]))
    assert links[1].startswith(reverse("money:why_account", args=[osprey.pk, "agi"]))
    page = report.text
    for address in [*links, *block(report, "margin")[0]["table"]["links"][-1]]:
        assert not address or (f'href="{address}"' in page and client.get(address).status_code == 200)


def test_the_totals_and_the_counts_lead_to_what_they_are_made_of(client, report, osprey):
    make_health(osprey, UNWELL)
    report = client.get(reverse("reports:portfolio_report"))
    margin, health = block(report, "margin")[0]["table"], block(report, "health")[0]["table"]
    counted = [(int(row[1]), links[1]) for row, links in zip(health["rows"], health["links"], strict=True)]

    for address in margin["total_links"][1:]:
        assert f'href="{address}"' in report.text
        assert client.get(address).status_code == 200
    assert [client.get(address).context["count"] for _count, address in counted] == [count for count, _ in counted]
    assert sum(count for count, _address in counted) == 1


def test_over_servicing_that_is_not_known_is_a_dash_and_stays_a_column_of_figures(report):
    assert block(report, "accounts")[0]["table"]["rows"][0][3] == "–"
    heads, rows = ["Account", "Over-servicing"], [["A", "+17.0%"], ["B", "–"], ["C", "–"], ["D", "–"]]
    assert figure_columns(heads, rows) == [False, True]


def test_the_chart_is_drawn_for_the_width_of_its_card(report):
    chart = block(report, "margin")[2]
    assert (chart.wide.width, chart.small.width) == (840, 480)


def test_a_table_without_links_has_none():
    table = {"heads": ["A", "B"], "rows": [["x", "1"]], "total": []}
    found = table_of({"table": table})
    assert found
    assert "<a" not in found.rows


def made_row(margin, **values):
    known: dict[str, Any] = dict.fromkeys(field.name for field in fields(Row) if field.default is MISSING)
    return Row(**known | {"margin": margin} | values)


def test_margins_that_are_known_in_part_say_so_once_above_them():
    whole = made_row(Figure(4_410, "basis_points"))
    part = made_row(Figure(None, "basis_points", "no_fee"), of_known=Figure(5_660, "basis_points"))

    assert [margin_of(one) for one in (whole, part)] == ["44.1%", "56.6%"]
    assert (margin_head([whole]), margin_head([whole, part])) == ("Delivery margin", "Known delivery margin")
    assert figure_columns(["Month", margin_head([part])], [["Dec", "56.6%"]]) == [False, True]
