"""Calendars and meetings for tests, for the permission matrix and for the query counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.meetings.models import Meeting, MeetingPerson
from amity.people.models import Person
from tests.builders import MONDAY
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_meeting(
    account: Account, *, people: Iterable[Person] = (), contacts: Iterable[Contact] = (),
    starts_at: datetime = MONDAY + timedelta(hours=1), minutes: int = 30, **columns: object,
) -> Meeting:  # fmt: skip
    """Create a meeting at ten on Monday, with colleagues and contacts who accepted."""
    number = next(_number)
    given: dict[str, object] = {"title": f"Meeting {number}", "uid": f"meeting-{number}@tests", "state": "confirmed"}
    stamps = {"added_at": MONDAY, "changed_at": MONDAY, "ends_at": starts_at + timedelta(minutes=minutes)}
    made = Meeting.objects.create(account=account, starts_at=starts_at, **stamps | given | columns)
    for person in people:
        MeetingPerson.objects.create(meeting=made, person=person, name=person.name, answer="accepted")
    for contact in contacts:
        MeetingPerson.objects.create(meeting=made, contact=contact, name=contact.name, answer="accepted")
    return made


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a meeting of the account manager with the client of the scene."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    made = make_meeting(account, people=[viewers[AM]], contacts=[contact], title="Steering with Cleo")
    return {"meeting_id": made.pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add meetings to come, and meetings that took place."""
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.filter(account=account).first()
    assert contact is not None
    for number in range(rows):
        for starts_at in (MONDAY + timedelta(hours=number + 2), MONDAY - timedelta(hours=number + 2)):
            make_meeting(account, people=[scene.viewers[AM]], contacts=[contact], starts_at=starts_at)
