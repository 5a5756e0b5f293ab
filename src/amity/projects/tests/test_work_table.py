"""The table of a project's work: one row a line with its items below it, its hours, and the total."""

import pytest
from django.urls import reverse

from amity.projects.work_table.rules import row_state
from tests.builders import make_entry, make_item, make_line, make_project


@pytest.fixture
def line(site):
    """Return a line of 40 hours of the site."""
    return make_line(site.agreement, "7", hours="40")


def table_of(client, project):
    """Return the table that a project's page draws."""
    return client.get(reverse("projects:project", args=[project.pk])).context["table"]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"finished": True, "asked": True}, "finished"),
        ({"asked": True, "deliverable": "with_client"}, "asked"),
        ({"deliverable": "with_client", "used_seconds": 1}, "with_client"),
        ({"deliverable": "planned", "used_seconds": 1}, "in_progress"),
        ({}, "planned"),
        ({"over": True, "used_seconds": 1}, "not_marked"),
    ],
)
def test_a_row_shows_the_state_that_says_most(given, state):
    silent = {"finished": False, "asked": False, "used_seconds": 0, "deliverable": "", "over": False}

    assert row_state(**(silent | given)) == state


def test_a_line_stands_once_with_its_items_below_and_hours_of_both(client, piet, tim, site, line):
    item = make_item(site, "Seat map", line=line, hours="12")
    make_entry(by=tim, project=site, hours="5:00", line_id=line.pk, item_id=item.pk)
    make_entry(by=tim, project=site, hours="2:00")
    client.force_login(piet)

    table = table_of(client, site)

    row = table.rows[0]
    assert [(one.kind, one.id) for one in table.every] == [("line", line.pk), ("item", item.pk)]
    assert (row.hours.used_seconds, row.hours.to_go_seconds, row.hours.difference_seconds) == (18_000, 126_000, 0)
    assert (row.items[0].hours.used_seconds, row.items[0].hours.to_go_seconds) == (18_000, 25_200)
    assert (table.rest.used_seconds, table.total.used_seconds) == (7_200, 25_200)
    assert table.total.difference_seconds == 7_200


def test_items_on_no_line_are_below_the_unquoted_time_and_counted_once(client, piet, tim, site, line):
    loose = make_item(site, "Loose end", hours="3")
    make_entry(by=tim, project=site, hours="1:00", item_id=loose.pk)
    client.force_login(piet)

    table = table_of(client, site)

    assert [row.id for row in table.loose] == [loose.pk]
    assert (table.rest.used_seconds, table.total.used_seconds) == (3_600, 3_600)


def test_without_lines_the_items_are_the_rows_and_the_rest_is_on_none(client, piet, tim, osprey):
    project = make_project(osprey, name="Loose work", manager=piet, team=[tim])
    item = make_item(project, "Seat map", hours="4")
    make_entry(by=tim, project=project, hours="1:00", item_id=item.pk)
    make_entry(by=tim, project=project, hours="2:00")
    client.force_login(piet)

    table = table_of(client, project)

    assert not table.has_lines
    assert (table.rows[0].hours.used_seconds, table.rest.used_seconds, table.total.used_seconds) == (
        3_600, 7_200, 10_800
    )  # fmt: skip


def test_a_tick_answers_with_the_table_and_the_total_that_changed(client, piet, tim, site, line):
    make_entry(by=tim, project=site, hours="5:00", line_id=line.pk)
    client.force_login(piet)
    address = reverse("projects:tick", args=[site.pk, "line", line.pk])
    before = table_of(client, site).total.to_go_seconds

    answer = client.post(address, {"finished": "on"}, headers={"HX-Request": "true"})

    assert before == 126_000
    assert answer.context["table"].total.to_go_seconds == 0
    assert "Undo" in answer.content.decode()
