"""The search of a list finds things by their people too, as far as its reader can see them, and asks the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Contact
from amity.conversations.models import Action
from amity.conversations.tests.making import make_note
from tests.builders import MONDAY, make_account, make_agreement, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def dana(osprey):
    return Contact.objects.create(account=osprey, name="Dana Møller", mail="dana@osprey.example")


def found(client: Client, address: str) -> list[str]:
    """Return the rows of a list by their first cell."""
    return [str(line.cells[0].value) for line in client.get(address).context["lines"]]


def test_a_job_is_found_by_those_who_run_it_and_those_on_its_team(maras, osprey, piet, tim):
    make_project(osprey, name="Ticket site", manager=piet, team=[tim])
    make_project(osprey, name="Station map")

    assert found(maras, "/work/?whose=all&find=piet") == ["Ticket site"]
    assert found(maras, f"/work/?whose=all&find=ticket+{tim.name.split()[0].upper()}") == ["Ticket site"]
    assert found(maras, "/work/?whose=all&find=station+piet") == []


def test_an_account_is_found_by_its_contacts_and_by_who_answers_for_it(maras, osprey, mara, dana):
    make_account("Larkfield", manager=mara)
    Contact.objects.create(account=osprey, name="Gone Person", mail="gone@osprey.example", is_active=False)

    assert found(maras, "/accounts/?name=dana") == found(maras, "/accounts/?name=osprey+moller") == [osprey.name]
    assert len(found(maras, f"/accounts/?name={mara.name.split()[0].lower()}")) == 2
    assert found(maras, "/accounts/?name=larkfield+dana") == found(maras, "/accounts/?name=gone") == []


def test_agreements_notes_and_actions_are_found_by_words_account_and_people(maras, osprey, mara, dana, piet):
    larkfield = make_account("Larkfield", manager=mara)
    make_agreement(osprey, title="Master terms", number="MSA-7")
    make_agreement(larkfield, title="Other terms")
    make_note(osprey, mara, "Cardiff opens", title="Steering", contact_ids=(dana.pk,))
    make_note(larkfield, mara, title="Cheese")
    for account, what, owner in ((osprey, "Send map", {"contact": dana}), (larkfield, "Call", {"owner": piet})):
        Action.objects.create(account=account, what=what, added_by="Mara", added_at=MONDAY, **owner)

    assert found(maras, "/agreements/?whose=all&title=msa-7+osprey") == ["Master terms"]
    assert found(maras, "/notes/?whose=all&text=cardiff+osprey") == ["Steering"]
    assert found(maras, "/notes/?whose=all&text=moller+steering") == ["Steering"]
    assert found(maras, "/actions/?whose=all&find=send+dana") == found(maras, "/actions/?whose=all&find=osprey")
    assert found(maras, "/actions/?whose=all&find=piet") == ["Call"]
    assert len(found(maras, "/actions/?whose=all&find=osprey")) == 1


@pytest.mark.parametrize("address", ["/work/?find=dana", "/accounts/?name=dana", "/agreements/?title=dana",
                                     "/notes/?text=dana", "/actions/?find=dana"])  # fmt: skip
def test_a_search_costs_one_statement_at_most_however_much_there_is(maras, mara, osprey, piet, address):
    def count(asked: str) -> int:
        maras.get(asked)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            maras.get(asked)
        return len(queries)

    def more(number: int) -> None:
        account = make_account(f"Dana {number}", manager=mara)
        contact = Contact.objects.create(account=account, name="Dana", mail=f"dana{number}@x.example")
        make_project(account, name=f"Dana {number}", manager=piet, team=[piet])
        make_agreement(account, title=f"Dana {number}")
        make_note(account, mara, title=f"Dana {number}", contact_ids=(contact.pk,))
        Action.objects.create(account=account, what="Dana", contact=contact, added_by="Mara", added_at=MONDAY)

    more(1)
    few, plain = count(address), count(address.partition("?")[0])
    for number in range(2, 6):
        more(number)

    assert found(maras, address)
    assert (few <= plain + 1, count(address) <= few) == (True, True)
