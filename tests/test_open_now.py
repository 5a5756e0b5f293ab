"""An account opens on what is open, and a contact has a page."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amity.accounts.models import Account, Contact
from amity.conversations.passing.changes import PassOnFields
from amity.conversations.passing.commands import pass_on
from amity.expectations import rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Conflict, Expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.people.tokens.commands import make_token
from amity.projects.models import Milestone, Project
from amity.shared.actor import Actor
from amity.waiting import queries
from amity.waiting.queries import Group, all_open, findings, open_on
from tests.builders import MONDAY, acting, make_agreement
from tests.matrix.rights import AM, PM, TEAM
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def scene(monday_scene: Scene) -> Scene:
    return monday_scene


def account_of(scene: Scene) -> Account:
    return Account.objects.get(pk=scene.known["account_id"])


def signed_in(scene: Scene, viewer: str) -> Client:
    client = Client()
    client.force_login(scene.viewers[viewer])
    return client


def page_of(scene: Scene, viewer: str, name: str, pk: object) -> str:
    return signed_in(scene, viewer).get(reverse(name, args=[pk]), follow=True).text


def promised(
    scene: Scene, text: str = "The page list", days: int = 2, contact: Contact | None = None, account_id: int = 0
) -> Expectation:
    """A promise of the account manager."""
    manager = scene.viewers[AM]
    fields = ExpectationFields(
        text, kind=rules.PROMISE, promised_by_id=manager.pk, promised_until=TODAY + timedelta(days=days)
    )
    given = record_expectation(
        by=acting(manager), account_id=account_id or account_of(scene).pk, fields=fields, now=MONDAY
    )
    Expectation.objects.filter(pk=given.pk).update(stated_by=contact)
    return given


def count_open(by: Actor, account_id: int, today: date) -> int:
    """How many things are open on an account."""
    return sum(rows.count() for rows in all_open(by, account_id, today))


def test_the_account_opens_on_what_is_open_and_counts_it(scene):
    account, given = account_of(scene), promised(scene)
    opened = open_on(acting(scene.viewers[AM]), account.pk, TODAY)

    page = page_of(scene, AM, "accounts:account", account.pk)

    assert {group.kind.key for group in opened} >= {"promise", "expectation", "input", "handoff"}
    for group in opened:
        assert all(item.address in page for item in group.items[:3]), group.kind.key
    assert 'id="kind-urgent"' in page
    assert 'id="kind-expectation"' in page
    assert given.statement in page
    total = sum(group.total for group in opened)
    assert re.search(rf"Open now\s*<sup>{total}</sup>", page)
    assert count_open(acting(scene.viewers[AM]), account.pk, TODAY) == total


def test_other_tabs_count_what_is_open_too(scene):
    account = account_of(scene)
    total = count_open(acting(scene.viewers[AM]), account.pk, TODAY)

    assert re.search(rf"Open now\s*<sup>{total}</sup>", page_of(scene, AM, "accounts:plan", account.pk))


def test_who_works_on_a_project_sees_their_part_and_no_link_to_a_contact(scene):
    account, contact = account_of(scene), Contact.objects.get(pk=scene.known["contact_id"])
    promised(scene, "Only for the account manager", contact=contact)
    project = Project.objects.filter(account=account, manager=scene.viewers[PM])[0]
    fields = InputFields(what="Photos", project_id=project.pk, contact_id=contact.pk, due_on=TODAY, asked_on=TODAY)
    ask_input(by=acting(scene.viewers[AM]), fields=fields, now=MONDAY)

    managers, page = (page_of(scene, viewer, "accounts:account", account.pk) for viewer in (AM, PM))

    address = reverse("accounts:contact", args=[contact.pk])
    assert "Photos" in page
    assert "Only for the account manager" in managers
    assert address in managers
    assert address not in page
    assert "Only for the account manager" not in page_of(scene, TEAM, "accounts:account", account.pk)


def test_the_tab_people_leads_those_without_full_access_to_who_does_what(scene):
    account = account_of(scene)

    answer = signed_in(scene, PM).get(reverse("accounts:people", args=[account.pk]))

    assert answer.headers["Location"] == reverse("charter:account", args=[account.pk])
    assert 'aria-current="page"' in page_of(scene, PM, "charter:account", account.pk)


def test_the_sentence_under_the_name_says_what_is_late_and_to_settle(scene):
    account, by = Conflict.objects.filter(answer="", closed_at=None)[0].expectation.account, acting(scene.viewers[AM])
    promised(scene, days=-3, account_id=account.pk)

    found = findings(open_on(by, account.pk, TODAY))

    assert any("settle" in sentence for sentence in found)
    assert any("3 days late" in sentence or "promises are late" in sentence for sentence in found)
    page = page_of(scene, AM, "accounts:account", account.pk)
    assert found[0] in page
    assert found[1] in page


def test_a_promise_is_added_from_what_is_open_and_leads_back(scene):
    account, client = account_of(scene), signed_in(scene, AM)
    page = page_of(scene, AM, "accounts:account", account.pk)
    address = reverse("expectations:record_expectation", args=[account.pk]) + "?open&amp;kind=promise"
    assert address in page
    address = address.replace("&amp;", "&")

    form = client.get(address).text
    sent = {"nonce": "n" * 32, "statement": "A sketch", "kind": "promise", "promised_by_id": scene.viewers[AM].pk}
    answer = client.post(address, sent | {"promised_until": TODAY.isoformat()})

    assert re.search(r'<input type="hidden" name="kind" value="promise"', form)
    assert "What we promised" in form
    assert answer.headers["Location"] == reverse("accounts:account", args=[account.pk]) + "?open=promise"
    assert "A sketch" in page_of(scene, AM, "accounts:account", account.pk)


def test_an_act_that_is_refused_returns_to_the_account_with_the_reason(scene):
    account, given = account_of(scene), promised(scene)
    Expectation.objects.filter(pk=given.pk).update(version=2)
    back = reverse("accounts:account", args=[account.pk])
    sent = {"nonce": "n" * 32, "version": 1, "back": back}

    page = signed_in(scene, AM).post(f"/waiting/promise/{given.pk}/kept/", sent, follow=True)

    assert page.redirect_chain == [(back, 302)]
    assert 'role="alert"' in page.text
    assert Expectation.objects.get(pk=given.pk).state == "open"


def test_next_dates_hold_milestones_and_last_days_for_notice(scene):
    account = account_of(scene)
    project = Project.objects.filter(account=account, status="active")[0]
    Milestone.objects.create(project=project, name="Beta in the stores", due_on=TODAY + timedelta(days=40))
    Project.objects.filter(pk=project.pk).update(ends_on=TODAY + timedelta(days=20))
    agreement = make_agreement(account, title="App care", state="in_force", notice_on=TODAY + timedelta(days=30))

    page = page_of(scene, AM, "accounts:account", account.pk)

    assert "Beta in the stores" in page
    assert "Project ends" in page
    assert "Last day to give notice" in page
    assert str(agreement) in page
    assert "Last day to give notice" not in page_of(scene, TEAM, "accounts:account", account.pk)


def test_a_contact_has_a_page_with_what_is_open_with_them_alone(scene):
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    other = contact.account.contacts.create(name="Olga Other")
    promised(scene, "The page list for them", contact=contact)
    promised(scene, "A list for Olga", contact=other)

    page = page_of(scene, AM, "accounts:contact", contact.pk)

    assert f"We promised {contact.name}" in page
    assert "The page list for them" in page
    assert "A list for Olga" not in page
    assert reverse("accounts:edit_contact", args=[contact.pk]) in page


def test_an_expectation_of_a_contact_is_recorded_from_their_page(scene):
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    record = reverse("expectations:record_expectation", args=[contact.account_id])
    address = f"{record}?open&contact={contact.pk}"

    assert address.replace("&", "&amp;") in page_of(scene, AM, "accounts:contact", contact.pk)
    client = signed_in(scene, AM)
    assert re.search(rf'name="stated_by_id" value="{contact.pk}"[^>]* checked', client.get(address).text)
    sent = {"nonce": "n" * 32, "statement": "Weekly news", "kind": "way", "stated_by_id": contact.pk}
    answer = client.post(address, sent | {"stated_on": TODAY.isoformat()})
    assert answer.headers["Location"] == reverse("accounts:contact", args=[contact.pk])


def test_lists_and_names_lead_to_the_page_of_a_contact(scene):
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    address = f'href="{reverse("accounts:contact", args=[contact.pk])}"'
    promised(scene, contact=contact)

    for name in ("accounts:account", "accounts:people"):
        assert address in page_of(scene, AM, name, contact.account_id), name
    assert address in signed_in(scene, AM).get(reverse("waiting:waiting")).text


def expected(scene: Scene, count: int) -> None:
    for place in range(count):
        fields = ExpectationFields(f"Expectation {place + 1}")
        record_expectation(by=acting(scene.viewers[AM]), account_id=account_of(scene).pk, fields=fields, now=MONDAY)


def test_an_account_shows_three_expectations_and_leads_to_all_of_them(scene):
    account = account_of(scene)
    others = Expectation.objects.filter(account=account).exclude(kind=rules.PROMISE)
    others.exclude(state=rules.MET).update(state=rules.MET)
    expected(scene, 5)

    page = page_of(scene, AM, "accounts:account", account.pk)

    assert [f"Expectation {place}" in page for place in (5, 4, 3, 2)] == [True, True, True, False]
    assert f'<a href="/accounts/{account.pk}/plan/#expectations">Show all 5<' in page
    listed = open_by_rest(scene, AM, account.pk).json()["items"]
    assert sum(item["kind"] == "expectation" for item in listed) == 5


def open_by_rest(scene: Scene, viewer: str, account_id: int, scopes: Sequence[str] = ("read", "money")) -> Any:
    """What REST answers about what is open on an account."""
    made = make_token(by=acting(scene.viewers[viewer]), name="x", scopes=scopes, days=1, now=MONDAY)
    address = f"/api/v1/accounts/{account_id}/open"
    return Client().get(address, headers={"Authorization": f"Bearer {made.secret}"})


@pytest.mark.parametrize("viewer", [AM, PM, TEAM])
def test_rest_lists_the_same_rows_as_the_page_for_each_reader(scene, viewer):
    promised(scene)
    account, by = account_of(scene), acting(scene.viewers[viewer])
    groups = open_on(by, account.pk, TODAY)

    found = open_by_rest(scene, viewer, account.pk).json()

    assert found["total"] == count_open(by, account.pk, TODAY)
    assert [(one["kind"], one["id"]) for one in found["items"]] == [
        (group.kind.key, item.id) for group in groups for item in group.items
    ]


def test_a_token_without_money_lists_no_email_that_names_prices(scene):
    account_id = account_of(scene).pk
    limited = open_by_rest(scene, AM, account_id, ["read"]).json()["items"]
    whole = open_by_rest(scene, AM, account_id).json()["items"]

    assert [one["id"] for one in whole if one not in limited] == [int(scene.known["outgoing_id"])]


def test_rest_lists_nothing_of_an_account_that_the_reader_cannot_see(scene):
    other = Account.objects.create(name="Elsewhere", currency="EUR", opened_at=MONDAY)

    assert open_by_rest(scene, TEAM, other.pk).status_code == 404


def test_kinds_that_are_read_together_show_what_each_would_alone(scene):
    account, manager = account_of(scene), acting(scene.viewers[AM])
    for days in (9, 2, 5):
        promised(scene, f"In {days} days", days)
        record_expectation(by=manager, account_id=account.pk, fields=ExpectationFields(f"Like {days}"), now=MONDAY)
        told, words = (scene.viewers[PM].pk,), PassOnFields(f"{days} o’clock")
        pass_on(by=manager, account_id=account.pk, colleague_ids=told, fields=words, now=MONDAY)
    keys = ("promise", "expectation", "passed", "tell")

    def shown(groups: list[Group]) -> dict[str, list[str]]:
        return {group.kind.key: [item.title for item in group.items] for group in groups if group.kind.key in keys}

    alone = [group for key in keys for group in open_on(manager, account.pk, TODAY, only=key)]
    assert shown(open_on(manager, account.pk, TODAY)) == shown(alone)
    assert shown(alone).keys() == {*keys}


def test_more_than_a_page_shows_of_kinds_read_together_is_counted(scene, monkeypatch):
    for number in range(3):
        promised(scene, str(number))
    monkeypatch.setattr(queries, "MOST", 2)

    found = open_on(acting(scene.viewers[AM]), account_of(scene).pk, TODAY)
    (group,) = [one for one in found if one.kind.key == "promise"]
    assert (len(group.items), group.total >= 3) == (2, True)
