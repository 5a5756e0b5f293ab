"""Rights for tests, for the permission matrix and for the query counts."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.people.models import Person
from amity.people.rules import ACCOUNT_MANAGER
from amity.rights import commands
from amity.rights.commands import RightFields
from amity.rights.models import Right, RightsSwitch
from tests.builders import MONDAY, acting

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_right(by: Person, account: Account, line_ids: Iterable[int] = (), title: str = "Theme") -> Right:
    """Record music that is used in a film until 20 December."""
    said = RightFields("music", title, "Composer", "Europe", "film", until=date(2026, 12, 20))
    return commands.register_right(by=acting(by), account_id=account.pk, fields=said, line_ids=line_ids, now=MONDAY)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a right on a drafted line to the scene of the permission matrix."""
    RightsSwitch.objects.create(pk=1, is_on=True)
    account = Account.objects.get(pk=int(str(known["account_id"])))
    return {"right_id": make_right(viewers[ACCOUNT_MANAGER], account, [int(str(known["draft_line_id"]))]).pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add this many rights to the scene's line, so that the query counts notice a query for each row."""
    account = Account.objects.get(pk=scene.known["account_id"])
    for _row in range(rows):
        make_right(
            scene.viewers[ACCOUNT_MANAGER], account, [int(scene.known["draft_line_id"])], f"Theme {next(_number)}"
        )
