"""Linked identities, sessions and a recorded action, for the permission matrix and the query counts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import time_machine
from django.utils import timezone

from amity.audit import trail
from amity.people.models import Person
from amity.people.provider.commands import link
from amity.people.rules import FINANCE, TEAM_MEMBER
from amity.people.second_factor import commands as factor_commands
from amity.people.second_factor import rules
from amity.people.sessions.models import Session
from tests.builders import MONDAY, acting

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)
SECRET = rules.new_secret()


def early_in_a_period() -> time_machine.travel:
    """Return a time machine to ten seconds into the period of a code, so that none ends within a test."""
    return time_machine.travel(datetime.fromtimestamp(rules.step_of(timezone.now()) * rules.PERIOD + 10, UTC))


def code_now(seconds: int = 0) -> str:
    """Return the code of `SECRET`, now or this many seconds later."""
    return rules.code_at(SECRET, rules.step_of(timezone.now() + timedelta(seconds=seconds)))


def add_app(person: Person) -> list[str]:
    """Add the app of `SECRET` to a person, by its previous code, and return the recovery codes."""
    return factor_commands.add_app(by=acting(person), secret=SECRET, code=code_now(-30), now=timezone.now()).codes


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Link the team member to an identity, and record an action of finance whose amount is for the right to cost."""
    link(by=acting(viewers[TEAM_MEMBER]), subject="team", now=MONDAY)
    changes = {"per_hour": "3131.31", "level": "average", "person": viewers[TEAM_MEMBER].pk}
    confirmed = trail.record(
        "cost_rate.confirmed", subject=viewers[FINANCE], by=acting(viewers[FINANCE]), at=MONDAY, changes=changes,
        money=["per_hour"],
    )  # fmt: skip
    return {"record_id": confirmed.pk}


def grow(scene: "Scene", rows: int) -> None:
    """Sign the person with every role in on this many devices."""
    for _row in range(rows):
        Session.objects.create(
            session_key=f"grown{next(_number)}", person=scene.viewers["everything"], device="Firefox, Linux",
            expire_date=timezone.now() + timedelta(days=1), last_used_at=timezone.now(),
        )  # fmt: skip
