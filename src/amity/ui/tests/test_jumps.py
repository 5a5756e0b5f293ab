"""Search or jump: every word of what was typed, in any order, and nothing that the person does not see."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.ui.search import jumps
from amity.ui.search.words import words_of
from tests.builders import acting, make_account, make_agreement, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(osprey, site, mara):
    """An account with a contact, a project and an agreement; and another one of somebody else."""
    osprey.contacts.create(name="Cleo Client", title="Head of digital")
    other = make_account("Kestrel Rail", manager=make_person("Nell", "account_manager"))
    make_project(other, name="Hidden site")
    make_agreement(osprey, title="App care", number="M-24")
    return osprey


def names(found):
    """What was found, by kind and name."""
    return [(str(one.shown.kind), one.shown.name) for one in found]


def test_words_are_found_in_any_order_kind_by_kind(mara, known):
    found = names(jumps.find(acting(mara), words_of("rail osp")))

    assert found[:2] == [("Account", "Osprey Rail"), ("Contact", "Cleo Client")]
    assert ("Statement of work", "App care") in found


def test_what_someone_does_not_see_is_not_found(mara, tim, fina, known):
    assert names(jumps.find(acting(mara), ["hidden"])) == []
    assert names(jumps.find(acting(tim), ["cleo"])) == []
    assert names(jumps.find(acting(fina), ["hidden"])) == [("Project", "Hidden site")]


def test_wildcards_of_the_database_are_plain_characters(mara, known):
    for typed in ("%", "_", "\\", "'", "\x00", "(", "[a"):
        assert jumps.find(acting(mara), words_of(typed)) == []


def test_the_field_offers_pages_before_and_things_while_one_types(client: Client, mara, known):
    client.force_login(mara)
    pages = client.get("/jump/options/").content.decode()
    things = client.get("/jump/options/?q=cleo").content.decode()
    page = client.get("/jump/?q=m-24").content.decode()

    assert 'data-key="/accounts/"' in pages
    assert "Cleo Client" in things
    assert 'data-key="/accounts/"' not in things
    assert "App care" in page
    assert "Nothing found for" in client.get("/jump/?q=nobody+here").content.decode()


def test_lists_beside_the_accounts_are_pages_one_goes_to(client: Client, mara, known):
    client.force_login(mara)

    assert 'href="/agreements/"' in client.get("/jump/?q=agreem").content.decode()
    assert 'href="/reviews/"' not in client.get("/jump/?q=review").content.decode()


def test_what_is_called_so_comes_before_what_lies_under_it(mara, known):
    found = names(jumps.find(acting(mara), ["ticket"]))
    make_project(known, name="Rail tickets")

    assert found[0] == ("Project", "Ticket site")
    assert names(jumps.find(acting(mara), ["rail"]))[:2] == [("Account", "Osprey Rail"), ("Project", "Rail tickets")]


def test_a_word_that_names_a_kind_finds_the_first_of_it_behind_what_is_called_so(mara, known):
    make_project(known, name="New contacts page")

    found = names(jumps.find(acting(mara), ["contact"]))

    assert found == [("Project", "New contacts page"), ("Contact", "Cleo Client")]


def test_one_wrong_letter_finds_what_is_called_nearly_so(client: Client, mara, tim, known):
    client.force_login(mara)
    offered = client.get("/jump/options/?q=ospery+app").content.decode()
    page = client.get("/jump/?q=ospery").content.decode()
    client.force_login(tim)

    assert "Nothing found" not in offered
    assert offered.index("Did you mean") < offered.index("App care") < offered.index("New account")
    assert "Cleo Client" in page
    assert "App care" not in client.get("/jump/options/?q=ospery+app").content.decode()


def test_nothing_found_says_so_and_offers_what_could_be_created(client: Client, mara, tim, known):
    client.force_login(mara)
    offered = client.get("/jump/options/?q=larkfeld+dairy").content.decode()
    client.force_login(tim)
    not_offered = client.get("/jump/options/?q=larkfeld+dairy").content.decode()

    assert "Nothing found for “larkfeld dairy”." in offered
    assert "New account “larkfeld dairy”" in offered
    assert 'data-key="/accounts/open/?name=larkfeld%20dairy"' in offered
    assert "Nothing found for “larkfeld dairy”." in not_offered
    assert "New account" not in not_offered


def test_a_name_from_the_search_is_in_the_form(client: Client, mara, known):
    client.force_login(mara)

    assert 'value="larkfeld dairy"' in client.get("/accounts/open/?name=larkfeld%20dairy").content.decode()
    assert 'value="Spring"' in client.get("/projects/open/?name=Spring").content.decode()


def test_ten_times_the_rows_need_no_more_queries(client: Client, mara, known):
    client.force_login(mara)

    def asked(number):
        for place in range(number):
            make_project(known, name=f"Project {number} {place}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/jump/options/?q=project")
        return len(queries)

    asked(1)

    assert asked(7) == asked(70)


def test_a_word_that_nothing_holds_costs_one_query(mara, known):
    with CaptureQueriesContext(connection) as queries:
        assert jumps.find(acting(mara), ["zzzz"]) == []

    assert len(queries) == 1
