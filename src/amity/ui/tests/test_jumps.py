"""Search or jump: every word typed, in any order, and nothing that the person can't see."""

import pytest
from django.test import Client

from amity.ui.search import jumps
from tests.builders import acting, make_account, make_agreement, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(osprey, site, mara):
    """Create an account with a contact, a project and an agreement, and another person's account."""
    osprey.contacts.create(name="Cleo Client", title="Head of digital")
    other = make_account("Kestrel Rail", manager=make_person("Nell", "account_manager"))
    make_project(other, name="Hidden site")
    make_agreement(osprey, title="App care", number="M-24")


def names(found):
    """Return the results, by kind and name."""
    return [(str(one.kind), one.name) for one in found]


def test_words_are_found_in_any_order_kind_by_kind(mara, known):
    found = names(jumps.find(acting(mara), jumps.words_of("rail osp")))

    assert found[:2] == [("Account", "Osprey Rail"), ("Contact", "Cleo Client")]
    assert ("Statement of work", "App care") in found


def test_what_someone_does_not_see_is_not_found(mara, tim, fina, known):
    assert names(jumps.find(acting(mara), ["hidden"])) == []
    assert names(jumps.find(acting(tim), ["cleo"])) == []
    assert names(jumps.find(acting(fina), ["hidden"])) == [("Project", "Hidden site")]


def test_wildcards_of_the_database_are_plain_characters(mara, known):
    for typed in ("%", "_", "\\", "'", "\x00", "(", "[a"):
        assert jumps.find(acting(mara), jumps.words_of(typed)) == []


def test_the_field_offers_pages_before_and_things_while_one_types(client: Client, mara, known):
    client.force_login(mara)
    pages = client.get("/jump/options/").content.decode()
    things = client.get("/jump/options/?q=cleo").content.decode()
    page = client.get("/jump/?q=m-24").content.decode()

    assert 'data-key="/accounts/"' in pages
    assert "Cleo Client" in things
    assert 'data-key="/accounts/"' not in things
    assert "App care" in page
    assert "No results for" in client.get("/jump/?q=nobody+here").content.decode()


def test_lists_beside_the_accounts_are_pages_one_goes_to(mara, known):
    assert ("Page", "Agreements") in names(jumps.find(acting(mara), ["agreem"]))
    assert ("Page", "Reviews") not in names(jumps.find(acting(mara), ["review"]))
