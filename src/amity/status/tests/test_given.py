"""Who answers for an account reads the last status of its projects on Status, and is led there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.status.tests.making import make_status
from tests.builders import MONDAY, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_an_account_manager_reads_the_last_status_of_each_project_worst_first(client, osprey, mara, piet):
    green = make_project(osprey, name="Branch app", manager=piet, status="active")
    red = make_project(osprey, name="Label design", manager=piet, status="active")
    make_project(osprey, name="Station map", manager=piet, status="active")
    make_status(green, at=MONDAY)
    make_status(red, at=MONDAY - timedelta(days=14))
    make_status(red, at=MONDAY - timedelta(days=7), budget="red")
    client.force_login(mara)

    page = client.get("/status/").text

    assert "Status of your projects" in page
    assert "No status to answer" not in page
    assert "Each row shows" not in page
    given = page[page.index('id="given"') :]
    assert given.index("Label design") < given.index("Branch app") < given.index("Station map")
    assert given.count("Budget") == 2
    assert given.count("is-unwell") == 1
    assert given.index("No status yet") < given.index("Station map")
    assert "Piet" in given


def test_it_takes_as_many_queries_with_one_project_as_with_six(client, osprey, mara, piet):
    make_status(make_project(osprey, name="First", manager=piet, status="active"))
    client.force_login(mara)
    client.get("/status/")
    with CaptureQueriesContext(connection) as one:
        client.get("/status/")
    for number in range(5):
        make_status(make_project(osprey, name=f"Site {number}", manager=piet, status="active"))

    with CaptureQueriesContext(connection) as six:
        assert client.get("/status/").text.count("is-well") >= 18

    assert len(six) <= len(one)


def test_work_and_the_search_lead_there(client, osprey, mara, piet):
    make_project(osprey, name="First", manager=piet, status="active")
    client.force_login(mara)

    assert 'class="item" href="/status/"' in client.get("/work/").text
    assert 'href="/status/"' in client.get("/jump/?q=status").text

    client.force_login(piet)
    page = client.get("/work/").text
    assert 'class="btn wide-only" href="/status/"' in page
    assert 'class="item" href="/status/"' not in page
    assert 'id="given"' not in client.get("/status/").text
