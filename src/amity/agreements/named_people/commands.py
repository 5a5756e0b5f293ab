"""Name people in an open agreement: those responsible on either side, and key people."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.agreements.named_people import rules as people
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import Minor, OneOf, Text, tidied, value_of, write

MOST_PEOPLE: Final = 100


@dataclass(frozen=True, slots=True)
class Named:
    """A person on either side, how they are reached, whether they are key, what they approve, and how they are
    replaced.
    """

    side: Annotated[str, OneOf(people.SIDES)]
    role: Annotated[str, Text(120, needed=True)]
    name: Annotated[str, Text(200, needed=True)]
    reach: Annotated[str, Text(200)] = ""
    is_key: bool = False
    approves: Annotated[str, OneOf(people.APPROVALS, needed=False)] = ""
    approves_up_to: Annotated[int | None, Minor()] = None
    rule: Annotated[str, Text(4000, lines=True)] = ""


@command
def name_person(
    *, by: Actor, agreement_id: int, version: int, named: Named, now: datetime, named_id: int | None = None
) -> NamedPerson:  # fmt: skip
    """Name a person, or change the one with `named_id`. Stale if someone changed the agreement since `version`."""
    named = tidied(named)
    if named.approves and named.side != people.CLIENT:
        raise Invalid(_("Only people at the client can approve."), "approves")
    if named.approves_up_to is not None and not named.approves:
        raise Invalid(_("Choose what they can approve."), "approves")
    agreement = to_change(by, agreement_id, version)
    if named_id is None and agreement.named_people.count() >= MOST_PEOPLE:
        raise Invalid(_("An agreement can name up to %(most)s people.") % {"most": MOST_PEOPLE}, "name")
    row = NamedPerson(agreement=agreement) if named_id is None else _named(agreement, named_id)
    before = _without_limit(value_of(row, Named)) if named_id else None
    write(named, row)
    row.save()
    agreement.save()
    changes = {"before": before, "after": _without_limit(named), "approves_up_to": named.approves_up_to}
    trail.record(
        "agreement.person_named", subject=agreement, by=by, at=now, changes=changes, money=("approves_up_to",)
    )  # fmt: skip
    return row


@command
def remove_named(*, by: Actor, agreement_id: int, named_id: int, now: datetime) -> None:
    """Remove a named person. The audit log still has the name."""
    agreement = to_change(by, agreement_id)
    row = _named(agreement, named_id)
    changes = {"side": row.side, "role": row.role, "name": row.name}
    trail.record("agreement.person_left_out", subject=agreement, by=by, at=now, changes=changes)
    row.delete()
    agreement.version += 1
    agreement.save()


def _named(agreement: Agreement, named_id: int) -> NamedPerson:
    return seen_or_missing(agreement.named_people, named_id, _("Named person not found. They may have been removed."))


def _without_limit(named: Named) -> dict[str, object]:
    """Return the values without the amount, which needs a right to be read."""
    return {name: value for name, value in asdict(named).items() if name != "approves_up_to"}
