"""Actions: an owner on either side, where they wait, finishing with an undo, and the list."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.audit.trail import actions_on
from amity.conversations.actions import commands
from amity.conversations.actions.changes import ActionFields
from amity.conversations.models import Action
from amity.conversations.notes.fields import PointFields
from amity.conversations.tests.making import make_note
from amity.conversations.tests.passed import make_action
from amity.notifications.models import Notification
from amity.people.models import Person
from amity.people.rules import SCOPES
from amity.shared.errors import Invalid, Refused, Stale
from amity.waiting.queries import open_on, waiting_for
from tests.builders import MONDAY, acting, make_person
from tests.matrix.machines import token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


def waits(person: Person, kind: str) -> list[str]:
    """The titles of one kind that wait for a person."""
    return [
        item.title for group in waiting_for(acting(person), MONDAY) if group.kind.key == kind for item in group.items
    ]


def test_the_owner_of_an_action_from_a_note_is_notified(mara, piet, osprey, site):
    point = PointFields("action", "Send the page list", 1, person_id=piet.pk)

    note = make_note(osprey, mara, "a Send the page list", [point])

    assert Notification.objects.get(person=piet).kind == "action"
    assert Action.objects.get(point__note=note).owner == piet


def test_an_action_waits_for_its_owner_until_it_is_done(mara, piet, osprey):
    fields = ActionFields("Send the page list", owner_id=piet.pk, due_on=TODAY)
    action = commands.add_action(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)

    assert waits(piet, "action") == ["Send the page list"]
    assert Notification.objects.get(person=piet).kind == "action"
    commands.finish_action(by=acting(piet), action_id=action.pk, version=1, now=MONDAY)
    assert waits(piet, "action") == []
    commands.reopen_action(by=acting(piet), action_id=action.pk, now=MONDAY)

    assert waits(piet, "action") == ["Send the page list"]
    assert actions_on(action) == ["action.added", "action.done", "action.reopened"]


def test_a_late_action_of_the_client_waits_for_the_account_manager(mara, tim, osprey, dana):
    for due, what in ((TODAY - timedelta(days=2), "Send photos"), (TODAY + timedelta(days=2), "Send texts")):
        fields = ActionFields(what, contact_id=dana.pk, due_on=due)
        commands.add_action(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)

    assert waits(mara, "client_action") == ["Send photos"]
    assert waits(tim, "client_action") == []
    shown = [group for group in open_on(acting(mara), osprey.pk, TODAY) if group.kind.key == "action"]
    assert [item.title for item in shown[0].items] == ["Send photos", "Send texts"]


@pytest.mark.parametrize("both", [True, False])
def test_an_action_has_one_owner_on_one_side(mara, osprey, dana, both):
    fields = ActionFields("x", owner_id=mara.pk, contact_id=dana.pk) if both else ActionFields("x")

    with pytest.raises(Invalid) as fault:
        commands.add_action(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    assert fault.value.field == "owner_id"


def test_someone_who_has_left_gets_no_action_but_keeps_theirs(mara, osprey):
    gone = make_person("Gone", is_active=False)
    with pytest.raises(Invalid):
        commands.add_action(
            by=acting(mara), account_id=osprey.pk, fields=ActionFields("x", owner_id=gone.pk), now=MONDAY
        )
    row = Action.objects.create(account=osprey, what="x", owner=gone, added_by="Mara", added_at=MONDAY)
    edited = ActionFields("y", owner_id=gone.pk)

    commands.edit_action(by=acting(mara), action_id=row.pk, version=1, fields=edited, now=MONDAY)

    row.refresh_from_db()
    assert row.what == "y"


def test_a_done_action_is_edited_only_once_it_is_reopened(mara, osprey):
    action = make_action(osprey, by=mara)
    done = commands.finish_action(by=acting(mara), action_id=action.pk, version=1, now=MONDAY)
    fields = ActionFields("Other", owner_id=mara.pk)

    with pytest.raises(Refused):
        commands.edit_action(by=acting(mara), action_id=action.pk, version=done.version, fields=fields, now=MONDAY)
    with pytest.raises(Refused):
        commands.finish_action(by=acting(mara), action_id=action.pk, version=done.version, now=MONDAY)
    with pytest.raises(Stale):
        commands.finish_action(by=acting(mara), action_id=action.pk, version=1, now=MONDAY)


def test_the_list_finishes_in_place_and_the_message_undoes_it(client, mara, osprey):
    action = make_action(osprey, by=mara, due_on=TODAY - timedelta(days=3))
    client.force_login(mara)
    address = reverse("conversations:actions")
    page = client.get(address).content.decode()
    assert "Send the page list" in page
    assert ">3<" in page.replace('"is-unwell-text"', "").replace(" class=", "")

    sent = {"version": "1", "back": address}
    answer = client.post(reverse("conversations:finish_action", args=[action.pk]), sent, follow=True)

    (message,) = answer.context["messages"]
    assert message.extra_tags == reverse("conversations:reopen_action", args=[action.pk])
    assert "Send the page list" not in client.get(address).content.decode()
    client.post(message.extra_tags, {"back": address})
    assert "Send the page list" in client.get(address).content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_finishing_never_leaves_the_site(client, mara, osprey, back):
    action = make_action(osprey, by=mara)
    client.force_login(mara)

    answer = client.post(reverse("conversations:finish_action", args=[action.pk]), {"version": "1", "back": back})

    assert answer.url == reverse("conversations:action", args=[action.pk])


@pytest.mark.parametrize(
    ("query", "found"),
    [("side=client", ["Theirs"]), ("side=agency", ["Late", "Some day"]), ("due=late", ["Late"]),
     ("due=none", ["Some day", "Theirs"]), ("view=client", ["Theirs"])],
)  # fmt: skip
def test_filters_narrow_the_list(client, mara, osprey, dana, query, found):
    make_action(osprey, by=mara, what="Late", due_on=date(2026, 11, 20))
    make_action(osprey, by=mara, what="Some day")
    theirs = ActionFields("Theirs", contact_id=dana.pk)
    commands.add_action(by=acting(mara), account_id=osprey.pk, fields=theirs, now=MONDAY)
    client.force_login(mara)

    page = client.get(f"{reverse('conversations:actions')}?{query}")

    assert sorted(line.row.what for line in page.context["lines"]) == found


def test_the_form_asks_for_one_owner_of_either_side(client, mara, osprey, dana):
    client.force_login(mara)
    address = reverse("conversations:add_action", args=[osprey.pk])
    nonce = client.get(address).context["form"].initial["nonce"]

    client.post(address, {"nonce": nonce, "what": "Send photos", "who": f"contact-{dana.pk}"})

    assert Action.objects.get().contact == dana


def test_the_api_lists_only_the_callers_own_open_actions_when_asked_to(client, osprey, mara, piet):
    mine = make_action(osprey, by=mara, what="Mine")
    done = make_action(osprey, by=mara, what="Mine, done")
    osprey.actions.create(what="Of Piet", owner=piet, added_by=piet.name, added_at=MONDAY)
    commands.finish_action(by=acting(mara), action_id=done.pk, version=1, now=MONDAY)
    headers = {"Authorization": f"Bearer {token_of(mara, *SCOPES)}"}

    def listed(query: str) -> list[str]:
        answer = client.get(f"/api/v1/actions{query}", headers=headers)
        return sorted(row["what"] for row in answer.json()["items"])

    assert listed("?owner=me&done=false") == [mine.what]
    assert listed("?owner=me&done=true") == ["Mine, done"]
    assert listed("?owner=me") == ["Mine", "Mine, done"]
    assert listed("?done=false") == ["Mine", "Of Piet"]


def test_an_account_names_the_owner_of_an_action(client, mara, piet, osprey):
    fields = ActionFields("Send the page list", owner_id=piet.pk, due_on=TODAY)
    commands.add_action(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    client.force_login(mara)

    page = client.get(f"/accounts/{osprey.pk}/").content.decode()

    assert "Owner: <b data-verbatim>Piet</b>" in page
