"""*Waiting for you* with nothing in it: said once, with the first step of the person's role."""

import pytest
from django.test import Client

from tests.builders import make_account, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("roles", "label", "address"),
    [
        (("account_manager",), "Go to accounts", "/accounts/"),
        (("account_director",), "Go to accounts", "/accounts/"),
        (("project_manager",), "Go to jobs", "/work/"),
        (("finance",), "Open month end", "/money/month-end/"),
        (("legal",), "Go to reviews", "/reviews/"),
        (("business_affairs",), "Go to reviews", "/reviews/"),
        (("executive",), "Go to portfolio", "/money/"),
        (("administrator",), "Go to people", "/settings/people/"),
        (("team_member",), "Go to my week", "/time/week/"),
        (("administrator", "team_member", "legal"), "Go to reviews", "/reviews/"),
    ],
)
def test_a_person_with_nothing_waiting_is_offered_the_first_step_of_their_role(agency, roles, label, address):
    make_account("Osprey Rail")
    client = Client()
    client.force_login(make_person("Omar", *roles))
    page = client.get("/waiting/")
    text = page.content.decode()

    assert text.count("Nothing is waiting for you") == 1
    assert f'<a class="btn btn-primary" href="{address}">{label}</a>' in text
    assert client.get(address).status_code == 200


def test_an_agency_without_data_begins_with_an_import(agency):
    client = Client()
    client.force_login(make_person("Fina", "finance"))
    page = client.get("/waiting/").content.decode()

    assert "Import a file" in page
    assert "Open month end" not in page
