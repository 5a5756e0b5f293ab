"""Items that ask for an answer, with their links, for tests."""

import re
from datetime import UTC, datetime
from typing import Any

from amity.accounts.models import Account, Contact
from amity.gate.items import commands
from amity.gate.items.fields import About, ItemFields
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.tests.making import BODY, read
from amity.outbox.models import Message
from amity.people.models import Person
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.links.rules import hashed
from amity.portal.visitors.models import EmailedCode
from amity.portal.visitors.sending import settle
from tests.builders import MONDAY, acting

LINK = re.compile(r"/a/([\w-]{20,})/")


def sent_item(
    account: Account, by: Person, to: list[Contact], *, now: datetime, delivered: datetime | None = None,
    about: About | None = None, kind: str = "email", **values: Any,
) -> Item:  # fmt: skip
    """Send an item that asks for an approval. Its emails were accepted at `delivered`, or at `now`."""
    given: dict[str, Any] = {
        "subject": "Station banner",
        "body": BODY,
        "to_ids": tuple(one.pk for one in to),
        "asks_approval": True,
    }
    item = commands.write_item(
        by=acting(by), account_id=account.pk, fields=ItemFields(**given | values), now=now, kind=kind, about=about
    )
    commands.submit(by=acting(by), item_id=item.pk, version=item.version, now=now)
    assert release(item_id=item.pk, now=now) or read(item).state == "submitted"
    Message.objects.filter(release_id=item.pk).update(state="sent", sent_at=delivered or now)
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=delivered or now)
    return read(item)


def token_for(item: Item, contact: Contact) -> str:
    """Return the token in a recipient's email, as it waits for the email server."""
    recipient = item.recipients.select_related("message").get(contact=contact)
    assert recipient.message is not None
    found = LINK.search(recipient.message.secret)
    assert found is not None
    return found[1]


def code_sent() -> str:
    """Return the code that was asked for last, as its reader gets it."""
    row = EmailedCode.objects.filter(settled_at=None).latest("pk")
    return settle(code_id=row.pk, now=row.asked_at)


SCENE_TOKEN = "the-token-of-a-personal-link"


def scene_answers(author: Person, contact: Contact) -> dict[str, object]:
    """Add an item with a file that asks a contact for an approval, a question about it, and one that is held."""
    by, account = acting(author), contact.account
    fields = ItemFields("Answer about the banner", "Hello,\n\nPlease look at it.", (contact.pk,), asks_approval=True)
    item = commands.write_item(by=by, account_id=account.pk, fields=fields, now=MONDAY)
    pdf = commands.FILES.store(by=by, name="answer.pdf", chunks=[b"%PDF-1.7 answer"], now=MONDAY)
    commands.attach_file(by=by, item_id=item.pk, file_id=pdf.pk, now=MONDAY)
    commands.submit(by=by, item_id=item.pk, version=item.version, now=MONDAY)
    release(item_id=item.pk, now=MONDAY)
    Message.objects.filter(release_id=item.pk).update(state="sent", sent_at=MONDAY)
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
    AnswerLink.objects.filter(item=item).update(
        token_hash=hashed(SCENE_TOKEN), expires_at=datetime(2100, 1, 1, tzinfo=UTC)
    )
    item = read(item)
    asked = make_answer(item, contact, "question", "asked", words="Is the answer due?")
    held = make_answer(sent_item(account, author, [contact], now=MONDAY), contact, held_at=MONDAY)
    return {
        "answer_token": SCENE_TOKEN, "answer_digest": item.digest, "answer_file_id": pdf.pk, "answer_id": asked.pk,
        "held_answer_id": held.pk, "answer_item_id": item.pk, "held_item_id": held.item_id,
    }  # fmt: skip


def make_answer(item: Item, contact: Contact, choice: str = "approve", state: str = "decided", **values: Any) -> Answer:
    """Create an answer."""
    return Answer.objects.create(
        item=item, account=item.account, contact=contact, digest=item.digest, choice=choice, state=state, way="link",
        name="CC", confirmed=True, at=MONDAY, **values,
    )  # fmt: skip
