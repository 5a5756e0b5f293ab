"""Visitors and released items for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from amity.accounts.models import Contact
from amity.agreements.signatures.models import ClientSignature
from amity.files.models import StoredFile
from amity.gate import rules as gate
from amity.gate.items import commands as items
from amity.gate.items.fields import About, ItemFields
from amity.gate.models import Item
from amity.lines.models import Line
from amity.monitoring.models import ClientInput
from amity.people.models import Person
from amity.portal.access.models import Access
from amity.portal.pulse.models import PulseSetting
from amity.portal.tests.answering import make_answer, scene_answers, sent_item
from amity.portal.visitors import cookie, rules
from amity.portal.visitors.models import Device
from amity.portal.visitors.queries import visitor_with
from amity.portal.visitors.visitor import Visitor
from amity.projects.models import Deliverable, Project
from amity.projects.versions.files import VERSION_FILES
from amity.projects.versions.models import DeliverableVersion
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, PM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

TOKEN = "the-token-of-a-device"
_number = count(1)


def signed_in(contact: Contact, *, now: datetime | None = None, token: str = TOKEN) -> Visitor:
    """Sign a device in for a contact's address, and return its visitor."""
    at = now or timezone.now()
    Device.objects.create(
        address=contact.mail, token_hash=rules.token_hash(token), name="Firefox, Windows", opened_at=at, used_at=at,
        expires_at=at + rules.DEVICE_LASTS,
    )  # fmt: skip
    visitor = visitor_with(token, at)
    assert visitor is not None
    return visitor


def browser_of(contact: Contact, *, token: str = TOKEN) -> Client:
    """Return a browser that is signed in for a contact."""
    signed_in(contact, token=token)
    client = Client()
    client.cookies[cookie.NAME] = token
    return client


def written(
    by: Person, to: Sequence[Contact], *, kind: str = gate.EMAIL, about: int | None = None, state: str = gate.SENT,
    subject: str = "", body: str = "Hello, this is for you.", file: bytes = b"", now: datetime = MONDAY,
) -> Item:  # fmt: skip
    """Write an item to contacts of one account, and put it in a state."""
    key = {gate.INPUT: "input", gate.SHOWING: "version", gate.INSIGHT: "story_share"}.get(kind, "")
    fields = ItemFields(
        subject=subject or f"Email {next(_number)}", body=body, to_ids=tuple(one.pk for one in to)
    )  # fmt: skip
    item = items.write_item(
        by=acting(by), account_id=to[0].account_id, fields=fields, now=now, kind=kind,
        about=About(key, about, "1") if about else None,
    )  # fmt: skip
    if file:
        stored = items.FILES.store(by=acting(by), name=f"{item.subject}.pdf", chunks=[b"%PDF-1.7 " + file], now=now)
        items.attach_file(by=acting(by), item_id=item.pk, file_id=stored.pk, now=now)
    released = {"released_at": now, "sent_at": now} if state in (gate.RELEASED, *gate.GONE) else {}
    digest = "" if state in (gate.DRAFT, gate.WITHDRAWN) else "d" * 64
    Item.objects.filter(pk=item.pk).update(state=state, digest=digest, **released)
    item.refresh_from_db()
    return item


def make_version(project: Project, by: Person, *, line: Line | None = None, **columns: object) -> DeliverableVersion:
    """Create the next version of a deliverable, by default a link."""
    found = line or Line.objects.create(account=project.account, number="9", title=f"Line {next(_number)}")
    deliverable, _new = Deliverable.objects.get_or_create(
        project=project, line=found, defaults={"changed_at": MONDAY, "state": "with_client"}
    )
    values: dict[str, object] = {"link": "https://preview.halden.example/v", "added_by": by, "added_at": MONDAY}
    number = deliverable.versions.count() + 1
    return DeliverableVersion.objects.create(deliverable=deliverable, number=number, **values | columns)


def _file(by: Person) -> StoredFile:
    return VERSION_FILES.store(by=acting(by), name="film.pdf", chunks=[b"%PDF-1.7 film"], now=MONDAY)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Sign a contact of the account in, and release an email, a version and a request for input to them."""
    cleo = Contact.objects.get(name="Cleo Client")
    signed_in(cleo)
    Device.objects.update(expires_at=datetime(2999, 1, 1, tzinfo=UTC))
    by, project = viewers[AM], Project.objects.get(pk=int(str(known["project_id"])))
    Access.objects.create(contact=cleo, sees_colleagues=True, sees_money=True, sees_year=True)
    PulseSetting.objects.create(account=cleo.account, is_on=True)
    sent = written(by, [cleo], subject="Plan of the opening", file=b"plan")
    first = make_version(project, viewers[PM])
    version = make_version(project, viewers[PM], line=first.deliverable.line, link="", file=_file(viewers[PM]))
    written(by, [cleo], kind=gate.SHOWING, about=version.pk, subject="Opening film: version 2")
    written(by, [cleo], kind=gate.INPUT, about=int(str(known["input_id"])), subject="Photos of the opening")
    story = written(by, [cleo], kind=gate.INSIGHT, about=int(str(known["share_id"])), subject="A launch next door")
    signed = ClientSignature.objects.earliest("pk").item_id
    Item.objects.filter(pk=signed).update(state=gate.SENT, released_at=MONDAY, sent_at=MONDAY, digest="d" * 64)
    return scene_answers(viewers[AM], cleo) | {
        "portal_signed_item_id": signed, "story_item_id": story.pk,
        "device_token": TOKEN, "code_reference": "6a2f41a3-c54c-4e3b-8f0e-2f2a5d1f7d10", "portal_item_id": sent.pk,
        "portal_file_id": sent.files.get().file_id, "portal_deliverable_id": version.deliverable_id,
        "portal_number": 2, "portal_account_id": cleo.account_id, "portal_contact_id": cleo.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Sign the contact in on further devices, and release further emails, versions and requests for input to them."""
    cleo, by = Contact.objects.get(name="Cleo Client"), scene.viewers[AM]
    project = Project.objects.get(pk=scene.known["project_id"])
    for number in range(rows):
        signed_in(cleo, token=f"{TOKEN}-{next(_number)}")
        written(by, [cleo])
        version = make_version(project, by)
        written(by, [cleo], kind=gate.SHOWING, about=version.pk)
        needed = ClientInput.objects.create(
            account=cleo.account, project=project, contact=cleo, what=f"Input {number}", asked_on=MONDAY.date(),
            due_on=MONDAY.date(), added_at=MONDAY, changed_at=MONDAY,
        )  # fmt: skip
        written(by, [cleo], kind=gate.INPUT, about=needed.pk)
        make_answer(sent_item(cleo.account, scene.viewers[AM], [cleo], now=MONDAY), cleo, "question", "asked")
