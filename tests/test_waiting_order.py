"""The order of what waits for someone, and who has what nobody owns: the manager, or the director without one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.expectations import rules as expectation_rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Conflict, Expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.monitoring.models import ClientInput
from amity.people.models import Person
from amity.scope.models import Request
from amity.waiting import page
from amity.waiting.dates import next_dates_on
from amity.waiting.queries import waiting_for
from amity.waiting.todos import TODOS
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, DIRECTOR, TEAM
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def scene(monday_scene: Scene) -> Scene:
    return monday_scene


def promise(scene: Scene) -> Expectation:
    """A promise of the account manager that is due tomorrow."""
    manager = scene.viewers[AM]
    fields = ExpectationFields(
        "The page list", kind=expectation_rules.PROMISE, promised_by_id=manager.pk,
        promised_until=TODAY + timedelta(days=1),
    )  # fmt: skip
    account_id = int(scene.known["account_id"])
    return record_expectation(by=acting(manager), account_id=account_id, fields=fields, now=MONDAY)


def ids(person: Person, kind: str) -> set[int]:
    """The ids of the items of one kind that wait for a person."""
    groups = waiting_for(acting(person), timezone.now())
    return {item.id for group in groups if group.kind.key == kind for item in group.items}


def test_kinds_with_something_late_come_first_in_their_usual_order(scene):
    promise(scene)
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    late = InputFields(
        what="Photos", account_id=contact.account_id, contact_id=contact.pk, due_on=TODAY - timedelta(days=6),
        asked_on=TODAY - timedelta(days=10), owner_id=scene.viewers[AM].pk,
    )  # fmt: skip
    ask_input(by=acting(scene.viewers[AM]), fields=late, now=MONDAY)

    groups = waiting_for(acting(scene.viewers[AM]), timezone.now())

    place = {group.kind.key: number for number, group in enumerate(groups)}
    assert place["input"] < place["promise"]
    orders = [(not group.late, group.kind.order) for group in groups]
    assert orders == sorted(orders)


def test_what_is_late_comes_first_in_its_list_whatever_its_kind(scene):
    promise(scene)
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    for what, days in (("Photos", -6), ("Texts", -2)):
        fields = InputFields(
            what=what, account_id=contact.account_id, contact_id=contact.pk, due_on=TODAY + timedelta(days=days),
            asked_on=TODAY - timedelta(days=10), owner_id=scene.viewers[AM].pk,
        )  # fmt: skip
        ask_input(by=acting(scene.viewers[AM]), fields=fields, now=MONDAY)

    found = page.context(acting(scene.viewers[AM]), timezone.now())["sections"]

    assert [one.key for one in found] == [todo.key for todo in TODOS if todo.key in {one.key for one in found}]
    for one in found:
        late = [bool(row.item.due and row.item.due < TODAY) for row in (*one.rows, *one.rest)]
        assert late == sorted(late, reverse=True), one.key
        assert all(row.kind.todo.key == one.key for row in one.rows)
    groups = waiting_for(acting(scene.viewers[AM]), timezone.now())
    assert sum(section.total for section in found) == sum(group.total for group in groups)


@pytest.mark.parametrize("kind", ["conflict", "input", "request"])
def test_a_director_has_what_no_account_manager_can_answer(scene, kind):
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    conflict = Conflict.objects.filter(answer="", closed_at=None)[0]
    Expectation.objects.filter(pk=conflict.expectation_id).update(account=account)
    Conflict.objects.filter(pk=conflict.pk).update(speaker=None)
    asked = InputFields(
        what="Photos", account_id=account.pk, contact_id=contact.pk, due_on=TODAY - timedelta(days=6),
        asked_on=TODAY - timedelta(days=10),
    )  # fmt: skip
    late = ask_input(by=acting(scene.viewers[AM]), fields=asked, now=MONDAY)
    ClientInput.objects.filter(pk=late.pk).update(owner=None)
    request = Request.objects.get(pk=scene.known["request_id"])
    Request.objects.filter(pk=request.pk).update(wanted_on=TODAY)
    Agreement.objects.filter(requests=request).update(account=account)
    pk = {"conflict": conflict.pk, "input": late.pk, "request": request.pk}[kind]

    def waits_for(viewer: str) -> bool:
        return pk in ids(scene.viewers[viewer], kind)

    assert (waits_for(AM), waits_for(DIRECTOR)) == (True, False)
    Account.objects.filter(pk=account.pk).update(manager=None, director=None)
    assert (waits_for(AM), waits_for(DIRECTOR), waits_for(TEAM)) == (False, True, False)
    Account.objects.filter(pk=account.pk).update(manager=scene.viewers[AM])
    Person.objects.filter(pk=scene.viewers[AM].pk).update(is_active=False)
    assert waits_for(DIRECTOR)


def test_a_retainer_request_is_among_the_next_dates_of_its_account(scene):
    account, due = Account.objects.get(pk=scene.known["account_id"]), TODAY + timedelta(days=3)
    request = Request.objects.filter(closed_at=None, state="included", item__project__account=account)[0]
    assert request.item is not None
    Request.objects.filter(pk=request.pk).update(wanted_on=due)

    found = next_dates_on(acting(scene.viewers[AM]), account.pk, TODAY)

    assert (due, request.item.title) in [(one.on, one.title) for one in found]
