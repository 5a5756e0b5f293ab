"""Colleagues in the head of an account lead to their page, for those who can open one."""

import re

import pytest
from django.urls import reverse

from tests.builders import make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def links(client, osprey, mara, ada, piet):
    make_project(osprey, manager=piet)

    def of(person):
        client.force_login(person)
        page = client.get(reverse("accounts:account", args=[osprey.pk])).text
        head = page[page.index('class="bs-words') : page.index('id="account-tab"')]
        return dict(re.findall(r'href="([^"]+)" data-verbatim><b>(Mara|Ada|Piet)</b>', head))

    return of


def test_finance_opens_the_time_of_each_colleague(links, mara, ada, piet, fina):
    assert links(fina) == {f"/time/?person={one.pk}": one.name for one in (mara, ada, piet)}


def test_a_lead_and_the_person_themselves_open_it_and_no_one_else(links, mara, ada, piet):
    piet.lead = mara
    piet.save()

    assert links(mara) == {f"/time/?person={one.pk}": one.name for one in (mara, piet)}
    assert links(piet) == {f"/time/?person={piet.pk}": "Piet"}


def test_an_administrator_opens_what_people_may(links, osprey, piet):
    osprey.director = make_person("Gus", "administrator", "account_director")
    osprey.save()

    assert links(osprey.director)[reverse("people:person", args=[piet.pk])] == "Piet"
