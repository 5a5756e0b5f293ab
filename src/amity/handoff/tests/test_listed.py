"""The list of hand-offs: its content by person, and a constant number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.handoff import queries
from amity.handoff.answers.commands import return_handoff
from amity.handoff.notes.commands import HandoffNote, add_note
from amity.handoff.offers import commands
from amity.handoff.tests.making import expected, make_waiting, offered, read_back_all, taken
from tests.builders import MONDAY, acting, make_agreement, make_person

PRE_EXISTING = re.compile(r'href="([^"]*stage=pre_existing)"')

pytestmark = pytest.mark.django_db


def asked(client, person, address="/handoffs/"):
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def fill(mara, piet, osprey, count):
    retainer = make_agreement(osprey, "retainer", included_seconds=36_000)
    for _number in range(count):
        offered(mara, make_waiting(osprey, piet))
        taken(mara, piet, make_waiting(osprey, piet))
        make_waiting(osprey, piet, agreement=retainer)


def test_more_handoffs_ask_no_more_of_the_database(client, mara, piet, osprey):
    fill(mara, piet, osprey, 2)
    few = [asked(client, person) for person in (mara, piet)]
    fill(mara, piet, osprey, 5)

    assert [asked(client, person) for person in (mara, piet)] == few


def test_more_changed_handoffs_ask_no_more_of_the_database(client, mara, piet, osprey):
    def change(count):
        for _number in range(count):
            one = taken(mara, piet, make_waiting(osprey, piet))
            add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)

    addresses = ("/handoffs/", "/waiting/?kind=handoff")
    change(1)
    few = [asked(client, piet, address) for address in addresses]
    change(4)

    assert [asked(client, piet, address) for address in addresses] == few
    assert all("You have changes to acknowledge" in client.get(address).text for address in addresses)


def test_states_begin_with_a_capital(client, mara, piet, osprey):
    offered(mara, make_waiting(osprey, piet))
    client.force_login(piet)

    assert re.search(r">\s*Offered\s*<", client.get(reverse("handoff:handoffs")).content.decode())


def test_what_is_to_begin_stands_before_who_gives_it_only(mara, piet, osprey):
    project = make_waiting(osprey, piet)
    own = make_waiting(osprey, mara)

    assert queries.waiting_projects(acting(mara)) == [project]
    assert queries.waiting_projects(acting(piet)) == []
    assert queries.waiting_projects(acting(make_person("Nora", "account_manager"))) == []
    assert own.manager == mara


def test_what_a_handed_off_retainer_needs_no_more_is_not_to_begin(mara, piet, osprey):
    retainer = make_agreement(osprey, "retainer", included_seconds=36_000)
    first, second = (make_waiting(osprey, piet, agreement=retainer) for _number in range(2))
    assert queries.waiting_projects(acting(mara)) == [first, second]

    taken(mara, piet, first)

    assert queries.waiting_projects(acting(mara)) == []


def test_what_was_taken_over_is_counted_and_leads_to_its_list(client, mara, piet, osprey):
    make_waiting(osprey, piet, taken_over=True, name="Old site")
    make_waiting(osprey, piet, name="New site")
    client.force_login(mara)

    page = client.get(reverse("handoff:handoffs")).content.decode()
    found = client.get(PRE_EXISTING.findall(page)[0]).content.decode()

    assert "1 pre-existing project</a>" in page
    assert ("Old site" in found, "New site" in found) == (True, False)
    assert "Not started</span><small>pre-existing" in found


def test_a_long_handoff_asks_no_more_of_the_database_than_a_short_one(client, mara, piet, osprey):
    project = make_waiting(osprey, piet)
    one = offered(mara, project, "full")
    address = reverse("handoff:handoff", args=[one.pk])
    few = [asked(client, person, address) for person in (mara, piet)]
    commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    for number in range(9):
        expected(mara, project, f"This by day {number}")
    commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    read_back_all(piet, one)

    assert [asked(client, person, address) for person in (mara, piet)] == few
    assert max(few) <= 20


def test_the_projects_page_says_what_waits_for_whom(client, mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))
    client.force_login(mara)

    page = client.get(reverse("projects:project", args=[one.project_id])).content.decode()

    assert "Waiting for Piet’s answer" in page


def test_more_questions_about_handoffs_ask_no_more_of_the_database(client, mara, piet, osprey):
    def ask(count):
        for number in range(count):
            one = offered(mara, make_waiting(osprey, piet))
            asked_of = [f"Who approves the {number + 1}. range?", "By when?"]
            return_handoff(by=acting(piet), handoff_id=one.pk, number=1, questions=asked_of, now=MONDAY)

    ask(1)
    few = [asked(client, mara, address) for address in ("/to-find-out/", "/waiting/?kind=question")]
    ask(4)

    assert [asked(client, mara, address) for address in ("/to-find-out/", "/waiting/?kind=question")] == few
    assert "Who approves the 4. range?" in client.get("/to-find-out/").text
