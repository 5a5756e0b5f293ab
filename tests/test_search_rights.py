"""Search finds, recalls and offers nothing that its reader can't see or do: kind by kind, and action by action."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amity.scope.models import Request
from amity.shared.errors import Refused
from amity.ui.search import actions, history, jumps
from tests.builders import MONDAY, acting
from tests.matrix.rights import (
    ACCOUNT_SEEN,
    ADMIN,
    AM,
    BUSINESS,
    BY_ROLE,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    LEGAL,
    OUTSIDER,
    PM,
    SIGNED_IN,
    TEAM,
)
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db

WHOLE = BY_ROLE | {AM, DIRECTOR}
FINDS = {
    "account": ("osprey", ACCOUNT_SEEN),
    "contact": ("cleo", WHOLE),
    "person": ("team member", SIGNED_IN),
    "project": ("ticket", ACCOUNT_SEEN),
    "agreement": ("osprey", WHOLE | {PM}),
    "retainer": ("osprey", WHOLE | {PM}),
    "invoice": ("inv-1", WHOLE),
    "request": ("osprey", WHOLE | {PM, TEAM}),
    "brief": ("osprey", WHOLE | {PM}),
    "handoff": ("osprey", WHOLE | {PM}),
    "expectation": ("osprey", WHOLE | {PM, TEAM}),
    "risk": ("osprey", WHOLE | {PM, TEAM}),
    "input": ("osprey", WHOLE | {PM, TEAM}),
    "note": ("cleo", WHOLE | {PM}),
    "thread": ("matter", {AM, DIRECTOR, PM, TEAM}),
    "meeting": ("steering cleo", WHOLE),
    "passed": ("osprey", WHOLE | {PM, TEAM}),
    "action": ("osprey", WHOLE | {PM, TEAM}),
    "contact_report": ("confirmed osprey", WHOLE | {PM}),
    "decision": ("welsh", ACCOUNT_SEEN),
    "practice": ("five", SIGNED_IN),
    "recommendation": ("osprey", ACCOUNT_SEEN),
    "outgoing": ("banner", WHOLE | {PM}),
    "opportunity": ("osprey", WHOLE),
    "preference": ("osprey", ACCOUNT_SEEN),
    "review": ("osprey", WHOLE),
}
"""By kind: words that one of them in the scene holds, and the roles that find it."""
VIEWERS = (AM, DIRECTOR, PM, TEAM, FINANCE, EXECUTIVE, BUSINESS, LEGAL, ADMIN, OUTSIDER)


@pytest.fixture
def scene(monday_scene: Scene) -> Iterator[Scene]:
    """The scene of the permission matrix, on its Monday, where time passes."""
    with time_machine.travel(MONDAY):
        yield monday_scene


def test_each_kind_is_in_the_table():
    assert FINDS.keys() == jumps.kinds.keys()


@pytest.mark.parametrize("key", FINDS)
def test_a_kind_is_found_by_those_who_may_see_it(scene, key):
    typed, roles = FINDS[key]
    found = {role for role in VIEWERS if jumps.kinds[key].find(acting(scene.viewers[role]), typed.split())}

    assert found == roles


@pytest.mark.parametrize("key", FINDS)
def test_a_kind_that_was_opened_is_recalled_to_those_who_may_see_it(scene, key):
    typed, roles = FINDS[key]
    least = next(role for role in (TEAM, PM, AM) if role in roles)
    row = jumps.kinds[key].find(acting(scene.viewers[least]), typed.split())[0]
    recalled = set()
    for role in VIEWERS:
        by = acting(scene.viewers[role])
        history.remember(by.id, key, row.pk, timezone.now())
        recalled |= {role} if list(history.Recent(by, history.of_person(by))) else set()

    assert recalled == roles


@pytest.mark.parametrize("key", sorted(key for key, action in actions.actions.items() if action.post is None))
def test_an_action_is_offered_to_those_whose_page_opens(client: Client, scene, key):
    action, finance = actions.actions[key], acting(scene.viewers[FINANCE])
    word = "ticket" if action.about == "project" else "osprey"
    thing = jumps.kinds[action.about].find(finance, [word])[0] if action.about else None
    address = action.address(thing)
    offered, opened = set(), set()
    for role in VIEWERS:
        by = acting(scene.viewers[role])
        sees = thing is None or jumps.kinds[action.about].named(by, [thing.pk])
        offered |= {role} if sees and action.offer(by, thing) else set()
        client.force_login(scene.viewers[role])
        opened |= {role} if client.get(address, follow=True).status_code == 200 else set()

    assert offered <= opened, "no action leads its reader where they are turned away"
    assert offered == opened or key in STRICTER


STRICTER = {
    "accounts_below": "only with a right to margins; the list opens for everyone",
    "insights": "only for those who manage or direct accounts; the page opens for everyone",
    "source": "only for those who choose sources for an account; the form opens for everyone",
    "huddles": "only for those who are in one; the page opens for everyone",
    "unwell": "only for those who may see health; the list opens for everyone",
    "jobs_worst": "only with a right to margins; the list opens for everyone",
    "money_margin": "only with a right to margins; the page opens with fewer figures",
    "contact_expectation": "only for those who see contacts; the form opens for more",
    "contact_preference": "only for those who see contacts; the form opens for more",
    "contact_email": "only for those who see contacts; the form opens for more",
    "new_order": "only on a signed agreement; the page opens with any",
    "client_note": "only for those who send it; the retainer opens for more",
    "decide_over": "only for those who decide on overage; the retainer opens for more",
    "handoffs": "not for those who only work in a team; the list opens for everyone",
    "hand_off": "only where the hand-off is the next step",
    "status": "only project managers have projects to answer; the page opens for everyone, empty",
    "log_time_account": "only on accounts they see; the day opens for everyone, without work they can't see",
    "log_time_project": "only on projects they see; the day opens for everyone, without work they can't see",
    "new_project": "the page opens with any account, and refuses when it is sent",
}
"""Actions that are not offered to everyone whose page opens, and why."""


def test_a_stranger_is_offered_nothing(scene):
    nobody = acting(scene.viewers[AM]).stranger("page")

    assert jumps.find(nobody, ["osprey"]) == []
    with pytest.raises(Refused):
        list(jumps.kinds["account"].rows(nobody))


def options(client: Client, typed: str) -> str:
    """What Search or jump offers for what was typed."""
    return client.get("/jump/options/", {"q": typed}).text


def test_the_list_of_accounts_finds_by_a_contact_only_for_those_who_see_contacts(client, scene):
    finders = set()
    for role in VIEWERS:
        client.force_login(scene.viewers[role])
        page = client.get(reverse("accounts:accounts"), {"whose": "all", "name": "cleo"})
        finders |= {role} if page.context["lines"] else set()

    assert finders == FINDS["contact"][1]


def test_a_request_and_a_note_are_found_by_their_account(client, scene):
    client.force_login(scene.viewers[AM])
    request = Request.objects.get(pk=scene.known["request_id"])
    account = request.account
    assert account
    assert request.agreement
    request.words = "Black Friday page"
    request.save()
    retainer = reverse("retainers:retainer", args=[request.agreement_id])

    assert 'data-label="Black Friday page"' in options(client, "black friday")
    offered = options(client, "note osprey")
    assert f"{retainer}#note" in offered
    assert f"{request.agreement.title}, {account.name}" in offered


def test_the_name_of_an_action_is_no_name_for_a_new_account(client, scene):
    client.force_login(scene.viewers[AM])

    assert "New account" not in options(client, "note")
    assert "New account" not in options(client, "promise xyzzy")
    assert "New account “notes of xyzzy”" in options(client, "notes of xyzzy")
