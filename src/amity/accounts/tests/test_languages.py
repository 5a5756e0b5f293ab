"""A client reads their own language, otherwise the agency's."""

import pytest

from amity.accounts.contacts import commands
from amity.accounts.contacts.commands import ContactChanges
from amity.accounts.contacts.languages import language_for, language_of_named
from amity.accounts.models import Contact
from amity.agency.models import Agency
from amity.audit.models import Payload
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def jana(mara, osprey):
    changes = ContactChanges("Jana Roth", language="de")
    return commands.add_contact(by=acting(mara), account_id=osprey.pk, changes=changes, now=MONDAY)


def test_a_contacts_language_is_saved_and_recorded(jana):
    assert Contact.objects.get().language == "de"
    assert Payload.objects.get(record__action="contact.added").body["language"] == "de"


def test_a_language_that_amity_does_not_speak_is_refused(mara, osprey):
    with pytest.raises(Invalid) as fault:
        commands.add_contact(
            by=acting(mara), account_id=osprey.pk, changes=ContactChanges("Jo", language="it"), now=MONDAY
        )

    assert fault.value.field == "language"


@pytest.mark.parametrize(("own", "agencys", "read"), [("de", "fr", "de"), ("", "fr", "fr"), ("", "", "en")])
def test_without_a_language_of_their_own_a_contact_reads_the_agencys(jana, own, agencys, read):
    Agency.objects.update(language=agencys)
    jana.language = own

    assert language_for(jana) == read


def test_the_signatory_of_an_agreement_is_found_by_name(jana, osprey):
    assert language_of_named(osprey, "jana roth ") == "de"
    assert language_of_named(osprey, "Someone else") == "en"
    assert language_of_named(None, "Jana Roth") == "en"


def test_the_form_of_a_contact_saves_the_language(client, mara, jana):
    client.force_login(mara)
    address = f"/contacts/{jana.pk}/edit/"
    sent = {"nonce": "n" * 32, "name": "Jana Roth", "language": "fr", "version": jana.version}

    answer = client.post(address, sent)

    assert answer.status_code == 302
    assert Contact.objects.get().language == "fr"
