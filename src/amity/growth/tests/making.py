"""Opportunities for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.growth import commands, rules
from amity.growth.models import Opportunity
from amity.people.models import Person
from tests.builders import MONDAY, acting, make_account
from tests.matrix.rights import AM, DIRECTOR

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_opportunity(account: Account | None, owner: Person | None, title: str = "", **columns: object) -> Opportunity:
    """Create an open opportunity with a value."""
    values: dict[str, object] = {
        "title": title or f"Audit {next(_number)}", "value": 1_200_000, "currency": "EUR", "added_on": MONDAY.date(),
        "added_by": "Mara",
    }  # fmt: skip
    return Opportunity.objects.create(account=account, owner=owner, **values | columns)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an open and a lost opportunity to the account, and an account whose growth is open."""
    account, by = Account.objects.get(pk=int(str(known["account_id"]))), viewers[AM]
    one, lost = make_opportunity(account, by, "Osprey audit"), make_opportunity(account, by)
    commands.lose_opportunity(
        by=acting(by), opportunity_id=lost.pk, version=lost.version, loss=rules.Loss(rules.PRICE), now=MONDAY
    )
    growing = make_account("Kestrel Air", manager=by, director=viewers[DIRECTOR])
    regained = make_opportunity(growing, by, stage=rules.LOST, closed_on=MONDAY.date(), reason=rules.PRICE)
    return {
        "opportunity_id": one.pk, "lost_opportunity_id": lost.pk, "growing_account_id": growing.pk,
        "regained_opportunity_id": regained.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add opportunities at every stage, for the query counts."""
    account = Account.objects.get(pk=int(scene.known["account_id"]))
    for number in range(rows):
        for stage in rules.OPEN:
            make_opportunity(account, scene.viewers[AM], stage=stage, next_step="Call", next_on=MONDAY.date())
        make_opportunity(account, scene.viewers[AM], stage=rules.WON, closed_on=MONDAY.date(), because=f"{number}")
