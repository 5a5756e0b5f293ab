"""Hours of a project's lines, items and total open the entries that add up to them."""

import re
from datetime import date

import pytest
from django.test import Client

from amity.people import rules as roles
from tests.builders import (
    make_account,
    make_agreement,
    make_entry,
    make_item,
    make_line,
    make_person,
    make_project,
)

DAY = date(2026, 10, 1)


@pytest.fixture
def hours(osprey, tim):
    """Return a project with a line of two hours, an item below it of three, and another line of four."""
    agreement = make_agreement(osprey, "fixed", fee=500_000)
    build, texts = make_line(agreement, "1", hours="10:00"), make_line(agreement, "2", hours="10:00")
    project = make_project(osprey, name="Site", agreement=agreement, team=[tim])
    item = make_item(project, "Map", hours="2:00", line=build)
    make_entry(by=tim, project=project, line_id=build.pk, hours="2:00", on=DAY)
    make_entry(by=tim, project=project, line_id=build.pk, item_id=item.pk, hours="3:00", on=DAY)
    make_entry(by=tim, project=project, line_id=texts.pk, hours="4:00", on=DAY)
    return {"project": project, "line": build, "texts": texts, "item": item}


def page_of(person, address):
    client = Client()
    client.force_login(person)
    return client.get(address)


def opened(person, page, address):
    """Return the seconds listed behind an address that a page leads to."""
    assert f'href="{address}"' in page.text, address
    return page_of(person, address).context["totals"].seconds


def test_each_of_them_opens_entries_that_add_up_to_it(hours, fina):
    project, line = hours["project"], hours["line"].pk
    work, money = (page_of(fina, f"/projects/{project.pk}/{tab}") for tab in ("", "money/"))

    for page in (work, money):
        assert opened(fina, page, f"/time/?line={line}") == 5 * 3600
        assert opened(fina, page, f"/time/?line={hours['texts'].pk}") == 4 * 3600
        assert opened(fina, page, f"/time/?project={project.pk}") == 9 * 3600
    assert opened(fina, work, f"/time/?item={hours['item'].pk}") == 3 * 3600
    assert f'<option value="{line}" selected>1 Line 1</option>' in page_of(fina, f"/time/?line={line}").text


def test_each_hour_of_a_forecast_opens_its_entries(hours, fina):
    page = page_of(fina, f"/projects/{hours['project'].pk}/money/forecast/")

    assert opened(fina, page, f"/time/?item={hours['item'].pk}") == 3 * 3600
    assert opened(fina, page, f"/time/?line={hours['texts'].pk}") == 4 * 3600
    assert page.text.count(f'href="/time/?item={hours["item"].pk}"') == 2, "used, and above plan"


def test_a_total_with_hours_of_other_projects_opens_none_of_them(hours, osprey, tim, fina):
    project = hours["project"]
    beside = make_project(osprey, name="Beside", agreement=project.agreement, team=[tim])
    make_entry(by=tim, project=beside, line_id=hours["line"].pk, hours="1:00", on=DAY)

    for tab in ("", "money/"):
        page = page_of(fina, f"/projects/{project.pk}/{tab}")
        assert f"?line={hours['line'].pk}" in page.text
        assert f'?project={project.pk}">' not in page.text.split("<tfoot>", 1)[1].split("</tfoot>", 1)[0]


def test_a_line_of_an_account_one_cannot_see_is_not_named(hours, agency):
    make_account("Elsewhere")
    stranger = make_person("Stranger", roles.TEAM_MEMBER)

    for key in (hours["line"].pk, 9_999, "x", "9" * 30):
        page = page_of(stranger, f"/time/?line={key}")
        assert page.status_code == 200
        assert "Line 1" not in page.text
        assert page.context["count"] == 0


def test_time_on_none_of_the_lines_opens_exactly_its_entries(hours, fina, tim):
    project = hours["project"]
    make_entry(by=tim, project=project, hours="1:00", on=DAY)
    address = f"/time/?project={project.pk}&amp;figure=unquoted-{project.pk}"

    for tab in ("", "money/"):
        page = page_of(fina, f"/projects/{project.pk}/{tab}")
        assert f'href="{address}"' in page.text
    listed = page_of(fina, address.replace("&amp;", "&"))

    assert listed.context["totals"].seconds == 3600
    assert "Unquoted time" in listed.text
    assert page_of(make_person("Stranger", roles.TEAM_MEMBER), address.replace("&amp;", "&")).context["count"] == 0


def test_what_is_left_and_the_difference_of_each_line_and_of_all_open_their_inputs(hours, fina):
    page = page_of(fina, f"/projects/{hours['project'].pk}/").text
    card = page.partition('<section class="card" id="lines"')[2].partition("</section>")[0]

    shown = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<details.*?</details>", card, re.S)]

    assert "5 h Inputs Planned 10 h Used − 5 h Planned remaining 5 h" in shown
    assert "11 h Inputs Line 1 5 h Line 2 6 h Planned remaining 11 h" in shown
    assert "0 h Inputs Used 9 h Planned remaining 11 h Quoted −20 h Difference 0 h" in shown


def test_the_quoted_hours_of_a_line_lead_to_its_agreement(hours, fina):
    project = hours["project"]
    card = page_of(fina, f"/projects/{project.pk}/money/").text.partition('id="lines-h"')[2].partition("</section>")[0]

    assert card.count(f'<a class="is-number" href="/agreements/{project.agreement_id}/">') == 3
