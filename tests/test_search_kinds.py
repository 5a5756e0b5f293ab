"""Words that name a kind of thing find that kind first; an action finds people; settings are found by their words."""

import pytest
from django.test import Client
from django.utils.translation import override

from amity.people import rules as roles
from amity.reports.tests.making import make_review
from amity.ui.search import jumps
from amity.ui.search.words import words_of
from tests.builders import MONDAY, acting, make_account, make_agreement, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(osprey, piet):
    """A retainer of an account that has a project called after retainers."""
    care = make_agreement(osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000)
    make_project(osprey, name="Care", manager=piet, agreement=care)
    make_project(osprey, name="Osprey retainer launch")
    osprey.contacts.create(name="Cleo Client", title="Head of digital")
    return osprey


def first(person, typed):
    """The kind and the name of what is found first."""
    shown = jumps.find(acting(person), words_of(typed))[0].shown
    return str(shown.kind), shown.name


@pytest.mark.parametrize("typed", ["osprey retainer", "retainer osprey", "retainers osprey", "osprey reta"])
def test_a_kind_and_an_account_find_the_thing_of_that_kind_first(mara, held, typed):
    assert first(mara, typed) == ("Retainer", "App care")


def test_a_kind_is_named_in_the_language_of_the_reader_too(mara, held):
    with override("de"):
        assert first(mara, "projekt osprey")[0] == "Projekt"
        assert first(mara, "kontakt osprey")[1] == "Cleo Client"


def test_only_the_kind_that_most_words_name_comes_first(mara, held):
    assert first(mara, "osprey retainer launch") == ("Project", "Osprey retainer launch")


@pytest.mark.parametrize("typed", ["quarterly review", "account reviews", "osprey review"])
def test_an_account_review_is_found_by_the_usual_names_of_one(mara, osprey, typed):
    make_review(mara, osprey)

    kind, name = first(mara, typed)

    assert (kind, name.split(",")[0]) == ("Account review", "Osprey Rail")


def test_a_preference_is_found_by_its_words(mara, tim, site, held):
    others = make_account("Larkfield", manager=make_person("Olga", roles.ACCOUNT_MANAGER))
    for account, holder in ((held, held.contacts.get()), (others, None)):
        account.preferences.create(
            holder=holder, attitude="never", scope="wording", text="The word “solutions”", basis="assumption",
            added_at=MONDAY, changed_at=MONDAY,
        )  # fmt: skip

    for person in (mara, tim):
        (hit,) = [hit for hit in jumps.find(acting(person), ["solutions"]) if hit.kind.key == "preference"]
        assert "solutions" in hit.shown.name
        assert hit.shown.note == "Cleo Client, Osprey Rail"
        assert hit.shown.url == f"/accounts/{held.pk}/plan/#preferences"


@pytest.mark.parametrize(
    ("typed", "label"), [("preference cleo", "Add preference"), ("cleo expectation", "Add expectation")]
)
def test_an_action_and_a_contact_find_the_action_about_them(client: Client, mara, held, typed, label):
    client.force_login(mara)
    shown = client.get("/jump/", {"q": typed}).context["sections"][0].entries[0]
    form = client.get(shown.url)

    assert (shown.name, shown.note) == (label, "Cleo Client")
    assert f"contact={held.contacts.get().pk}" in shown.url
    assert form.status_code == 200


@pytest.mark.parametrize(
    ("typed", "url"),
    [("dark theme", "/settings/me/"), ("language", "/settings/me/"), ("notifications", "/today/settings/")],
)
def test_own_settings_are_found_by_their_words(client: Client, mara, typed, url):
    client.force_login(mara)
    sections = client.get("/jump/", {"q": typed}).context["sections"]

    assert url in [entry.url for section in sections for entry in section.entries]


def test_a_new_thing_comes_behind_what_its_kind_names(client: Client, fina, held):
    client.force_login(fina)
    entries = client.get("/jump/", {"q": "project care"}).context["sections"][0].entries

    assert str(entries[0].kind) == "Project"
