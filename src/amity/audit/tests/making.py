"""An action with an amount, for the permission matrix and the query counts."""

from collections.abc import Mapping

from amity.audit import trail
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY, acting


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an action of finance, whose amount is for the right to cost."""
    finance = viewers[roles.FINANCE]
    changes = {"per_hour": "3131.31", "level": "average", "person": viewers[roles.TEAM_MEMBER].pk}
    written = trail.record(
        "cost_rate.confirmed", subject=finance, by=acting(finance), at=MONDAY, changes=changes, money=["per_hour"]
    )
    return {"record_id": written.pk}
