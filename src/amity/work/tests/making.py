"""Jobs for tests: what the parts below make, as the list of jobs reads it."""

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.briefs.models import Brief
from tests.builders import MONDAY, make_account, make_agreement, make_project
from tests.matrix.counting import READER

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_brief(account: Account, title: str = "", **columns: object) -> Brief:
    """A brief of an account, without lines."""
    values = {"currency": account.currency, "opened_at": MONDAY, "changed_at": MONDAY} | columns
    return Brief.objects.create(account=account, title=title or f"Brief {next(_number)}", **values)


def grow(scene: "Scene", rows: int) -> None:
    """Add as many briefs, projects and retainers that the reader whose queries are counted answers for."""
    account, reader = make_account(), scene.viewers[READER]
    for _row in range(rows):
        make_brief(account, wanted_on=date(2026, 12, 1), manager=reader)
        for fee_model in ("fixed", "retainer"):
            agreement = make_agreement(account, fee_model, fee=100_000, included_seconds=36_000)
            project = make_project(account, manager=reader, agreement=agreement)
            project.milestones.create(name="Launch", due_on=date(2026, 12, 3))
