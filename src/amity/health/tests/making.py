"""Health of accounts with a history, and a false green, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.health.models import HealthDay, Surprise
from amity.health.review.rules import CONFLICT, GREEN
from amity.health.snapshots.commands import take_snapshots
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY, make_account

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(2)


def make_days(account: Account, scores: Mapping[date, int], band: str = "well") -> None:
    """Store the health of an account on some days."""
    for day, score in scores.items():
        HealthDay.objects.create(
            account=account, day=day, score=score, band=band, confidence=85, weighted=score, evidence={}, at=MONDAY
        )


def make_surprise(account: Account, about: int = 1) -> Surprise:
    """Store a false green that no one has answered."""
    return Surprise.objects.create(
        account=account, kind=GREEN, cause=CONFLICT, on=MONDAY.date(), about=about,
        shown_on=MONDAY.date() - timedelta(days=9), shown_score=82,
    )  # fmt: skip


def scene_ids(_viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Store the health of every account of the scene, and a false green of its own."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    make_days(account, {MONDAY.date() - timedelta(days=days): 80 - days for days in range(7, 22, 7)})
    take_snapshots(MONDAY)
    return {"surprise_id": make_surprise(account).pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add accounts with their health, and days and false greens of the account of the scene."""
    account = Account.objects.get(pk=scene.known["account_id"])
    for number in islice(_number, rows):
        make_account(f"Client {number} of health", manager=scene.viewers[roles.ACCOUNT_MANAGER])
        make_surprise(account, about=number)
        make_days(account, {MONDAY.date() - timedelta(days=number + 20): 70})
    take_snapshots(MONDAY)
