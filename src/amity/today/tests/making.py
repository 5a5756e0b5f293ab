"""A card of the account manager, and one that they set aside, for the permission matrix and the query counts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.expectations import rules as expectation_rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.people.models import Person
from amity.today.models import Aside
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def make_promise(account: Account, by: Person, title: str, days: int = 0) -> Expectation:
    """A promise of a person, due so many days after the builders' Monday."""
    fields = ExpectationFields(
        title, kind=expectation_rules.PROMISE, promised_by_id=by.pk,
        promised_until=MONDAY.date() + timedelta(days=days),
    )  # fmt: skip
    return record_expectation(by=acting(by), account_id=account.pk, fields=fields, now=MONDAY)


def make_aside(person: Person, **columns: object) -> Aside:
    """A card that a person set aside."""
    values = {
        "way": "not_now", "card": "promise-1", "kind": "promise", "title": "The page list", "at": MONDAY,
        "signs": {"promise-1": "f"},
    } | columns  # fmt: skip
    return Aside.objects.create(person=person, **values)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a promise of the account manager as a card of theirs, and a card that they set aside."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    promise = make_promise(account, viewers[AM], "The list of pages")
    return {"today_card": f"promise-{promise.pk}", "aside_id": make_aside(viewers[AM]).pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add so many answers to cards, so that the query counts notice a page that asks once a row."""
    for person in set(scene.viewers.values()):
        for number in range(rows):
            make_aside(person, card=f"promise-{number}", signs={f"promise-{number}": "f"})
