"""In an empty agency, the first page and Money lead to the import, for those who can import."""

import pytest
from django.urls import reverse

from tests.builders import make_account, make_project

IMPORT = "Import time</a>"
START = "Start here: a time export"


def test_money_without_time_leads_to_the_import(finas):
    page = finas.get(reverse("money:portfolio")).content.decode()

    assert f'href="{reverse("imports:imports")}">{IMPORT}' in page


def test_a_person_who_may_not_import_gets_no_such_link(client, mara):
    client.force_login(mara)

    assert IMPORT not in client.get(reverse("money:portfolio")).content.decode()


def test_an_empty_agency_opens_on_the_import_and_says_why(finas):
    answer = finas.get(reverse("start"))

    assert answer.headers["Location"] == reverse("imports:imports")
    assert START in finas.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("make", [make_account, make_project])
def test_an_agency_with_accounts_or_projects_opens_on_what_waits(finas, make):
    make()

    assert finas.get(reverse("start")).headers["Location"] == "/today/"
    assert START not in finas.get(reverse("imports:imports")).content.decode()


def test_a_person_who_may_not_import_opens_an_empty_agency_on_what_waits(client, mara):
    client.force_login(mara)

    assert client.get(reverse("start")).headers["Location"] == "/today/"


def test_what_waits_leads_to_the_import_until_there_is_an_account(finas):
    begin = f'href="{reverse("imports:imports")}">Import a file</a>'
    assert begin in finas.get(reverse("waiting:waiting")).content.decode()

    make_account()

    assert begin not in finas.get(reverse("waiting:waiting")).content.decode()
