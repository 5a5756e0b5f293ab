"""What one opened last comes first: kept small, written only for another page, and shown only while it is seen."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.ui.search import history
from tests.builders import MONDAY, acting, make_account, make_project

pytestmark = pytest.mark.django_db


def opened(person):
    """What is remembered of a person, newest first, as kind and id."""
    return [(one.kind, one.thing_id) for one in history.of_person(acting(person))]


def offered(client, title, here=""):
    """The labels of the options under one title of the empty field."""
    page = client.get("/jump/options/", headers={"Referer": f"http://testserver{here}"}).content.decode()
    part = page.split(f'aria-label="{title}"')[1].split("</ul>")[0]
    return re.findall(r'data-label="([^"]*)"', part)


def test_what_was_opened_last_comes_first_but_for_the_page_one_is_on(client, mara, osprey, site, on_monday):
    client.force_login(mara)
    client.get(f"/accounts/{osprey.pk}/")
    client.get(f"/projects/{site.pk}/")

    assert offered(client, "Opened last") == ["Ticket site", "Osprey Rail"]
    assert offered(client, "Opened last", here=f"/projects/{site.pk}/") == ["Osprey Rail"]


def test_a_tab_of_an_account_is_its_page(client, mara, osprey, on_monday):
    client.force_login(mara)
    client.get(f"/accounts/{osprey.pk}/plan/")

    assert opened(mara) == [("account", osprey.pk)]


def test_the_same_page_again_and_parts_of_pages_write_nothing(client, mara, osprey, site, on_monday):
    client.force_login(mara)
    client.get(f"/projects/{site.pk}/", headers={"HX-Request": "true"})
    client.get(f"/projects/{site.pk}/", headers={"X-Requested-With": "fetch"})
    client.get("/projects/")
    client.get("/projects/404/")
    assert opened(mara) == []

    client.get(f"/projects/{site.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/projects/{site.pk}/")
    assert [one for one in queries if "ui_opened" in one["sql"]] == []


def test_another_page_is_one_update_once_it_was_opened_before(client, mara, osprey, site, on_monday):
    client.force_login(mara)
    for address in (f"/projects/{site.pk}/", f"/accounts/{osprey.pk}/"):
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/projects/{site.pk}/")

    written = [one["sql"] for one in queries if "ui_opened" in one["sql"]]
    assert len(written) == 1
    assert written[0].startswith("UPDATE")
    assert opened(mara)[0] == ("project", site.pk)


def test_only_the_last_thirty_are_remembered(mara):
    for number in range(1, 41):
        history.remember(mara.pk, "project", number, MONDAY + timedelta(minutes=number))
    history.remember(mara.pk, "action.small_job", 0, MONDAY)

    assert len(opened(mara)) == history.MOST_KEPT + 1
    assert opened(mara)[0] == ("project", 40)
    assert ("project", 10) not in opened(mara)


def test_no_more_than_a_few_beyond_those_kept_wait_to_be_cleared(mara):
    for number in range(1, 100):
        history.remember(mara.pk, "project", number, MONDAY + timedelta(minutes=number))

        assert len(opened(mara)) <= history.MOST_KEPT + history.CLEARED_EACH


def test_eight_are_shown(client, mara, osprey):
    client.force_login(mara)
    for number in range(12):
        project = make_project(osprey, name=f"Project {number}")
        history.remember(mara.pk, "project", project.pk, MONDAY + timedelta(minutes=number))

    assert offered(client, "Opened last") == [f"Project {number}" for number in range(11, 3, -1)]


def test_what_one_no_longer_sees_is_not_shown(client, mara, ada, osprey):
    client.force_login(mara)
    history.remember(mara.pk, "account", osprey.pk, MONDAY)
    history.remember(mara.pk, "account", make_account("Kestrel Bikes", manager=mara).pk, MONDAY)
    osprey.manager = ada
    osprey.save()

    assert offered(client, "Opened last") == ["Kestrel Bikes"]


def test_what_another_opened_is_theirs(client, mara, fina, osprey):
    history.remember(fina.pk, "account", osprey.pk, MONDAY)
    client.force_login(mara)

    assert 'aria-label="Opened last"' not in client.get("/jump/options/").content.decode()


def test_ten_times_the_things_need_no_more_queries(client, mara, osprey):
    client.force_login(mara)

    def asked(number):
        project = make_project(osprey, name=f"Project {number}")
        history.remember(mara.pk, "project", project.pk, MONDAY + timedelta(minutes=number))
        with CaptureQueriesContext(connection) as queries:
            client.get("/jump/options/")
        return len(queries)

    counts = [asked(number) for number in range(12)]
    assert counts[1] == counts[-1]


def test_the_most_used_action_comes_first(client, mara, osprey, on_monday):
    client.force_login(mara)
    client.get(f"/accounts/{osprey.pk}/")
    assert "Add preference" not in offered(client, "Actions")
    client.get(f"/accounts/{osprey.pk}/preferences/keep/")
    client.get(f"/accounts/{osprey.pk}/expectations/record/?kind=promise")
    client.get(f"/accounts/{osprey.pk}/expectations/record/?kind=promise")

    assert offered(client, "Actions")[:2] == ["Add promise", "Add preference"]
