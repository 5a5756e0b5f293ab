"""Change an item while clearing it, and record what the difference becomes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import moves, rules
from amity.gate.answering.registry import names_price
from amity.gate.edits.models import Edit
from amity.gate.edits.queries import own_edit
from amity.gate.edits.rules import BECOMES, CHANGE
from amity.gate.items.freezing import refrozen
from amity.gate.items.rules import plain
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text as a clearer leaves them."""

    subject: Annotated[str, Text(rules.SUBJECT_MOST)]
    body: Annotated[str, Text(rules.BODY_MOST, lines=True)]


def change(item: Item, wording: Wording | None, by: Actor, now: datetime) -> dict[str, Any]:
    """Give an item the wording of its clearer, and return the columns that its clearing writes. Nothing if unchanged.

    The item keeps its digest until then, so that its row is found as it was read.
    """
    if wording is None:
        return {}
    clean = tidied(wording)
    subject, body = clean.subject, plain(clean.body)
    if (subject, body) == (item.subject, plain(item.body)):
        return {}
    if item.kind == rules.BUNDLE:
        raise Refused(_("A bundle can’t be changed. Take it apart and change the email in it."))
    if not subject:
        raise Invalid(_("Enter a subject."), "subject")
    if not body:
        raise Invalid(_("Enter the text of the email."), "body")
    Edit.objects.create(
        item=item, person_id=by.person_id, at=now, subject_before=item.subject, subject_after=subject,
        body_before=item.body, body_after=body,
    )  # fmt: skip
    item.subject, item.body = subject, body
    digest = refrozen(item, now)
    moves.note(item, CHANGE, by=by, now=now)
    return {"subject": subject, "body": body, "digest": digest, "names_price": names_price(item)}


@command
def answer_edit(*, by: Actor, edit_id: int, became: str, now: datetime) -> Edit:
    """Record what a change of the actor becomes: a preference, an agency standard, or nothing."""
    edit = own_edit(by, edit_id)
    if became not in BECOMES:
        raise Invalid(_("Choose from the list."))
    edit.became = became
    edit.save(update_fields=["became"])
    trail.record("outgoing.change_answered", subject=edit.item, by=by, at=now, changes={"outcome": became})
    return edit
