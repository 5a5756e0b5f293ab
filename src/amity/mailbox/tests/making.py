"""Emails for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.mailbox.models import Message, MessageAddress, Thread
from amity.mailbox.tests.connected import connection_ids, grow_connections
from amity.mailbox.uploads.models import Upload
from amity.people.models import Person
from tests.builders import MONDAY
from tests.matrix.rights import AM, TEAM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_message(
    account: Account, thread: Thread | None = None, *, contact: Contact | None = None, to: Person | None = None,
    **values: object,
) -> Message:  # fmt: skip
    """Add an email from a contact to a thread, or to a new one, without reading a file."""
    number = next(_number)
    thread = thread or Thread.objects.create(account=account, subject=f"Matter {number}", last_at=MONDAY)
    defaults: dict[str, object] = {
        "direction": "in", "source": "upload", "subject": f"Re: {thread.subject}", "reply": f"Text {number}",
        "text": f"Text {number}", "message_id": f"<{number}@osprey.example>", "digest": f"{number:064}",
        "headers_digest": f"{number:064}", "sent_at": MONDAY + timedelta(minutes=number), "taken_at": MONDAY,
    }  # fmt: skip
    message = Message.objects.create(account=account, thread=thread, **defaults | values)
    sender = {"name": contact.name, "address": contact.mail} if contact else {"address": "someone@osprey.example"}
    MessageAddress.objects.create(message=message, place="from", position=0, contact=contact, **sender)
    if to is not None:
        MessageAddress.objects.create(
            message=message, place="to", position=0, person=to, name=to.name, address=to.mail or ""
        )
    return message


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an email of the scene's contact to a team member, in a thread of its own."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    before = MONDAY - timedelta(days=1)  # later, it would stop what goes to the contact
    message = make_message(account, contact=contact, to=viewers[TEAM], sent_at=before)
    own = {"thread_id": message.thread_id, "email_id": message.pk, "upload_id": make_upload(viewers[AM], account).pk}
    return own | connection_ids(
        viewers, known, make_message(account, contact=contact, headers_only=True, sent_at=before)
    )


def make_upload(person: Person, account: Account | None = None, **values: object) -> Upload:
    """Add an upload that has ended, with an email."""
    defaults: dict[str, object] = {"name": "inbox.mbox", "state": "done", "taken": 1, "read": 1, "uploaded_at": MONDAY}
    return Upload.objects.create(person=person, account=account, **defaults | values)


def grow(scene: "Scene", rows: int) -> None:
    """Add threads of two messages on the account of the scene, and as many messages to the scene's own thread."""
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.filter(account=account).first()
    own = Thread.objects.get(pk=scene.known["thread_id"])
    for _row in range(rows):
        first = make_message(account, contact=contact)
        make_message(account, first.thread, contact=contact)
        make_message(account, own, contact=contact)
    grow_connections(scene, rows)
