"""Notifications for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY
from tests.matrix.counting import READER

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def make_notification(person: Person, text: str = "Piet accepted the hand-off", **columns: object) -> Notification:
    """A notification of a person, unread."""
    values = {"kind": "handoff", "path": "/accounts/", "at": MONDAY} | columns
    return Notification.objects.create(person=person, text=text, **values)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a notification of finance to the scene of the permission matrix."""
    return {"notification_id": make_notification(viewers[roles.FINANCE]).pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add so many notifications, so that the query counts notice a page that asks once a row."""
    for _row in range(rows):
        make_notification(scene.viewers[READER])
