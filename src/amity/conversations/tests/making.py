"""Notes and requests for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.conversations.models import Note
from amity.conversations.notes.commands import record_note
from amity.conversations.notes.fields import NoteFields, PointFields
from amity.conversations.tests.passed import grow_passed, passed_ids
from amity.conversations.tests.suspects import suspected_ids
from amity.conversations.tests.talks import CALL
from amity.conversations.transcripts.commands import keep_transcript
from amity.people.models import Person
from amity.projects.models import Project
from amity.scope.models import Request
from amity.scope.requests.commands import close_request
from amity.scope.requests.fields import ClosingFields
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)
HELD = MONDAY - timedelta(hours=1)


def make_note(
    account: Account, by: Person, text: str = "", points: Sequence[PointFields] = (), **values: object
) -> Note:  # fmt: skip
    """Record a note of a call an hour before Monday's nine o'clock."""
    given: dict[str, object] = {"held_at": HELD, "title": f"Note {next(_number)}", "person_ids": (by.pk,)}
    fields = NoteFields(text=text, **given | values)  # type: ignore[arg-type]
    return record_note(by=acting(by), account_id=account.pk, fields=fields, points=points, now=MONDAY)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a note on the project of the scene, and the client request of one of its lines."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    points = [
        PointFields("request", "Six more stations", 2, contact.pk),
        PointFields("decision", "Welsh is in the launch", 3, contact.pk),
    ]
    note = make_note(
        account, viewers[AM], "Good call\n? Six more stations\nd Welsh is in the launch", points, title="Call of Cleo",
        project_id=known["project_id"], contact_ids=(contact.pk,),
    )  # fmt: skip
    keep_transcript(
        by=acting(viewers[AM]), note_id=note.pk, name="call.vtt", data=CALL.encode(), keep_until=None, now=MONDAY
    )
    request = Request.objects.get(points__note=note)
    asked = [PointFields("request", "A map", 1, contact.pk)]
    closed = make_note(account, viewers[AM], "? A map", asked, project_id=known["project_id"])
    done = Request.objects.get(points__note=closed)
    close_request(
        by=acting(viewers[AM]), request_id=done.pk, version=1, fields=ClosingFields("Already on the list"), now=MONDAY
    )
    passed = passed_ids(viewers, known) | suspected_ids(viewers, account, contact)
    return passed | {"talk_note_id": note.pk, "client_request_id": request.pk, "closed_client_request_id": done.pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add notes with a request and a decision each, on the account and the project of the scene."""
    account, project = Account.objects.get(pk=scene.known["account_id"]), scene.known["project_id"]
    contact = Contact.objects.filter(account=account).first()
    assert contact is not None
    for number in range(rows):
        points = [
            PointFields("request", f"Ask {number}", 1, contact.pk),
            PointFields("decision", f"Decided {number}", 2),
        ]
        make_note(
            account, scene.viewers[AM], "? Ask\nd Decided", points, project_id=Project.objects.get(pk=project).pk,
            contact_ids=(contact.pk,),
        )  # fmt: skip
    grow_passed(scene, rows)
