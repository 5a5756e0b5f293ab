"""The statement of what was at no charge, as the client reads it, sent through the gate."""

from datetime import date

import pytest
from django.urls import reverse

from amity.gate import rules as gate
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.registry import versions_now
from amity.gate.tests.making import make_contact, read
from amity.scope import rules
from amity.scope.courtesy.sending import KEY
from amity.scope.courtesy.statement import statement_id
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.shared.errors import Refused
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_item, make_project

NOVEMBER = 202611
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def project(osprey, mara):
    return make_project(osprey, manager=mara, agreement=make_agreement(osprey, "fixed"), team=[mara])


@pytest.fixture
def asked(osprey, mara, dana, project):
    """Two requests at no charge, one of them with time of its own, and time on neither."""
    for words, title in (("Pack shots on white", "Pack shots"), ("The poster as a story", "")):
        made = log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(words, dana.pk), now=MONDAY)
        made.state = rules.AT_NO_CHARGE
        made.item = make_item(project, title) if title else None
        made.save()
        if made.item:
            give(mara, project, 24_000, item_id=made.item.pk)
    give(mara, project, 18_000)
    give(mara, project, 99_000, on=date(2026, 10, 5))


def give(mara, project, worth, **values):
    made = make_entry(by=mara, project=project, hours="2:00", courtesy=True, **values)
    Entry.objects.filter(pk=made.pk).update(standard=worth, value_currency="EUR")
    return made


def written(by, osprey, month=NOVEMBER):
    return read(write_about(by=acting(by), key=KEY, subject_id=statement_id(osprey.pk, month), now=MONDAY))


def test_the_client_reads_their_requests_with_hours_and_value(mara, osprey, asked, dana):
    item = written(mara, osprey)
    assert (item.kind, item.subject) == (gate.STATEMENT, "At no charge in November 2026")
    assert [one.contact for one in item.recipients.all()] == [dana]
    assert item.body == (
        "Hello Dana,\n\n"
        "In November 2026, we did the following for you at no charge:\n\n"
        "- “Pack shots on white”: 2 hours, worth €240.00\n"
        "- Other small tasks: 2 hours, worth €180.00\n\n"
        "Together, this is 4 hours, worth €420.00.\n\n"
        "Agreed at no charge, and still to come:\n\n"
        "- “The poster as a story”\n\n"
        "There is nothing to pay for it.\n\n"
        "Kind regards\nMara"
    )


def test_more_time_makes_another_version_and_a_month_without_any_no_email(mara, osprey, asked, project):
    key = (KEY, statement_id(osprey.pk, NOVEMBER))
    before = versions_now([key])[key]
    give(mara, project, 1_000)
    assert versions_now([key])[key] != before
    with pytest.raises(Refused):
        written(mara, osprey, 202609)


def test_the_card_leads_to_the_email(client, mara, osprey, asked):
    client.force_login(mara)
    address = reverse("scope:send_statement", args=[osprey.pk, NOVEMBER])
    assert address in client.get(reverse("scope:requests")).content.decode()
    page = client.get(address).content.decode()
    assert "Pack shots on white”: 2 hours, worth €240.00" in page


def test_the_statement_of_the_last_month_is_found_by_the_name_of_its_reader(client, mara, tim, osprey, asked, dana):
    address = reverse("scope:write_statement", args=[osprey.pk])
    client.force_login(mara)
    options = client.get("/jump/options/", {"q": "statement dana"}).text
    page = client.get(address, follow=True)

    assert options.index(f'data-key="{address}"') < options.index(f'data-key="/accounts/{osprey.pk}/agreements/draft/"')
    assert "Osprey Rail, Dana Whitlock" in options
    assert page.redirect_chain == [(reverse("scope:send_statement", args=[osprey.pk, NOVEMBER]), 302)]
    assert "At no charge in November 2026" in page.text

    client.force_login(tim)
    assert address not in client.get("/jump/options/", {"q": "statement dana"}).text


def test_no_statement_is_offered_of_an_account_with_nothing_at_no_charge(client, mara, osprey, dana):
    client.force_login(mara)

    assert reverse("scope:write_statement", args=[osprey.pk]) not in client.get("/jump/?q=statement+osprey").text
    refused = client.get(reverse("scope:write_statement", args=[osprey.pk]))
    assert "Osprey Rail had nothing at no charge." in refused.text
